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

// "head", "branchpoint", "mergepoint" and so on; when that is known, "new", and "applied" where no later one is; its
// labels; what is missing, and what it depends on.
std::vector<std::string> GraphMarks(const ShownEnvironment& environment, size_t index);

struct NamedFinding {
  std::string name;  // "error[multiple-heads]"
  Severity severity = Severity::kError;
  friend bool operator==(const NamedFinding&, const NamedFinding&) = default;
};

// Each name once.
std::vector<NamedFinding> FindingNames(const std::vector<const Finding*>& findings);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_GRAPH_FACTS_H_
