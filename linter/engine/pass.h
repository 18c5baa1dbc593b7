// The one pass that every front end calls: discover, read in parallel, build the graphs, replay, judge, sort.

#ifndef RETORT_LINTER_ENGINE_PASS_H_
#define RETORT_LINTER_ENGINE_PASS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "linter/engine/options.h"
#include "linter/facts/environment.h"
#include "linter/facts/history.h"
#include "linter/finding/report.h"
#include "linter/migration/graph.h"
#include "linter/source/files.h"

namespace retort {

// An error is about the environment or the usage (a path, a base, a rule that does not exist); whatever is wrong in the
// analysed files is a finding.
absl::StatusOr<Report> Check(const Files& files, const Options& options);

// The revisions of one environment, with what is known to be applied.
struct CheckedGraph {
  Environment environment;
  RevisionGraph graph;
  History history;
  std::vector<bool> is_new;  // by index in the graph; see scope.h
};

struct CheckedProject {
  Report report;
  std::vector<CheckedGraph> graphs;  // sorted by the names of the environments
};

// The same, for commands that also need the revisions.
absl::StatusOr<CheckedProject> CheckProject(const Files& files, const Options& options);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_PASS_H_
