// A revision in one line, as `alembic heads` and `alembic history` print it, or as a JSON object.
//
//   HistoryLine(graph, graph.Find("8a2e"))  ->  "27c6 -> 8a2e (head), add invoice"

#ifndef RETORT_LINTER_REPORT_REVISION_LINE_H_
#define RETORT_LINTER_REPORT_REVISION_LINE_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "linter/migration/graph.h"
#include "linter/report/json_text.h"
#include "linter/source/source.h"

namespace retort {

// Some revisions of one environment.
struct ListedRevisions {
  std::string environment;
  const RevisionGraph& graph;
  std::vector<size_t> revisions;
};

// What holds for a revision in its graph: "head" or "effective head", "branchpoint", "mergepoint".
std::vector<std::string> RevisionMarks(const RevisionGraph& graph, size_t index);

// As `alembic heads` prints it: "8a2e (billing) (head)".
std::string HeadLine(const RevisionGraph& graph, size_t index);
// As `alembic history` prints it.
std::string HistoryLine(const RevisionGraph& graph, size_t index);

// A line for each; the name of each environment above its lines when there are several.
using LineWriter = std::string (*)(const RevisionGraph& graph, size_t index);
std::string RevisionLines(const std::vector<ListedRevisions>& lists, LineWriter write);

// `directory`: the path is relative to it.
Json RevisionJson(const RevisionGraph& graph, size_t index, const Sources& sources, absl::string_view directory);
std::string RevisionsJson(const std::vector<ListedRevisions>& lists, const Sources& sources,
                          absl::string_view directory);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_REVISION_LINE_H_
