#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownColumn) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the table ", InQuotes(Shown(refusal.subject)), " has no column ", InQuotes(refusal.part),
                          " at this point"),
             "the table is made here")
      .Help("check the name, and whether an earlier operation dropped or renamed the column")
      .Subject(absl::StrCat("column ", refusal.part, " of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kUnknownColumn = {
    .id = "unknown-column",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An operation names a column that its table does not have at that point.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. The usual causes: a misspelt "
        "name, the name of the model's attribute instead of the column's, and a column that an earlier "
        "operation dropped or renamed.",
    .instead = "Use the name that the column has at this point of the history.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.create_index("ix_customer_email", "customer", ["email"])
)py",
    .good = R"py(
op.add_column("customer", sa.Column("email", sa.Text))
op.create_index("ix_customer_email", "customer", ["email"])
)py",
    .checks = {On<Look>},
};

}  // namespace retort
