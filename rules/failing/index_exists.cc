#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kIndexExists) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the name ", InQuotes(Shown(refusal.subject)), " of the index is taken"), "this has the name")
      .Help("leave this out, or choose another name: index names are unique in a schema, not in a table")
      .Subject(absl::StrCat("index ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kIndexExists = {
    .id = "index-exists",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An index is created under a name that is taken.",
    .why =
        "The name of an index is unique in its schema, across all tables, and so is that of a constraint's "
        "index. PostgreSQL refuses, the transaction is rolled back and the deploy stops. It happens with names "
        "that do not hold the table's, and with `index=True` on a column whose index is also created by name.",
    .instead = "Put the table's name into the index's, or leave out the second one.",
    .given = R"py(
op.create_table(
    "customer",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("email", sa.Text, index=True),
)
)py",
    .bad = R"py(
op.create_index("ix_customer_email", "customer", ["email"])
)py",
    .good = R"py(
op.create_index("ix_customer_lower_email", "customer", [sa.text("lower(email)")])
)py",
    .checks = {On<Look>},
};

}  // namespace retort
