#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kRefreshNeedsUniqueIndex) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the materialized view ", InQuotes(Shown(refusal.subject)), " has no unique index"),
             "the view is made here")
      .Help("give it a unique index on plain columns without WHERE, or refresh it without CONCURRENTLY")
      .Subject(absl::StrCat("view ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kRefreshConcurrentlyWithoutUniqueIndex = {
    .id = "refresh-concurrently-without-unique-index",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A materialized view without a unique index is refreshed CONCURRENTLY.",
    .why =
        "REFRESH MATERIALIZED VIEW CONCURRENTLY compares old and new rows by a unique index on columns, "
        "without a WHERE. PostgreSQL refuses, the transaction is rolled back and the deploy stops.",
    .instead = "Create the unique index first.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
op.execute("CREATE MATERIALIZED VIEW customer_name AS SELECT id, name FROM customer")
)py",
    .bad = R"py(
op.execute("REFRESH MATERIALIZED VIEW CONCURRENTLY customer_name")
)py",
    .good = R"py(
op.execute("CREATE UNIQUE INDEX uq_customer_name ON customer_name (id)")
op.execute("REFRESH MATERIALIZED VIEW CONCURRENTLY customer_name")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
