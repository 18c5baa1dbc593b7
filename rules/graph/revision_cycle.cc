#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

constexpr size_t kMostNames = 8;

// Where `from` names `to`.
Span NamedAt(const RevisionGraph& graph, size_t from, size_t to) {
  for (const auto* references : {&graph[from].parents, &graph[from].depends_on}) {
    for (const Reference& reference : *references) {
      if (reference.id == graph[to].id) return reference.at;
    }
  }
  return graph[from].id_at;
}

std::string Message(const RevisionGraph& graph, const RevisionGraph::Cycle& cycle) {
  const std::string& first = graph[cycle.members.front()].id;
  if (cycle.members.size() == 1) {
    return absl::StrCat("revision \"", first,
                        cycle.through_depends_on ? "\" depends on itself" : "\" is its own parent");
  }
  std::string path;
  for (size_t i = 0; i < std::min(cycle.members.size(), kMostNames); ++i) {
    absl::StrAppend(&path, "\"", graph[cycle.members[i]].id, "\" -> ");
  }
  if (cycle.members.size() > kMostNames) absl::StrAppend(&path, "... -> ");
  return absl::StrCat("the revisions form a cycle", cycle.through_depends_on ? " through depends_on: " : ": ", path,
                      "\"", first, "\"");
}

void Look(const RevisionGraph& graph, const Moment&, Findings& findings) {
  absl::flat_hash_set<std::string> duplicates;  // two files with one id often seem to form a cycle
  for (const RevisionGraph::Duplicate& duplicate : graph.Duplicates()) duplicates.insert(duplicate.id);
  for (const RevisionGraph::Cycle& cycle : graph.Cycles()) {
    const auto is_duplicate = [&](size_t member) { return duplicates.contains(graph[member].id); };
    if (std::any_of(cycle.members.begin(), cycle.members.end(), is_duplicate)) continue;
    const std::vector<size_t>& members = cycle.members;
    const std::string& id = graph[members.front()].id;
    auto finding = findings.Add(NamedAt(graph, members.front(), members[1 % members.size()]), Message(graph, cycle))
                       .Help("one of them must name another revision, or None")
                       .Subject(absl::StrCat("cycle ", id))
                       .InRevision(id);
    for (size_t i = 1; i < std::min(members.size(), kMostNames); ++i) {
      const size_t next = members[(i + 1) % members.size()];
      finding.Relates(NamedAt(graph, members[i], next),
                      absl::StrCat("\"", graph[members[i]].id, "\" names \"", graph[next].id, "\""));
    }
  }
}

}  // namespace

extern constinit const Rule kRevisionCycle = {
    .id = "revision-cycle",
    .category = Category::kGraph,
    .severity = Severity::kError,
    .summary = "Revisions form a cycle.",
    .why =
        "No order can satisfy them: Alembic stops every command with \"Cycle is detected\", \"Self-loop is detected\" "
        "or \"Dependency cycle is detected\".",
    .instead = "Let down_revision and depends_on name only revisions that come before.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = "8a2e"

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
