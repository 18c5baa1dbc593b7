#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kForeignKeyTypeMismatch) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the foreign key", refusal.part.empty() ? "" : absl::StrCat(" ", InQuotes(refusal.part)),
                          " compares columns of types that cannot be compared"),
             "the referenced table is made here")
      .Help("give the column the type of the key that it references")
      .Subject(absl::StrCat("foreign key of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kForeignKeyTypeMismatch = {
    .id = "foreign-key-type-mismatch",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A foreign key joins columns whose types cannot be compared.",
    .why =
        "PostgreSQL needs an equality operator between the two types: integer and bigint have one, text and "
        "uuid have none. PostgreSQL refuses, the transaction is rolled back and the deploy stops.",
    .instead = "Give the column the type of the key that it references.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.create_table(
    "purchase",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("customer_id", sa.Text, sa.ForeignKey("customer.id")),
)
)py",
    .good = R"py(
op.create_table(
    "purchase",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("customer_id", sa.BigInteger, sa.ForeignKey("customer.id")),
)
)py",
    .checks = {On<Look>},
};

}  // namespace retort
