// The one pass that every front end calls: discover, read in parallel, build the graphs, replay, judge, sort.

#ifndef RETORT_LINTER_ENGINE_PASS_H_
#define RETORT_LINTER_ENGINE_PASS_H_

#include "absl/status/statusor.h"
#include "linter/engine/options.h"
#include "linter/finding/report.h"
#include "linter/source/files.h"

namespace retort {

// An error is about the environment or the usage (a path, a base, a rule that does not exist); whatever is wrong in the
// analysed files is a finding.
absl::StatusOr<Report> Check(const Files& files, const Options& options);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_PASS_H_
