#include "linter/engine/branches.h"

#include <algorithm>
#include <utility>

namespace retort {
namespace {

// Marks everything that can be reached from `start` over the given edges.
template <typename Edges>
void MarkReachable(size_t start, const Edges& edges, std::vector<bool>& marked) {
  std::vector<size_t> open = {start};
  std::vector<bool> seen(marked.size());
  while (!open.empty()) {
    const size_t index = open.back();
    open.pop_back();
    if (seen[index]) continue;
    seen[index] = marked[index] = true;
    edges(index, open);
  }
}

// Calls `visit` with the name of each type that the revision removes or renames.
template <typename Visit>
void ForEachRemoval(const Revision& revision, const Visit& visit) {
  for (const Transaction& transaction : revision.upgrade.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        if (const auto* drop = std::get_if<DropType>(&operation.action)) visit(drop->type);
        if (const auto* rename = std::get_if<RenameType>(&operation.action)) visit(rename->type);
      }
    }
  }
}

bool IsChain(const RevisionGraph& graph) {
  for (size_t i = 0; i < graph.revisions().size(); ++i) {
    if (graph.Parents(i).size() > 1 || graph.Children(i).size() > 1) return false;
  }
  return graph.Bases().size() <= 1;
}

}  // namespace

Branches::Branches(const RevisionGraph& graph) : linear_(IsChain(graph)) {
  if (linear_) return;
  const auto append = [](const std::vector<size_t>& from, std::vector<size_t>& to) {
    to.insert(to.end(), from.begin(), from.end());
  };
  std::vector<std::vector<size_t>> dependents(graph.revisions().size());
  for (size_t i = 0; i < graph.revisions().size(); ++i) {
    for (const size_t other : graph.DependsOn(i)) dependents[other].push_back(i);
  }
  for (size_t i = 0; i < graph.revisions().size(); ++i) {
    const size_t first = removals_.size();
    ForEachRemoval(graph[i], [&](const Name& type) { removals_.push_back({i, type}); });
    if (removals_.size() == first) continue;
    std::vector<bool> ordered(graph.revisions().size());
    MarkReachable(
        i,
        [&](size_t at, std::vector<size_t>& open) {
          append(graph.Parents(at), open);
          append(graph.DependsOn(at), open);
        },
        ordered);
    MarkReachable(
        i,
        [&](size_t at, std::vector<size_t>& open) {
          append(graph.Children(at), open);
          append(dependents[at], open);
        },
        ordered);
    ordered_.resize(removals_.size(), ordered);
  }
}

absl::flat_hash_set<Name> Branches::RemovedElsewhere(size_t index) const {
  absl::flat_hash_set<Name> types;
  for (size_t i = 0; i < removals_.size(); ++i) {
    if (!ordered_[i][index]) types.insert(removals_[i].type);
  }
  return types;
}

}  // namespace retort
