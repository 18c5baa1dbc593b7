#include "absl/strings/str_cat.h"
#include "linter/migration/shared_tables.h"
#include "rules/rule.h"

namespace retort {
namespace {

// Heads without labels are multiple-heads, which names the tables as well.
bool HasLabel(const RevisionGraph& graph, size_t head) { return !graph.LabelsOf(head).empty(); }

void Compare(const RevisionGraph& graph, size_t a, size_t b, Findings& findings) {
  for (const SharedTable& shared : SharedTables(graph, a, b)) {
    const std::string table = shared.table.ToString();
    findings
        .Add(shared.at_b, absl::StrCat("the branches that end in \"", graph[a].id, "\" and \"", graph[b].id,
                                       "\" both change the table \"", table, "\""))
        .Help(absl::StrCat("change a table in one branch only, or say the order: depends_on of \"",
                           graph[shared.in_b].id, "\" is \"", graph[shared.in_a].id, "\""))
        .Relates(shared.at_a, absl::StrCat("\"", graph[shared.in_a].id, "\" changes it here"))
        .Subject(absl::StrCat("table ", table, " in ", graph[a].id, " and ", graph[b].id))
        .InRevision(graph[shared.in_b].id);
  }
}

void Look(const RevisionGraph& graph, const Moment&, Findings& findings) {
  const std::vector<size_t> heads = graph.Heads();
  constexpr size_t kMaxHeads = 8;  // each pair is compared
  if (heads.size() > kMaxHeads || !graph.IsComplete() || !graph.Missing().empty() || !graph.Cycles().empty()) return;
  for (size_t i = 0; i < heads.size(); ++i) {
    for (size_t j = i + 1; j < heads.size(); ++j) {
      if (HasLabel(graph, heads[i]) && HasLabel(graph, heads[j])) Compare(graph, heads[i], heads[j], findings);
    }
  }
}

}  // namespace

extern constinit const Rule kBranchesTouchSameTable = {
    .id = "branches-touch-same-table",
    .category = Category::kGraph,
    .severity = Severity::kWarning,
    .summary = "Two labelled branches change the same table.",
    .why =
        "Branches are upgraded in any order, and one of them may stay behind. What one does to the table may not be "
        "there, or no longer, when the other one runs.",
    .instead = "Keep the tables of branches apart, or let one revision depend on the other with depends_on.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_shop.py
revision = "77ab"
down_revision = "3f1c"
branch_labels = "shop"

def upgrade():
    op.add_column("customer", sa.Column("email", sa.Text))

def downgrade():
    op.drop_column("customer", "email")
--- versions/3_billing.py
revision = "c40d"
down_revision = "3f1c"
branch_labels = "billing"

def upgrade():
    op.add_column("customer", sa.Column("vat", sa.Text))

def downgrade():
    op.drop_column("customer", "vat")
)py",
    .good = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_shop.py
revision = "77ab"
down_revision = "3f1c"
branch_labels = "shop"

def upgrade():
    op.add_column("customer", sa.Column("email", sa.Text))

def downgrade():
    op.drop_column("customer", "email")
--- versions/3_billing.py
revision = "c40d"
down_revision = "3f1c"
branch_labels = "billing"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
