#include "linter/report/graph_columns.h"

#include <algorithm>

#include "linter/report/graph_lanes.h"

namespace retort {
namespace {

constexpr size_t kFree = RevisionGraph::kNone;

class Layout {
 public:
  explicit Layout(const RevisionGraph& graph) : graph_(graph), row_of_(graph.revisions().size(), kFree) {}

  GraphColumns Run() {
    const std::vector<size_t> order = NewestFirst(graph_);
    for (size_t row = 0; row < order.size(); ++row) row_of_[order[row]] = row;
    for (size_t row = 0; row < order.size(); ++row) Place(order[row], row);
    out_.columns = waits_for_.size();
    return std::move(out_);
  }

 private:
  // The leftmost column that waits for `revision`, or kFree; of kFree, one that waits for nothing.
  size_t Find(size_t revision) const {
    const auto found = std::find(waits_for_.begin(), waits_for_.end(), revision);
    return found == waits_for_.end() ? kFree : static_cast<size_t>(found - waits_for_.begin());
  }

  size_t FreeColumn() {
    const size_t column = Find(kFree);
    if (column != kFree) return column;
    waits_for_.push_back(kFree);
    return waits_for_.size() - 1;
  }

  void Place(size_t revision, size_t row) {
    size_t column = Find(revision);
    if (column == kFree) column = FreeColumn();
    out_.rows.push_back({revision, column});
    std::replace(waits_for_.begin(), waits_for_.end(), revision, kFree);
    for (const size_t parent : graph_.Parents(revision)) {
      if (row_of_[parent] <= row) continue;
      // A line that waits for the parent already is joined, unless this one leads further to the left.
      size_t line = Find(parent);
      if (waits_for_[column] == kFree && column < line) line = column;
      if (line == kFree) line = FreeColumn();
      waits_for_[line] = parent;
      out_.lines.push_back({row, row_of_[parent], line});
    }
  }

  const RevisionGraph& graph_;
  std::vector<size_t> row_of_;
  std::vector<size_t> waits_for_;
  GraphColumns out_;
};

}  // namespace

GraphColumns LayOut(const RevisionGraph& graph) { return Layout(graph).Run(); }

}  // namespace retort
