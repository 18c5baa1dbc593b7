// Lines beside a list of revisions that show which one follows which, as `git log --graph` draws them.
//
//   * 3
//   |\\    <- the lines between 3, which joins 1 and 2, and the next revision
//   | * 2
//   * | 1
//   |/
//   * 0

#ifndef RETORT_LINTER_REPORT_GRAPH_LANES_H_
#define RETORT_LINTER_REPORT_GRAPH_LANES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "linter/migration/graph.h"

namespace retort {

// A revision, with the lines at its left and those that lead on from it.
struct GraphRow {
  size_t revision = 0;
  size_t column = 0;                // of its mark
  size_t columns = 0;               // that pass at its row, its own included
  std::vector<std::string> onward;  // between it and the next row
};

// All revisions that have an id, the newest first, each branch as long as it goes. What a cycle makes impossible to
// draw is left out. Empty when there would be more columns than anybody can follow.
std::vector<GraphRow> GraphRows(const RevisionGraph& graph);

// The same order without the lines.
std::vector<size_t> NewestFirst(const RevisionGraph& graph);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_GRAPH_LANES_H_
