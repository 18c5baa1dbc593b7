#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownRelation) return;
  AddRefused(refusal, now, findings, absl::StrCat("there is no ", InQuotes(Shown(refusal.subject)), " at this point"),
             "it was dropped or renamed here")
      .Help("check the name and its schema, and that the revision which creates it is an ancestor of this one")
      .Subject(absl::StrCat("relation ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kUnknownRelation = {
    .id = "unknown-relation",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An operation names a table, view or sequence that does not exist at that point.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. The usual causes: a misspelt "
        "name, a forgotten schema, a table that an earlier revision dropped or renamed, and a revision that "
        "runs before the one which creates the table.",
    .instead =
        "Use the name that the table has at this point of the history. An operation that must tolerate a "
        "missing table can say so: `DROP TABLE IF EXISTS`.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.add_column("customers", sa.Column("email", sa.Text))
)py",
    .good = R"py(
op.add_column("customer", sa.Column("email", sa.Text))
)py",
    .checks = {On<Look>},
};

}  // namespace retort
