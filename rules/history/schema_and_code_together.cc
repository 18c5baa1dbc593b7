#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

constexpr size_t kShown = 3;

// A new revision; the one that comes last in the order of upgrades.
size_t NewestRevision(const RevisionGraph& graph, const History& history) {
  for (auto index = graph.UpgradeOrder().rbegin(); index != graph.UpgradeOrder().rend(); ++index) {
    const std::string& id = graph[*index].id;
    if (!std::binary_search(history.applied.begin(), history.applied.end(), id)) return *index;
  }
  return RevisionGraph::kNone;
}

void Look(const RevisionGraph& graph, const Moment& now, Findings& findings) {
  const std::vector<std::string>& code = now.history.changed_code;
  const size_t revision =
      now.history.has_base && !code.empty() ? NewestRevision(graph, now.history) : RevisionGraph::kNone;
  if (revision == RevisionGraph::kNone) return;
  const size_t shown = std::min(code.size(), kShown);
  const std::string files = Printable(absl::StrJoin(code.begin(), code.begin() + shown, ", "));
  findings
      .Add(graph[revision].id_at, absl::StrCat("this change has new revisions and ", Count(code.size(), "file"),
                                               " of code: ", files, code.size() > shown ? ", ..." : ""))
      .Help("deploy the revision first, in a change of its own, and then the code that needs it")
      .Subject("code and revisions")
      .InRevision(graph[revision].id);
}

}  // namespace

extern constinit const Rule kSchemaAndCodeTogether = {
    .id = "schema-and-code-together",
    .category = Category::kHistory,
    .severity = Severity::kInfo,
    .on_by_default = false,
    .summary = "One change has revisions and application code.",
    .why =
        "While it is deployed, old code meets the new schema or new code the old one: they are never replaced at the "
        "same moment. In two changes each step can be taken back alone.",
    .instead = "Make two changes: the revision that both versions of the code can live with, then the code.",
    .bad = R"py(
--- versions/1_customer.py @base
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- ../shop.py @base
TABLES = ["customer"]
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
--- ../shop.py
TABLES = ["customer", "tag"]
)py",
    .good = R"py(
--- versions/1_customer.py @base
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- ../shop.py @base
TABLES = ["customer"]
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
--- ../shop.py
TABLES = ["customer"]
)py",
    .checks = {On<Look>},
};

}  // namespace retort
