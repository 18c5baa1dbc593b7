// The revision that joins several heads, before it is written.
//
//   absl::StatusOr<PlannedRevision> merge = PlanMerge(files, chapter, {.message = "merge heads", .now = absl::Now()});

#ifndef RETORT_LINTER_ENGINE_MERGE_H_
#define RETORT_LINTER_ENGINE_MERGE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "linter/engine/reading.h"
#include "linter/source/files.h"

namespace retort {

struct MergeRequest {
  std::vector<std::string> revisions = {};  // as Alembic takes them; empty: all heads
  std::string message = {};
  std::string id = {};  // empty: derived from the parents, so that everybody who merges them makes the same revision
  absl::Time now = {};
};

struct PlannedRevision {
  std::string id;
  std::vector<std::string> parents;  // one: there is nothing to merge
  std::string path;
  std::string text;
  bool own_template = false;  // the text is from the environment's script.py.mako
};

absl::StatusOr<PlannedRevision> PlanMerge(const Files& files, const Chapter& chapter, const Sources& sources,
                                          const MergeRequest& request);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_MERGE_H_
