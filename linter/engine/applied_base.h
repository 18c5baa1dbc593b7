// The commit whose revisions count as applied: the merge base with the main branch, or with the one that was asked for.
//
//   absl::StatusOr<AppliedBase> base = FindAppliedBase(repositories.Of(folder), options.base);
//   base->commit   // empty: nothing is known to be applied, and `reason` says why

#ifndef RETORT_LINTER_ENGINE_APPLIED_BASE_H_
#define RETORT_LINTER_ENGINE_APPLIED_BASE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/git/repository.h"

namespace retort {

struct AppliedBase {
  std::string name = {};            // of the branch: "origin/main"
  std::string commit = {};          // the merge base; empty when there is none
  std::string reason = {};          // why there is none: "this folder is not in a git repository"
  std::string remedy = {};          // what to do about it; may be empty
  bool only_heads_are_new = false;  // there is a base, and it cannot be seen from here
};

// `wanted` is any name of a commit; empty: the default branch of the remote. InvalidArgument when it is not empty and
// names no commit.
absl::StatusOr<AppliedBase> FindAppliedBase(const absl::StatusOr<Repository>& repository, absl::string_view wanted);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_APPLIED_BASE_H_
