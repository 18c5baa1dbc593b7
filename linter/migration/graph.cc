#include "linter/migration/graph.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <set>

namespace retort {
namespace {

using Edges = std::vector<std::vector<size_t>>;

bool Contains(const std::vector<size_t>& list, size_t index) {
  return std::find(list.begin(), list.end(), index) != list.end();
}

// Depth-first search for cycles that share no member with one found before.
class CycleSearch {
 public:
  explicit CycleSearch(size_t count) : in_cycle_(count, false) {}

  // Adds what it finds in these edges to `cycles`.
  void Search(const Edges& edges, std::vector<std::vector<size_t>>& cycles) {
    depth_.assign(edges.size(), kUnseen);
    for (size_t root = 0; root < edges.size(); ++root) {
      if (depth_[root] == kUnseen) SearchFrom(root, edges, cycles);
    }
  }

 private:
  static constexpr size_t kUnseen = static_cast<size_t>(-1);
  static constexpr size_t kDone = static_cast<size_t>(-2);
  struct Step {
    size_t index;
    size_t next_edge = 0;
  };

  void SearchFrom(size_t root, const Edges& edges, std::vector<std::vector<size_t>>& cycles) {
    Enter(root);
    while (!path_.empty()) {
      Step& step = path_.back();
      if (step.next_edge == edges[step.index].size()) {
        depth_[step.index] = kDone;
        path_.pop_back();
        continue;
      }
      const size_t target = edges[step.index][step.next_edge++];
      if (depth_[target] == kUnseen) {
        Enter(target);
      } else if (depth_[target] != kDone) {
        Close(depth_[target], cycles);
      }
    }
  }

  void Enter(size_t index) {
    depth_[index] = path_.size();
    path_.push_back({index});
  }

  // The path from depth `begin` to its end is a cycle.
  void Close(size_t begin, std::vector<std::vector<size_t>>& cycles) {
    for (size_t i = path_.size(); i > begin; --i) {
      if (in_cycle_[path_[i - 1].index]) return;
    }
    std::vector<size_t> members;
    for (size_t i = begin; i < path_.size(); ++i) {
      members.push_back(path_[i].index);
      in_cycle_[path_[i].index] = true;
    }
    std::rotate(members.begin(), std::min_element(members.begin(), members.end()), members.end());
    cycles.push_back(std::move(members));
  }

