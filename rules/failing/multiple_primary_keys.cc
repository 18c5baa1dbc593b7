#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kMultiplePrimaryKeys) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the table ", InQuotes(Shown(refusal.subject)), " has a primary key already"),
             "the first one is made here")
      .Help("drop the old primary key first")
      .Subject(absl::StrCat("primary key of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kMultiplePrimaryKeys = {
    .id = "multiple-primary-keys",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A second primary key is added to a table.",
    .why =
        "A table has at most one primary key. PostgreSQL refuses, the transaction is rolled back and the "
        "deploy stops.",
    .instead = "Drop the old primary key first, or make the new one a unique constraint.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.create_primary_key("customer_key", "customer", ["name"])
)py",
    .good = R"py(
op.create_unique_constraint("customer_name_key", "customer", ["name"])
)py",
    .checks = {On<Look>},
};

}  // namespace retort
