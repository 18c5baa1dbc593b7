// Where the revisions of a graph stand in a drawing: one below the other, the newest first, each branch in a column
// that it keeps, with the columns along which lines lead to the parents.
//
//   const GraphColumns columns = LayOut(graph);
//   for (const GraphLine& line : columns.lines) ...   // from row line.from along line.column to row line.to

#ifndef RETORT_LINTER_REPORT_GRAPH_COLUMNS_H_
#define RETORT_LINTER_REPORT_GRAPH_COLUMNS_H_

#include <cstddef>
#include <vector>

#include "linter/migration/graph.h"

namespace retort {

struct GraphPlace {
  size_t revision = 0;
  size_t column = 0;
};

// From a revision to a parent further down, both by their rows.
struct GraphLine {
  size_t from = 0;
  size_t to = 0;
  size_t column = 0;  // in the rows between them no revision has it
};

struct GraphColumns {
  std::vector<GraphPlace> rows;
  std::vector<GraphLine> lines;
  size_t columns = 0;
};

// What a cycle makes impossible to draw has no line.
GraphColumns LayOut(const RevisionGraph& graph);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_GRAPH_COLUMNS_H_
