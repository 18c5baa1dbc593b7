#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

constexpr size_t kMostSuggestions = 50;  // each compares the name with every id

std::string Suggest(const RevisionGraph& graph, const RevisionGraph::MissingReference& missing) {
  const std::string& name = missing.reference.id;
  std::vector<std::string> ids;
  for (const Revision& revision : graph.revisions()) {
    if (name.size() >= 4 && absl::StartsWith(revision.id, name)) {
      return absl::StrCat("write the full id \"", revision.id, "\": Alembic completes ids only on the command line");
    }
    for (const Reference& label : revision.labels) {
      if (label.id == name) return absl::StrCat("\"", name, "\" is a branch label: write the id \"", revision.id, "\"");
    }
    if (revision.id != graph[missing.from].id) ids.push_back(revision.id);
  }
  const std::string nearest = Nearest(name, ids);
  return nearest.empty() ? "" : absl::StrCat("did you mean \"", nearest, "\"?");
}

std::string Advice(const RevisionGraph& graph, const RevisionGraph::MissingReference& missing) {
  const std::string suggestion = graph.Missing().size() <= kMostSuggestions ? Suggest(graph, missing) : "";
  return suggestion.empty() ? "bring the missing file back, or name the revision that this one follows" : suggestion;
}

void Look(const RevisionGraph& graph, const Moment& now, Findings& findings) {
  if (!graph.IsComplete()) return;  // what seems missing may be the revision whose id is not known
  absl::flat_hash_set<std::string> deleted;
  for (const DeletedRevision& revision : now.history.deleted) deleted.insert(revision.revision);
  for (const RevisionGraph::MissingReference& missing : graph.Missing()) {
    const std::string& name = missing.reference.id;
    if (deleted.contains(name)) continue;
    const absl::string_view what = missing.is_dependency ? "depends_on" : "down_revision";
    findings.Add(missing.reference.at, absl::StrCat(what, " names \"", name, "\", and there is no such revision"))
        .Help(Advice(graph, missing))
        .Subject(absl::StrCat(graph[missing.from].id, " ", what, " ", name))
        .InRevision(graph[missing.from].id);
  }
}

}  // namespace

extern constinit const Rule kMissingParent = {
    .id = "missing-parent",
    .category = Category::kGraph,
    .severity = Severity::kError,
    .summary = "down_revision or depends_on names a revision that is not there.",
    .why = "Alembic cannot load the history: every command, even `alembic heads`, ends with a KeyError.",
    .instead = "Name an existing revision by its full id.",
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
down_revision = "3f1e"

def upgrade():
    op.create_table("purchase", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("purchase")
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
)py",
    .checks = {On<Look>},
};

}  // namespace retort
