// The git command, hardened: whatever a repository's configuration or the caller's environment says, it runs no other
// program, reads no network, asks nobody and takes no lock.
//
//   absl::StatusOr<ProcessResult> result = RunGit("/repo", {"rev-parse", "--show-toplevel"});

#ifndef RETORT_LINTER_GIT_COMMAND_H_
#define RETORT_LINTER_GIT_COMMAND_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/git/process.h"

namespace retort {

// Runs `git <arguments>` in a folder. Pathspecs are literal. Use plumbing commands only: porcelain runs what the
// configuration names.
absl::StatusOr<ProcessResult> RunGit(absl::string_view folder, const std::vector<std::string>& arguments,
                                     absl::string_view input = "");

}  // namespace retort

#endif  // RETORT_LINTER_GIT_COMMAND_H_
