#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kKeyWithoutPartitionColumn) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the key of the partitioned table ", InQuotes(Shown(refusal.subject)), " lacks ",
                          InQuotes(refusal.part)),
             "the table is made here")
      .Help(absl::StrCat("add ", InQuotes(refusal.part), ", by which the table is partitioned, to the key"))
      .Subject(absl::StrCat("key of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kKeyWithoutPartitionColumn = {
    .id = "key-without-partition-column",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A primary or unique key of a partitioned table lacks a column of its partition key.",
    .why =
        "PostgreSQL ensures uniqueness in each partition by itself: a key that does not hold every "
        "partitioning column could not be unique across them. PostgreSQL refuses, the transaction is rolled "
        "back and the deploy stops.",
    .instead = "Add the partitioning columns to the key.",
    .bad = R"py(
op.create_table(
    "visit",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("day", sa.Date, nullable=False),
    postgresql_partition_by="RANGE (day)",
)
)py",
    .good = R"py(
op.create_table(
    "visit",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    postgresql_partition_by="RANGE (day)",
)
)py",
    .checks = {On<Look>},
};

}  // namespace retort
