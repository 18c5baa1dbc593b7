#include "linter/report/graph_lanes.h"

#include <algorithm>
#include <utility>

namespace retort {
namespace {

constexpr size_t kMaxColumns = 60;

// The columns between two rows; each waits for a revision.
class Lanes {
 public:
  explicit Lanes(const RevisionGraph& graph) : graph_(graph), drawn_(graph.revisions().size(), false) {}

  // False when it becomes too wide.
  bool Draw(size_t revision, GraphRow& row) {
    size_t column = Find(revision);
    if (column == waits_for_.size()) waits_for_.push_back(revision);
    row = {revision, column, waits_for_.size(), {}};
    drawn_[revision] = true;
    std::vector<size_t> parents;
    for (const size_t parent : graph_.Parents(revision)) {
      if (!drawn_[parent]) parents.push_back(parent);
    }
    if (parents.empty()) {
      End(column, row.onward);
      return true;
    }
    for (size_t i = parents.size() - 1; i > 0; --i) {
      if (waits_for_.size() == kMaxColumns) return false;
      Fork(column, parents[i], row.onward);
    }
    waits_for_[column] = parents[0];
    for (const size_t parent : parents) Join(parent, row.onward);
    return waits_for_.size() <= kMaxColumns;
  }

 private:
  size_t Find(size_t revision) const {
    return static_cast<size_t>(std::find(waits_for_.begin(), waits_for_.end(), revision) - waits_for_.begin());
  }

  // Every column at its place, and space between them.
  std::string Blank(size_t columns) const { return std::string(2 * columns, ' '); }

  static void Finish(std::string line, std::vector<std::string>& lines) {
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }

  // The column ends here, and those at its right move up. There is a line even if nothing moves: what comes next in
  // this column is not its parent.
  void End(size_t column, std::vector<std::string>& lines) {
    waits_for_.erase(waits_for_.begin() + static_cast<ptrdiff_t>(column));
    std::string line = Blank(waits_for_.size() + 1);
    for (size_t i = 0; i < column; ++i) line[2 * i] = '|';
    for (size_t i = column; i < waits_for_.size(); ++i) line[2 * i + 1] = '/';
    Finish(std::move(line), lines);
  }

  // A new column at the right of this one, which waits for `parent`.
  void Fork(size_t column, size_t parent, std::vector<std::string>& lines) {
    waits_for_.insert(waits_for_.begin() + static_cast<ptrdiff_t>(column) + 1, parent);
    std::string line = Blank(waits_for_.size());
    for (size_t i = 0; i <= column; ++i) line[2 * i] = '|';
    for (size_t i = column; i + 1 < waits_for_.size(); ++i) line[2 * i + 1] = '\\';
    Finish(std::move(line), lines);
  }

  // Of two columns that wait for one revision, the right one runs into the left one.
  void Join(size_t revision, std::vector<std::string>& lines) {
    const size_t left = Find(revision);
    const auto second = std::find(waits_for_.begin() + static_cast<ptrdiff_t>(left) + 1, waits_for_.end(), revision);
    if (second == waits_for_.end()) return;
    const auto right = static_cast<size_t>(second - waits_for_.begin());
    std::string line = Blank(waits_for_.size());
    for (size_t i = 0; i < right; ++i) line[2 * i] = '|';
    for (size_t i = left; i + 1 < right; ++i) line[2 * i + 1] = '_';
    for (size_t i = right; i < waits_for_.size(); ++i) line[2 * i - 1] = '/';
    waits_for_.erase(second);
    Finish(std::move(line), lines);
  }

  const RevisionGraph& graph_;
  std::vector<bool> drawn_;
  std::vector<size_t> waits_for_;
};

}  // namespace

std::vector<size_t> NewestFirst(const RevisionGraph& graph) {
  const std::vector<size_t>& upgrade = graph.UpgradeOrder();
  std::vector<size_t> children(graph.revisions().size(), 0);
  std::vector<bool> is_listed(graph.revisions().size(), false);
  for (const size_t index : upgrade) {
    for (const size_t parent : graph.Parents(index)) ++children[parent];
  }
  std::vector<size_t> ready, order;
  for (const size_t index : upgrade) {
    if (children[index] == 0) ready.push_back(index);
  }
  // The second reason to go on is a cycle: its newest member goes ahead.
  for (auto newest = upgrade.rbegin(); !ready.empty() || newest != upgrade.rend();) {
    if (ready.empty()) ready.push_back(*newest++);
    const size_t index = ready.back();
    ready.pop_back();
    if (is_listed[index]) continue;
    is_listed[index] = true;
    order.push_back(index);
    for (const size_t parent : graph.Parents(index)) {
      if (--children[parent] == 0) ready.push_back(parent);
    }
  }
  return order;
}

std::vector<GraphRow> GraphRows(const RevisionGraph& graph) {
  std::vector<GraphRow> rows;
  Lanes lanes(graph);
  for (const size_t revision : NewestFirst(graph)) {
    if (!lanes.Draw(revision, rows.emplace_back())) return {};
  }
  if (!rows.empty()) rows.back().onward.clear();
  return rows;
}

}  // namespace retort
