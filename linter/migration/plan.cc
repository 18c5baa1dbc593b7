#include "linter/migration/plan.h"

#include <algorithm>
#include <set>

namespace retort {
namespace {

using Flags = std::vector<bool>;

// With 1.13.1, to be exact.
constexpr Version kDropsImpliedRows = {1, 13};

void Add(size_t index, std::vector<size_t>& list) {
  if (std::find(list.begin(), list.end(), index) == list.end()) list.push_back(index);
}

// The neighbours of each revision as the version table sees them.
class Links {
 public:
  explicit Links(const RevisionGraph& graph) : graph_(graph), down_(graph.revisions().size()) {
    for (size_t i = 0; i < down_.size(); ++i) {
      for (const size_t parent : graph.Parents(i)) Add(parent, down_[i]);
    }
    for (size_t i = 0; i < down_.size(); ++i) {
      if (!graph.DependsOn(i).empty()) AddDependencies(i);
    }
  }

  // Parents, then the dependencies that no ancestor has already.
  const std::vector<size_t>& Down(size_t index) const { return down_[index]; }

  Flags Ancestors(const std::vector<size_t>& of, bool with_dependencies = true) const {
    return Reach(of, [&](size_t i, auto visit) {
      for (const size_t next : graph_.Parents(i)) visit(next);
      if (!with_dependencies) return;
      for (const size_t next : graph_.DependsOn(i)) visit(next);
    });
  }
  Flags Descendants(const std::vector<size_t>& of, bool with_dependencies = true) const {
    return Reach(of, [&](size_t i, auto visit) {
      for (const size_t next : graph_.Children(i)) visit(next);
      if (!with_dependencies) return;
      for (const size_t next : graph_.Dependents(i)) visit(next);
    });
  }

 private:
  template <typename Next>
  Flags Reach(std::vector<size_t> todo, const Next& next) const {
    Flags reached(graph_.revisions().size(), false);
    for (const size_t index : todo) reached[index] = true;
    while (!todo.empty()) {
      const size_t index = todo.back();
      todo.pop_back();
      next(index, [&](size_t other) {
        if (reached[other]) return;
        reached[other] = true;
        todo.push_back(other);
      });
    }
    return reached;
  }

  void AddDependencies(size_t index) {
    const Flags ancestors = Ancestors({index}, false);
    std::set<size_t> inherited;
    for (size_t i = 0; i < ancestors.size(); ++i) {
      if (!ancestors[i] || i == index) continue;
      inherited.insert(graph_.DependsOn(i).begin(), graph_.DependsOn(i).end());
    }
    for (const size_t dependency : graph_.DependsOn(index)) {
      if (inherited.count(dependency) == 0) Add(dependency, down_[index]);
    }
  }

  const RevisionGraph& graph_;
  std::vector<std::vector<size_t>> down_;
};

// Alembic's RevisionMap._topological_sort: children before parents, one branch walked down as far as it goes.
class BranchWalk {
 public:
  BranchWalk(const RevisionGraph& graph, const Links& links, Flags todo)
      : graph_(graph), links_(links), todo_(std::move(todo)) {}

  std::vector<size_t> From(std::vector<size_t> heads) {
    std::sort(heads.begin(), heads.end());
    for (const size_t head : heads) {
      if (todo_[head]) Push(head);
    }
    while (!branches_.empty()) Step();
    return std::move(order_);
  }

 private:
  struct Branch {
    size_t candidate;
    Flags ancestors;
  };

  void Push(size_t revision) { branches_.push_back({revision, links_.Ancestors({revision})}); }

  void Step() {
    const size_t candidate = branches_[current_].candidate;
    for (size_t i = 0; i < branches_.size(); ++i) {
      if (i == current_ || !branches_[i].ancestors[candidate]) continue;
      current_ = i;  // it needs the candidate, so it goes first
      return;
    }
    if (todo_[candidate]) order_.push_back(candidate);
    todo_[candidate] = false;
    Continue(candidate);
  }

  void Continue(size_t candidate) {
    std::vector<size_t> next;
    for (const size_t down : links_.Down(candidate)) {
      const bool waits = std::any_of(branches_.begin(), branches_.end(),
                                     [&](const Branch& branch) { return branch.candidate == down; });
      if (todo_[down] && !waits) next.push_back(down);
    }
    if (next.empty()) {
      branches_.erase(branches_.begin() + static_cast<ptrdiff_t>(current_));
      current_ = current_ > 0 ? current_ - 1 : 0;
      return;
    }
    Branch& branch = branches_[current_];
    branch.candidate = next[0];
    if (graph_.DependsOn(candidate).empty() && graph_.Parents(candidate).size() == 1) {
      branch.ancestors[candidate] = false;
    } else {
      branch.ancestors = links_.Ancestors({next[0]});
    }
    for (size_t i = 1; i < next.size(); ++i) Push(next[i]);
  }

  const RevisionGraph& graph_;
  const Links& links_;
  Flags todo_;
  std::vector<Branch> branches_;
  size_t current_ = 0;
  std::vector<size_t> order_;
};

// The rows of the version table, as HeadMaintainer keeps them.
class VersionTable {
 public:
  VersionTable(const RevisionGraph& graph, const Links& links, const std::vector<size_t>& heads, Version alembic = {})
      : graph_(graph), links_(links), heads_(heads.begin(), heads.end()), alembic_(alembic) {}

