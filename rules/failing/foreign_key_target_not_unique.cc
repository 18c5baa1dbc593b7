#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kForeignKeyTargetNotUnique) return;
  AddRefused(
      refusal, now, findings,
      absl::StrCat("the columns of ", InQuotes(Shown(refusal.subject)), " that the foreign key names are no key of it"),
      "the referenced table is made here")
      .Help("reference the primary key, or give the referenced columns a unique constraint first")
      .Subject(absl::StrCat("foreign key to ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kForeignKeyTargetNotUnique = {
    .id = "foreign-key-target-not-unique",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A foreign key references columns that are neither a primary key nor unique.",
    .why =
        "A foreign key needs a primary key, a unique constraint or a unique index over exactly the referenced "
        "columns, not a partial one. PostgreSQL refuses, the transaction is rolled back and the deploy stops.",
    .instead = "Make the referenced columns unique first, or reference the primary key.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
op.create_table("purchase", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("customer_id", sa.BigInteger))
)py",
    .bad = R"py(
op.add_column("purchase", sa.Column("customer_name", sa.Text))
op.create_foreign_key("purchase_customer_name_fkey", "purchase", "customer", ["customer_name"], ["name"])
)py",
    .good = R"py(
op.create_foreign_key("purchase_customer_id_fkey", "purchase", "customer", ["customer_id"], ["id"])
)py",
    .checks = {On<Look>},
};

}  // namespace retort
