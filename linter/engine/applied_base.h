// The commit whose revisions count as applied: the merge base with the main branch, or with the one that was asked for.
//
//   absl::StatusOr<AppliedBase> base = FindAppliedBase(repositories.Of(folder), {"main", "--base"});
//   base->commit   // empty: nothing is known to be applied, and `reason` says why

#ifndef RETORT_LINTER_ENGINE_APPLIED_BASE_H_
#define RETORT_LINTER_ENGINE_APPLIED_BASE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/engine/options.h"
#include "linter/git/repository.h"

namespace retort {

struct AppliedBase {
  std::string name = {};            // of the branch: "origin/main"
  std::string commit = {};          // the merge base; empty when there is none
  std::string branch = {};          // what this tree will be merged with, and its commit; mostly `name`
  std::string tip = {};             // empty: not known
  std::string from = {};            // who named the branch, when it was a pipeline or the configuration
  std::string reason = {};          // why there is none: "this folder is not in a git repository"
  std::string remedy = {};          // what to do about it; may be empty
  bool only_heads_are_new = false;  // there is a base, and it cannot be seen from here
};

// InvalidArgument when the wanted name is that of no commit, unless it may be absent. A branch may lack the name of its
// remote, as in a checkout of CI.
absl::StatusOr<AppliedBase> FindAppliedBase(const absl::StatusOr<Repository>& repository, const WantedBase& wanted);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_APPLIED_BASE_H_
