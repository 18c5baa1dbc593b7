#include "rules/rule.h"

namespace retort {
namespace {

// The first operation that changes the schema or rows, as far as it is understood.
const Operation* FirstChange(const Procedure& upgrade) {
  for (const Transaction& transaction : upgrade.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        if (!LeavesNoTrace(operation.action) && !std::holds_alternative<Opaque>(operation.action)) return &operation;
      }
    }
  }
  return nullptr;
}

void Look(const Revision& revision, const Moment&, Findings& findings) {
  if (revision.parents.size() < 2) return;
  const Operation* change = FirstChange(revision.upgrade);
  if (change == nullptr) return;
  findings.Add(change->at, "this revision joins two branches and changes the database as well")
      .Help("leave the merge empty, and make the change in a revision after it")
      .Relates(revision.parents_at, "the branches are joined here");
}

}  // namespace

extern constinit const Rule kMergeWithOperations = {
    .id = "merge-with-operations",
    .category = Category::kGraph,
    .severity = Severity::kWarning,
    .scope = Scope::kNew,
    .summary = "A merge revision also changes the schema or the data.",
    .why =
        "A merge is made again, or thrown away, when the branches move; whoever does it takes it for empty. And the "
        "way "
        "down from it is to two revisions at once, of which `alembic downgrade -1` needs to be told one.",
    .instead = "Keep merges empty; make changes in a revision of their own.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_tag.py
revision = "77ab"
down_revision = "3f1c"

def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("tag")
--- versions/3_invoice.py
revision = "c40d"
down_revision = "3f1c"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
--- versions/4_merge.py
revision = "e51a"
down_revision = ("77ab", "c40d")

def upgrade():
    op.create_table("product", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("product")
)py",
    .good = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_tag.py
revision = "77ab"
down_revision = "3f1c"

def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("tag")
--- versions/3_invoice.py
revision = "c40d"
down_revision = "3f1c"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
--- versions/4_merge.py
revision = "e51a"
down_revision = ("77ab", "c40d")

def upgrade():
    pass

def downgrade():
    pass
--- versions/5_product.py
revision = "f00d"
down_revision = "e51a"

def upgrade():
    op.create_table("product", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("product")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
