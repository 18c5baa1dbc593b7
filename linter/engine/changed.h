// `--changed`: only what is said about files that differ from the base, and about revisions in them.

#ifndef RETORT_LINTER_ENGINE_CHANGED_H_
#define RETORT_LINTER_ENGINE_CHANGED_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "linter/engine/ruling.h"
#include "linter/facts/environment.h"
#include "linter/finding/report.h"
#include "linter/git/repository.h"
#include "linter/migration/graph.h"
#include "linter/source/files.h"

namespace retort {

// What the files of one environment are compared with.
struct ChangeBase {
  const Environment* environment = nullptr;
  const RevisionGraph* graph = nullptr;
  std::string commit;  // empty: not known
  const absl::StatusOr<Repository>* repository = nullptr;
};

// A finding stays when its place, a related place or its revision is in a changed file, when it is about history, and
// when nothing is known of its file. A line of the header says how many files changed.
void KeepChanged(const std::vector<ChangeBase>& bases, const Files& files, std::vector<Judged>& judged, Report& report);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_CHANGED_H_
