#include <algorithm>
#include <set>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/migration/shared_tables.h"
#include "rules/rule.h"

namespace retort {
namespace {

// Every head has a branch label that no other head has: `alembic upgrade label@head` tells them apart, on purpose.
bool AreLabelled(const RevisionGraph& graph, const std::vector<size_t>& heads) {
  absl::flat_hash_map<std::string, int> uses;
  std::vector<std::vector<std::string>> labels;
  for (const size_t head : heads) {
    for (const std::string& label : labels.emplace_back(graph.LabelsOf(head))) ++uses[label];
  }
  return std::all_of(labels.begin(), labels.end(), [&](const std::vector<std::string>& own) {
    return std::any_of(own.begin(), own.end(), [&](const std::string& label) { return uses[label] == 1; });
  });
}

// A parent that is not there may be the one that joins two heads; a cycle hides heads. Their rules speak first.
bool CanBeLoaded(const RevisionGraph& graph) {
  const auto is_parent = [](const RevisionGraph::MissingReference& missing) { return !missing.is_dependency; };
  return graph.IsComplete() && graph.Cycles().empty() &&
         std::none_of(graph.Missing().begin(), graph.Missing().end(), is_parent);
}

// The head that is easiest to change: the last one that is not applied yet.
size_t NewestHead(const RevisionGraph& graph, const std::vector<size_t>& heads, const History& history) {
  for (size_t i = heads.size(); i > 0; --i) {
    const std::string& id = graph[heads[i - 1]].id;
    if (!std::binary_search(history.applied.begin(), history.applied.end(), id)) return heads[i - 1];
  }
  return heads.back();
}

std::string Describe(const RevisionGraph& graph, size_t head) {
  if (!graph.IsEffectiveHead(head)) return absl::StrCat("\"", graph[head].id, "\"");
  const std::string& dependent = graph[graph.Dependents(head).front()].id;
  return absl::StrCat("\"", graph[head].id, "\" (an effective head: \"", dependent, "\" depends on it)");
}

// The first revision of the branch that ends in `head` and leaves the history of `other`; kNone behind a merge.
size_t BranchStart(const RevisionGraph& graph, size_t head, size_t fork) {
  size_t start = head;
  while (graph.Parents(start).size() == 1 && graph.Parents(start).front() != fork) start = graph.Parents(start).front();
  return graph.Parents(start).size() > 1 ? RevisionGraph::kNone : start;
}

std::string Advice(const RevisionGraph& graph, const std::vector<size_t>& heads, size_t newest, size_t other) {
  const auto append_id = [&](std::string* out, size_t head) { absl::StrAppend(out, graph[head].id); };
  std::string advice =
      absl::StrCat("join them: `alembic merge -m \"merge heads\" ", absl::StrJoin(heads, " ", append_id), "`");
  const size_t start = BranchStart(graph, newest, graph.ForkPoint(newest, other));
  if (heads.size() == 2 && start != RevisionGraph::kNone) {
    absl::StrAppend(&advice, ", or set down_revision of \"", graph[start].id, "\" to \"", graph[other].id, "\"");
  }
  return advice;
}

void Look(const RevisionGraph& graph, const Moment& now, Findings& findings) {
  const std::vector<size_t> heads = graph.Heads();
  if (heads.size() < 2 || !CanBeLoaded(graph) || AreLabelled(graph, heads)) return;
  const size_t newest = NewestHead(graph, heads, now.history);
  const size_t other = heads.front() == newest ? heads.back() : heads.front();
  const auto describe = [&](std::string* out, size_t head) { absl::StrAppend(out, Describe(graph, head)); };
  const std::string names = absl::StrJoin(heads, heads.size() == 2 ? " and " : ", ", describe);
  auto finding = findings.Add(graph[newest].id_at, absl::StrCat("the history has ", heads.size(), " heads: ", names))
                     .Help(Advice(graph, heads, newest, other))
                     .Subject(absl::StrCat("heads ", names))
                     .InRevision(graph[newest].id);
  std::set<size_t> forks;
  for (const size_t head : heads) {
    if (head == newest) continue;
    finding.Relates(graph[head].id_at, absl::StrCat("another head: ", Describe(graph, head)));
    const size_t fork = graph.ForkPoint(newest, head);
    if (fork != RevisionGraph::kNone && forks.insert(fork).second) {
      finding.Relates(graph[fork].id_at, absl::StrCat("the history forks after \"", graph[fork].id, "\""));
    }
  }
  if (heads.size() != 2) return;
  for (const SharedTable& shared : SharedTables(graph, other, newest)) {
    const std::string table = absl::StrCat("\"", shared.table.ToString(), "\"");
    finding.Relates(shared.at_b, absl::StrCat("both branches change the table ", table, ": this one"));
    finding.Relates(shared.at_a, absl::StrCat("both branches change the table ", table, ": the other one"));
  }
}

// The first head that only one of the sides has; kNone.
size_t HeadOf(const MergeResult& merge, MergeResult::Side side, const std::vector<size_t>& heads) {
  for (const size_t head : heads) {
    if (merge.sides[head] == side) return head;
  }
  return RevisionGraph::kNone;
}

// Two branches that are sound alone. What is wrong with one of them already is said without the other.
void LookAtMerge(const MergeResult& merge, const Moment& now, Findings& findings) {
  const RevisionGraph& graph = merge.graph;
  const std::vector<size_t> heads = graph.Heads();
  if (heads.size() < 2 || now.graph.Heads().size() > 1 || !CanBeLoaded(graph) || AreLabelled(graph, heads)) return;
  const size_t here = HeadOf(merge, MergeResult::Side::kHere, heads);
  const size_t there = HeadOf(merge, MergeResult::Side::kThere, heads);
  if (here == RevisionGraph::kNone || there == RevisionGraph::kNone) return;
  const size_t fork = graph.ForkPoint(here, there);
  const size_t start = BranchStart(graph, here, fork);
  const std::string from =
      absl::StrCat("\"", graph[there].id, "\" (", Printable(merge.paths[there]), " of ", Printable(merge.branch), ")");
  const std::string after =
      fork == RevisionGraph::kNone ? "" : absl::StrCat(", which fork after \"", graph[fork].id, "\"");
  auto finding = findings.Add(start == RevisionGraph::kNone ? graph[here].id_at : graph[start].parents_at,
                              absl::StrCat("merged with ", Printable(merge.branch), ", the history has ", heads.size(),
                                           " heads: \"", graph[here].id, "\" and ", from, after));
  finding.Subject(absl::StrCat("heads \"", graph[here].id, "\" and \"", graph[there].id, "\""))
      .InRevision(graph[here].id);
  const std::string first = absl::StrCat("merge or rebase onto ", Printable(merge.branch), ", then ");
  if (start == RevisionGraph::kNone) {
    finding.Help(absl::StrCat(first, "join them: `alembic merge -m \"merge heads\" ", graph[there].id, " ",
                              graph[here].id, "`"));
  } else {
    finding.Help(absl::StrCat(first, "set down_revision of \"", graph[start].id, "\" to \"", graph[there].id, "\""));
  }
  if (fork != RevisionGraph::kNone && merge.sides[fork] != MergeResult::Side::kThere) {
    finding.Relates(graph[fork].id_at, absl::StrCat("the history forks after \"", graph[fork].id, "\""));
  }
}

}  // namespace

extern constinit const Rule kMultipleHeads = {
    .id = "multiple-heads",
    .category = Category::kGraph,
    .severity = Severity::kError,
    .summary =
        "The history has more than one head, or will have when it is merged with what the base branch has by now.",
    .why =
        "`alembic upgrade head` and `alembic revision` stop with \"Multiple head revisions are present\". It happens "
        "when "
        "two branches that each add a revision are merged: git sees no conflict.",
    .instead =
        "Join the heads with `alembic merge`, or set down_revision of one branch to the head of the other. Heads that "
        "are meant to stay apart need branch labels of their own.",
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
down_revision = "3f1c"

def upgrade():
    op.create_table("purchase", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("purchase")
--- versions/3_invoice.py
revision = "c40d"
down_revision = "3f1c"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
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
    .checks = {On<Look>, On<LookAtMerge>},
};

}  // namespace retort
