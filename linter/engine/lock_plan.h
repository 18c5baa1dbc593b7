// What `retort lock` would write, for each environment.
//
//   absl::StatusOr<std::vector<LockPlan>> plans = PlanLocks(files, options, false);
//   plans->front().added   // revisions that are applied and not listed

#ifndef RETORT_LINTER_ENGINE_LOCK_PLAN_H_
#define RETORT_LINTER_ENGINE_LOCK_PLAN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "linter/engine/options.h"
#include "linter/source/files.h"

namespace retort {

struct LockPlan {
  std::string path = {};   // of the lock, absolute
  std::string shown = {};  // from the working directory
  bool exists = false;
  bool broken = false;         // and cannot be read as it is
  bool base_is_known = false;  // otherwise a revision that is not listed may be a new one
  std::string text = {};       // of the new lock
  size_t revisions = 0;        // in it
  std::vector<std::string> added = {};
  std::vector<std::string> changed = {};  // their entry is of another meaning
  std::vector<std::string> removed = {};  // no file has them

  bool IsStale() const { return !changed.empty() || !removed.empty() || (base_is_known && !added.empty()); }
};

// A lock lists what git's base and --applied say is applied, and what it lists already; every revision when no base is
// known, or with options.all. An entry that still agrees with its revision stays as it is. InvalidArgument: a wanted
// base that is no commit, or a malformed lock that is only to be checked.
absl::StatusOr<std::vector<LockPlan>> PlanLocks(const Files& files, const Options& options, bool only_check);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_LOCK_PLAN_H_