  std::vector<bool> in_cycle_;
  std::vector<size_t> depth_;  // on the path; or kUnseen, or kDone
  std::vector<Step> path_;
};

}  // namespace

RevisionGraph::RevisionGraph(std::vector<Revision> revisions) : revisions_(std::move(revisions)) {
  IndexIds();
  IndexLabels();
  Link();
  FindCycles();
  FindOrder();
}

void RevisionGraph::IndexIds() {
  for (size_t i = 0; i < revisions_.size(); ++i) {
    if (!revisions_[i].id.empty()) by_id_[revisions_[i].id] = i;
  }
  for (size_t i = 0; i < revisions_.size(); ++i) {
    if (IsShadowed(i)) duplicates_.push_back({i, by_id_[revisions_[i].id], revisions_[i].id, false});
  }
}

void RevisionGraph::IndexLabels() {
  for (size_t i = 0; i < revisions_.size(); ++i) {
    if (revisions_[i].id.empty() || IsShadowed(i)) continue;
    for (const Reference& label : revisions_[i].labels) {
      const auto id = by_id_.find(label.id);
      const auto [known, is_new] = by_label_.try_emplace(label.id, i);
      if (id != by_id_.end()) {
        duplicates_.push_back({i, id->second, label.id, true});
      } else if (!is_new) {
        duplicates_.push_back({known->second, i, label.id, true});
      }
    }
  }
}

void RevisionGraph::Link() {
  for (auto* edges : {&parents_, &children_, &depends_on_, &dependents_}) edges->resize(revisions_.size());
  for (size_t i = 0; i < revisions_.size(); ++i) {
    if (revisions_[i].id.empty()) continue;
    for (const Reference& parent : revisions_[i].parents) {
      const size_t found = Find(parent.id);
      if (found == kNone) {
        missing_.push_back({i, parent, false});
      } else if (!Contains(parents_[i], found)) {
        parents_[i].push_back(found);
        children_[found].push_back(i);
      }
    }
    for (const Reference& dependency : revisions_[i].depends_on) {
      const auto label = by_label_.find(dependency.id);
      size_t found = Find(dependency.id);
      if (found == kNone && label != by_label_.end()) found = label->second;
      if (found == kNone) {
        missing_.push_back({i, dependency, true});
      } else if (!Contains(depends_on_[i], found)) {
        depends_on_[i].push_back(found);
        dependents_[found].push_back(i);
      }
    }
  }
}

void RevisionGraph::FindCycles() {
  CycleSearch search(revisions_.size());
  std::vector<std::vector<size_t>> found;
  search.Search(parents_, found);
  const size_t by_parents = found.size();
  Edges all = parents_;
  for (size_t i = 0; i < all.size(); ++i) all[i].insert(all[i].end(), depends_on_[i].begin(), depends_on_[i].end());
  search.Search(all, found);
  for (size_t i = 0; i < found.size(); ++i) cycles_.push_back({std::move(found[i]), i >= by_parents});
}

void RevisionGraph::FindOrder() {
  const size_t count = revisions_.size();
  std::vector<size_t> waits_for(count);
  std::vector<bool> waiting(count);
  std::priority_queue<size_t, std::vector<size_t>, std::greater<>> ready;
  for (size_t i = 0; i < count; ++i) {
    waiting[i] = !revisions_[i].id.empty() && !IsShadowed(i);
    waits_for[i] = parents_[i].size() + depends_on_[i].size();
    if (waiting[i] && waits_for[i] == 0) ready.push(i);
  }
  std::vector<size_t> stuck;  // who may go ahead when nobody is ready
  for (const Cycle& cycle : cycles_) stuck.push_back(cycle.members.front());
  std::sort(stuck.begin(), stuck.end());
  for (size_t i = 0; i < count; ++i) stuck.push_back(i);

  const auto place = [&](size_t index) {
    waiting[index] = false;
    order_.push_back(index);
    for (const Edges* edges : {&children_, &dependents_}) {
      for (const size_t next : (*edges)[index]) {
        if (--waits_for[next] == 0 && waiting[next]) ready.push(next);
      }
    }
  };
  for (const size_t ahead : stuck) {
    while (!ready.empty()) {
      const size_t next = ready.top();
      ready.pop();
      place(next);
    }
    if (waiting[ahead]) place(ahead);
  }
}

bool RevisionGraph::IsShadowed(size_t index) const {
  const std::string& id = revisions_[index].id;
  return !id.empty() && Find(id) != index;
}

size_t RevisionGraph::Find(absl::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? kNone : found->second;
}

bool RevisionGraph::IsComplete() const {
  return std::none_of(revisions_.begin(), revisions_.end(), [](const Revision& revision) {
    return revision.id.empty() ||
           (!revision.problems.empty() && revision.parents.empty() && revision.parents_at.end == 0);
  });
}

std::vector<size_t> RevisionGraph::Heads() const {
  std::vector<size_t> heads;
  for (size_t i = 0; i < revisions_.size(); ++i) {
    if (!revisions_[i].id.empty() && children_[i].empty() && !IsShadowed(i)) heads.push_back(i);
  }
  return heads;
}

bool RevisionGraph::IsEffectiveHead(size_t index) const {
  return children_[index].empty() && !dependents_[index].empty();
}

std::vector<size_t> RevisionGraph::Bases() const {
  std::vector<size_t> bases;
  for (size_t i = 0; i < revisions_.size(); ++i) {
    if (!revisions_[i].id.empty() && revisions_[i].parents.empty() && !IsShadowed(i)) bases.push_back(i);
  }
  return bases;
}

std::vector<bool> RevisionGraph::Ancestors(size_t of, bool through_depends_on) const {
  std::vector<bool> seen(revisions_.size(), false);
  std::vector<size_t> todo;
  const auto visit = [&](size_t index) {
    if (!seen[index]) todo.push_back(index);
    seen[index] = true;
  };
  visit(of);
  while (!todo.empty()) {
    const size_t index = todo.back();
    todo.pop_back();
    for (const size_t parent : parents_[index]) visit(parent);
    if (!through_depends_on) continue;
    for (const size_t dependency : depends_on_[index]) visit(dependency);
  }
  return seen;
}

std::vector<std::string> RevisionGraph::LabelsOf(size_t index) const {
  if (by_label_.empty()) return {};
  std::vector<bool> labelling = Ancestors(index, false);
  // A label goes back to its ancestors along a line that forks and merges nowhere, up to its head.
  const auto is_plain = [&](size_t i) {
    std::set<size_t> next(children_[i].begin(), children_[i].end());
    next.insert(dependents_[i].begin(), dependents_[i].end());
    return next.size() <= 1 && parents_[i].size() <= 1;
  };
  std::vector<size_t> line = {index};
  while (is_plain(line.back()) && !children_[line.back()].empty() && line.size() <= revisions_.size()) {
    line.push_back(children_[line.back()].front());
  }
  if (is_plain(line.back()) && children_[line.back()].empty()) {
    for (const size_t i : line) labelling[i] = true;
  }
  std::vector<std::string> labels;
  for (size_t i = 0; i < revisions_.size(); ++i) {
    if (!labelling[i]) continue;
    for (const Reference& label : revisions_[i].labels) labels.push_back(label.id);
  }
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  return labels;
}

size_t RevisionGraph::ForkPoint(size_t a, size_t b) const {
  const std::vector<bool> of_a = Ancestors(a, false), of_b = Ancestors(b, false);
  const auto newest = std::find_if(order_.rbegin(), order_.rend(), [&](size_t i) { return of_a[i] && of_b[i]; });
  return newest == order_.rend() ? kNone : *newest;
}

bool RevisionGraph::IsAncestor(size_t ancestor, size_t descendant) const {
  return Ancestors(descendant, true)[ancestor];
}

}  // namespace retort
