#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kNotInTransaction || Refused<AddEnumValue>(now) != nullptr) return;
  AddRefused(refusal, now, findings, "this statement cannot run inside a transaction, and Alembic has opened one", "")
      .Help("run it in an autocommit block: with op.get_context().autocommit_block(): ...")
      .Subject(refusal.message);
}

}  // namespace

extern constinit const Rule kNotInTransaction = {
    .id = "not-in-transaction",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A statement that cannot run inside a transaction block runs inside one.",
    .why =
        "CREATE INDEX CONCURRENTLY, DROP INDEX CONCURRENTLY, REINDEX CONCURRENTLY, VACUUM and others commit by "
        "themselves, and PostgreSQL refuses them inside a transaction block. Alembic runs every revision "
        "inside one.",
    .instead =
        "Put the statement into `with op.get_context().autocommit_block():`, and into a revision of its own: "
        "what stands before it is committed and not undone when it fails.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.create_index("ix_customer_name", "customer", ["name"], postgresql_concurrently=True)
)py",
    .good = R"py(
with op.get_context().autocommit_block():
    op.create_index("ix_customer_name", "customer", ["name"], postgresql_concurrently=True)
)py",
    .checks = {On<Look>},
};

}  // namespace retort
