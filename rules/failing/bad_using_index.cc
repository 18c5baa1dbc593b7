#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kBadUsingIndex) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the index ", InQuotes(Shown(refusal.subject)), " cannot become a constraint"),
             "the index is made here")
      .Help("use a unique btree index on plain columns of this table, not a partial one, that is of no constraint yet")
      .Subject(absl::StrCat("index ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kBadUsingIndex = {
    .id = "bad-using-index",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "ADD CONSTRAINT USING INDEX names an index that cannot become a constraint.",
    .why =
        "The index must exist, belong to the table and to no constraint, and be unique, btree, not partial, "
        "and on columns without expressions. PostgreSQL refuses, the transaction is rolled back and the deploy "
        "stops.",
    .instead = "Build the index as the constraint needs it: `CREATE UNIQUE INDEX CONCURRENTLY` on the plain columns.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("email", sa.Text))
op.create_index("ix_customer_email", "customer", ["email"])
op.create_index("uq_customer_email", "customer", ["email"], unique=True)
)py",
    .bad = R"py(
op.execute("ALTER TABLE customer ADD CONSTRAINT customer_email_key UNIQUE USING INDEX ix_customer_email")
)py",
    .good = R"py(
op.execute("ALTER TABLE customer ADD CONSTRAINT customer_email_key UNIQUE USING INDEX uq_customer_email")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
