#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const RevisionGraph& graph, const Moment&, Findings& findings) {
  // Several heads are `multiple-heads`, which says the same with more weight.
  if (!graph.IsComplete() || graph.Heads().size() != 1) return;
  std::vector<size_t> unlabelled;
  for (const size_t base : graph.Bases()) {
    if (graph.LabelsOf(base).empty()) unlabelled.push_back(base);
  }
  if (unlabelled.size() < 2) return;
  const Revision& last = graph[unlabelled.back()];
  findings.Add(last.parents_at, absl::StrCat("the history has ", unlabelled.size(), " roots without a branch label"))
      .Help("set down_revision to the revision that this one follows, or give the separate histories branch labels")
      .Subject(absl::StrCat("base ", last.id))
      .InRevision(last.id)
      .Relates(graph[unlabelled.front()].id_at, absl::StrCat("another root: \"", graph[unlabelled.front()].id, "\""));
}

}  // namespace

extern constinit const Rule kMultipleBases = {
    .id = "multiple-bases",
    .category = Category::kGraph,
    .severity = Severity::kWarning,
    .summary = "More than one revision has no parent.",
    .why =
        "Alembic does not define an order between histories that start apart, and databases stamped at different times "
        "run them in different orders. Mostly a down_revision was forgotten.",
    .instead = "Name the parent in down_revision, or label separate histories.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_purchase.py
revision = "8a2e"
down_revision = None

def upgrade():
    op.create_table("purchase", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("purchase")
--- versions/3_merge.py
revision = "c40d"
down_revision = ("3f1c", "8a2e")

def upgrade():
    pass

def downgrade():
    pass
)py",
    .good = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_purchase.py
revision = "8a2e"
down_revision = "3f1c"

def upgrade():
    op.create_table("purchase", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("purchase")
--- versions/3_invoice.py
revision = "c40d"
down_revision = "8a2e"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
