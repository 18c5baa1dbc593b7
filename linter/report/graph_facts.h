// What every picture of a graph says of a revision.

#ifndef RETORT_LINTER_REPORT_GRAPH_FACTS_H_
#define RETORT_LINTER_REPORT_GRAPH_FACTS_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "linter/report/graph.h"

namespace retort {

// The findings of each revision, the most severe first.
class RevisionFindings {
 public:
  explicit RevisionFindings(const Report& report);
  const std::vector<const Finding*>& Of(const ShownEnvironment& environment, const Revision& revision) const;

 private:
  std::map<std::pair<std::string, std::string>, std::vector<const Finding*>> by_revision_;  // environment, revision
};

// "head", "branchpoint", "mergepoint" and so on; "applied" or "new" when that is known; parents that are missing.
std::vector<std::string> GraphMarks(const ShownEnvironment& environment, size_t index);

// "error[multiple-heads]", each once.
std::vector<std::string> FindingNames(const std::vector<const Finding*>& findings);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_GRAPH_FACTS_H_
