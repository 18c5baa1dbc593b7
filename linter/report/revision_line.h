// A revision in one line, as `alembic heads` and `alembic history` print it, or as a JSON object.
//
//   RevisionLine(graph, graph.Find("8a2e"))  ->  "27c6 -> 8a2e (head), add invoice"

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

std::string RevisionLine(const RevisionGraph& graph, size_t index);

// A line for each; the name of each environment above its lines when there are several.
std::string RevisionLines(const std::vector<ListedRevisions>& lists);

// `directory`: the path is relative to it.
Json RevisionJson(const RevisionGraph& graph, size_t index, const Sources& sources, absl::string_view directory);
std::string RevisionsJson(const std::vector<ListedRevisions>& lists, const Sources& sources,
                          absl::string_view directory);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_REVISION_LINE_H_
