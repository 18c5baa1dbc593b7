#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kConcurrentlyOnPartitioned) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the table ", InQuotes(Shown(refusal.subject)),
                          " is partitioned: its index cannot be built CONCURRENTLY"),
             "the table is made here")
      .Help("create the index ON ONLY the parent, build one CONCURRENTLY on each partition, and attach them")
      .Subject(absl::StrCat("relation ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kConcurrentlyOnPartitioned = {
    .id = "concurrently-on-partitioned",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An index of a partitioned table is built or dropped CONCURRENTLY.",
    .why =
        "PostgreSQL does not build an index on a partitioned table concurrently, nor drop one. PostgreSQL "
        "refuses, the transaction is rolled back and the deploy stops.",
    .instead =
        "`CREATE INDEX ... ON ONLY parent`, then CONCURRENTLY on each partition, then `ALTER INDEX ... ATTACH "
        "PARTITION`.",
    .given = R"py(
op.create_table(
    "visit",
    sa.Column("id", sa.BigInteger, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    postgresql_partition_by="RANGE (day)",
)
)py",
    .bad = R"py(
with op.get_context().autocommit_block():
    op.execute("CREATE INDEX CONCURRENTLY ix_visit_id ON visit (id)")
)py",
    .good = R"py(
op.execute("CREATE INDEX ix_visit_id ON ONLY visit (id)")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