  MigrationStep Apply(size_t revision, bool upgrade) {
    MigrationStep step{.revision = revision, .upgrade = upgrade, .empty_before = heads_.empty()};
    step.versions = upgrade ? Upgrade(revision) : Downgrade(revision);
    step.empty_after = heads_.empty();
    return step;
  }

 private:
  // Of `revisions`, those that no other row implies.
  std::vector<size_t> NotImplied(const std::vector<size_t>& revisions, const std::vector<size_t>& without) const {
    std::vector<size_t> others;
    for (const size_t head : heads_) {
      if (std::find(without.begin(), without.end(), head) == without.end()) others.push_back(head);
    }
    const Flags implied = links_.Ancestors(others);
    std::vector<size_t> rest;
    for (const size_t revision : revisions) {
      if (!implied[revision]) rest.push_back(revision);
    }
    return rest;
  }

  std::vector<size_t> NotImpliedByEachOther(const std::vector<size_t>& revisions) const {
    std::vector<size_t> rest = revisions;
    for (const size_t revision : revisions) {
      const Flags implied = links_.Ancestors({revision});
      std::erase_if(rest, [&](size_t other) { return other != revision && implied[other]; });
    }
    return rest;
  }

  VersionChange Insert(size_t to) {
    heads_.insert(to);
    return {.kind = VersionChange::Kind::kInsert, .to = graph_[to].id};
  }
  VersionChange Delete(size_t from) {
    heads_.erase(from);
    return {.kind = VersionChange::Kind::kDelete, .from = graph_[from].id};
  }
  VersionChange Update(size_t from, size_t to) {
    heads_.erase(from);
    heads_.insert(to);
    return {.kind = VersionChange::Kind::kUpdate, .from = graph_[from].id, .to = graph_[to].id};
  }

  std::vector<VersionChange> Upgrade(size_t revision) {
    const std::vector<size_t>& down = links_.Down(revision);
    std::vector<size_t> present;
    for (const size_t index : down) {
      if (heads_.count(index) > 0) present.push_back(index);
    }
    if (present.empty()) return {Insert(revision)};
    if (present.size() == 1) return {Update(present[0], revision)};
    const std::vector<size_t> merged = NotImplied(down, down);
    std::vector<VersionChange> changes;
    for (size_t i = 0; i + 1 < merged.size(); ++i) changes.push_back(Delete(merged[i]));
    if (!merged.empty()) changes.push_back(Update(merged.back(), revision));
    return changes;
  }

  std::vector<VersionChange> Downgrade(size_t revision) {
    const bool alone = heads_.size() == heads_.count(revision);
    const std::vector<size_t> left = alone && alembic_ >= kDropsImpliedRows
                                         ? NotImpliedByEachOther(links_.Down(revision))
                                         : NotImplied(links_.Down(revision), {revision});
    if (left.empty()) return {Delete(revision)};
    std::vector<VersionChange> changes;
    for (size_t i = 0; i + 1 < left.size(); ++i) changes.push_back(Insert(left[i]));
    changes.push_back(Update(revision, left.back()));
    return changes;
  }

  const RevisionGraph& graph_;
  const Links& links_;
  std::set<size_t> heads_;
  const Version alembic_;
};

bool IsIn(const std::vector<size_t>& list, size_t index) {
  return std::find(list.begin(), list.end(), index) != list.end();
}

}  // namespace

std::vector<MigrationStep> PlanUpgrade(const RevisionGraph& graph, const std::vector<size_t>& from,
                                       const std::vector<size_t>& to) {
  std::vector<MigrationStep> steps;
  if (!graph.Cycles().empty()) return steps;
  const Links links(graph);
  Flags todo = links.Ancestors(to);
  const Flags done = links.Ancestors(from);
  for (size_t i = 0; i < todo.size(); ++i) todo[i] = todo[i] && !done[i];
  std::vector<size_t> order = BranchWalk(graph, links, std::move(todo)).From(to);
  std::reverse(order.begin(), order.end());
  VersionTable versions(graph, links, from);
  for (const size_t revision : order) steps.push_back(versions.Apply(revision, true));
  return steps;
}

std::vector<MigrationStep> PlanDowngrade(const RevisionGraph& graph, const std::vector<size_t>& from,
                                         const std::vector<size_t>& to, Version alembic) {
  std::vector<MigrationStep> steps;
  if (!graph.Cycles().empty()) return steps;
  const Links links(graph);
  std::vector<size_t> roots = to.empty() ? graph.Bases() : std::vector<size_t>();
  for (const size_t target : to) {
    for (const size_t child : graph.Children(target)) Add(child, roots);
  }
  Flags todo = links.Descendants(roots);
  const Flags active = links.Ancestors(from);
  for (size_t i = 0; i < todo.size(); ++i) todo[i] = todo[i] && active[i];
  VersionTable versions(graph, links, from, alembic);
  for (const size_t revision : BranchWalk(graph, links, std::move(todo)).From(from)) {
    steps.push_back(versions.Apply(revision, false));
  }
  return steps;
}

std::vector<size_t> PlanHistory(const RevisionGraph& graph, const std::vector<size_t>& from,
                                const std::vector<size_t>& to) {
  if (!graph.Cycles().empty()) return {};
  const Links links(graph);
  Flags listed = links.Ancestors(to);
  const Flags below = links.Ancestors(from);
  const Flags above = from.empty() ? listed : links.Descendants(from, false);
  for (size_t i = 0; i < listed.size(); ++i) listed[i] = listed[i] && above[i] && (!below[i] || IsIn(from, i));
  return BranchWalk(graph, links, std::move(listed)).From(to);
}

}  // namespace retort
