#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  const auto* add = Refused<AddEnumValue>(now);
  if (refusal.kind != Refusal::Kind::kNotInTransaction || add == nullptr) return;
  AddRefused(refusal, now, findings, "before PostgreSQL 12 a label cannot be added inside a transaction", "")
      .Help("put it into an autocommit block: with op.get_context().autocommit_block():")
      .Subject(absl::StrCat("type ", Shown(add->type)));
}

}  // namespace

extern constinit const Rule kAddValueInTransaction = {
    .id = "add-value-in-transaction",
    .category = Category::kEnum,
    .severity = Severity::kError,
    .summary = "A label is added to an enum type inside a transaction, on PostgreSQL before 12.",
    .why =
        "Before version 12 PostgreSQL runs ALTER TYPE ... ADD VALUE only outside a transaction block, and "
        "Alembic runs revisions inside one.",
    .instead = "Add the label in `op.get_context().autocommit_block()`.",
    .bad = R"py(
--- ../retort.toml
postgres = 11
--- versions/1_state.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.execute("CREATE TYPE state AS ENUM ('new', 'paid')")

def downgrade():
    op.execute("DROP TYPE state")
--- versions/2_sent.py
revision = "4a2d"
down_revision = "3f1c"

def upgrade():
    op.execute("ALTER TYPE state ADD VALUE 'sent'")

def downgrade():
    if op.get_bind().in_transaction():
        op.execute("SELECT 1")
)py",
    .good = R"py(
--- ../retort.toml
postgres = 11
--- versions/1_state.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.execute("CREATE TYPE state AS ENUM ('new', 'paid')")

def downgrade():
    op.execute("DROP TYPE state")
--- versions/2_sent.py
revision = "4a2d"
down_revision = "3f1c"

def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE state ADD VALUE 'sent'")

def downgrade():
    if op.get_bind().in_transaction():
        op.execute("SELECT 1")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
