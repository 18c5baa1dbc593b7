#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownIndex) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("there is no index ", InQuotes(Shown(refusal.subject)), " at this point"),
             "it was dropped here")
      .Help(
          "check the name and its schema; with its table or column an index is gone; DROP INDEX IF EXISTS tolerates it")
      .Subject(absl::StrCat("index ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kUnknownIndex = {
    .id = "unknown-index",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An index is dropped or renamed that does not exist at that point.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. The usual causes: the index "
        "went with its table or with one of its columns, it was renamed, or its name is another one in the "
        "database.",
    .instead = "Drop an index before its column and its table, or not at all: it goes with them.",
    .given = R"py(
op.create_table(
    "customer",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("email", sa.Text, index=True),
)
)py",
    .bad = R"py(
op.drop_column("customer", "email")
op.drop_index("ix_customer_email", "customer")
)py",
    .good = R"py(
op.drop_index("ix_customer_email", "customer")
op.drop_column("customer", "email")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
