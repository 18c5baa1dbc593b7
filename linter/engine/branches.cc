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

// The name of what an operation takes away from others, or changes under them; nothing for what only adds.
struct ChangedName {
  const Name* operator()(const DropTable& drop) const { return &drop.table; }
  const Name* operator()(const RenameTable& rename) const { return &rename.table; }
  const Name* operator()(const DropColumn& drop) const { return &drop.table; }
  const Name* operator()(const AlterColumn& alter) const { return &alter.table; }
  const Name* operator()(const DropConstraint& drop) const { return &drop.table; }
  const Name* operator()(const RenameConstraint& rename) const { return &rename.table; }
  const Name* operator()(const DropIndex& drop) const { return &drop.index; }
  const Name* operator()(const DropType& drop) const { return &drop.type; }
  const Name* operator()(const RenameType& rename) const { return &rename.type; }
  const Name* operator()(const RenameEnumValue& rename) const { return &rename.type; }
  const Name* operator()(const DropObject& drop) const { return drop.table.name.empty() ? &drop.name : &drop.table; }
  const Name* operator()(const RenameObject& rename) const {
    return rename.table.name.empty() ? &rename.name : &rename.table;
  }
  template <typename Other>
  const Name* operator()(const Other&) const {
    return nullptr;
  }
};

Name InPublic(const Name& name) { return name.schema.empty() ? Name{"public", name.name} : name; }

// Calls `visit` with the name of everything that the revision removes, renames or changes.
template <typename Visit>
void ForEachRemoval(const Revision& revision, const Visit& visit) {
  for (const Transaction& transaction : revision.upgrade.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        const Name* name = std::visit(ChangedName{}, operation.action);
        if (name != nullptr) visit(InPublic(*name));
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
    ForEachRemoval(graph[i], [&](Name name) { removals_.push_back({i, std::move(name)}); });
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

absl::flat_hash_set<Name> Branches::ChangedElsewhere(size_t index) const {
  absl::flat_hash_set<Name> names;
  for (size_t i = 0; i < removals_.size(); ++i) {
    if (!ordered_[i][index]) names.insert(removals_[i].name);
  }
  return names;
}

}  // namespace retort
