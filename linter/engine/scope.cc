#include "linter/engine/scope.h"

namespace retort {

std::vector<bool> NewRevisions(const RevisionGraph& graph, const History& history) {
  const size_t count = graph.revisions().size();
  if (!history.has_base && history.only_heads_are_new) {
    std::vector<bool> is_new(count, false);
    for (const size_t head : graph.Heads()) is_new[head] = true;
    return is_new;
  }
  std::vector<bool> is_new(count, true);
  std::vector<size_t> applied;
  for (const std::string& id : history.applied) {
    if (const size_t index = graph.Find(id); index != RevisionGraph::kNone) applied.push_back(index);
  }
  while (!applied.empty()) {
    const size_t index = applied.back();
    applied.pop_back();
    if (!is_new[index]) continue;
    is_new[index] = false;
    for (const auto* edges : {&graph.Parents(index), &graph.DependsOn(index)}) {
      applied.insert(applied.end(), edges->begin(), edges->end());
    }
  }
  return is_new;
}

}  // namespace retort
