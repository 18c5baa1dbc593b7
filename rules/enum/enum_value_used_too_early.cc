#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kValueUsedTooEarly) return;
  AddRefused(
      refusal, now, findings,
      absl::StrCat("the new label ", InQuotes(refusal.part), " is used before the transaction that adds it has ended"),
      "the type is made here")
      .Help(
          "add the label in an autocommit block: with op.get_context().autocommit_block(): op.execute(\"ALTER TYPE "
          "...\")")
      .Subject(absl::StrCat("type ", Shown(refusal.subject), " ", refusal.part));
}

}  // namespace

extern constinit const Rule kEnumValueUsedTooEarly = {
    .id = "enum-value-used-too-early",
    .category = Category::kEnum,
    .severity = Severity::kError,
    .scope = Scope::kAll,
    .summary = "A label is added to an enum type and used in the same transaction.",
    .why =
        "A label that ALTER TYPE ... ADD VALUE added cannot be used until that transaction commits. All "
        "revisions of one `alembic upgrade` share a transaction, unless env.py says transaction_per_migration: "
        "a later revision fails as well.",
    .instead = "Add the label in `op.get_context().autocommit_block()`, which commits it.",
    .given = R"py(
op.execute("CREATE TYPE state AS ENUM ('new', 'paid')")
op.create_table("purchase", sa.Column("id", sa.BigInteger, primary_key=True))
)py",
    .bad = R"py(
op.execute("ALTER TYPE state ADD VALUE 'sent'")
op.execute("ALTER TABLE purchase ADD COLUMN state state DEFAULT 'sent'")
)py",
    .good = R"py(
with op.get_context().autocommit_block():
    op.execute("ALTER TYPE state ADD VALUE 'sent'")
op.execute("ALTER TABLE purchase ADD COLUMN state state DEFAULT 'sent'")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
