// Applies the fixes of findings in memory: a round of all that do not overlap, then the pass again over what they made,
// until nothing is left to apply.
//
//   absl::StatusOr<Mending> mending = Mend(files, options, {.unsafe = true});
//   for (const MendedFile& file : mending->files) ...   // to be written

#ifndef RETORT_LINTER_ENGINE_FIX_H_
#define RETORT_LINTER_ENGINE_FIX_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/engine/options.h"
#include "linter/finding/report.h"
#include "linter/source/files.h"

namespace retort {

struct MendedFile {
  std::string path;
  std::string before;
  std::string after;
  std::vector<Span> conceal = {};  // of `before`: what no output may show
};

struct AppliedFix {
  absl::string_view rule;
  std::string path;
  uint32_t line = 0;  // of the finding, in its round
  std::string title;
};

struct Mending {
  std::vector<MendedFile> files;    // sorted by path; what has changed in the end
  std::vector<AppliedFix> applied;  // in the order of the rounds, then of the findings
  Report report;                    // what is found now
  size_t unsafe = 0;                // fixes that are left because they are not safe
  size_t outside = 0;               // because they change a file outside of the project
  bool unstable = false;            // because fixes undo each other
};

struct MendOptions {
  bool unsafe = false;                   // apply fixes that need a human's eye as well
  std::vector<std::string> select = {};  // of these rules and categories only; empty: of all that are on
};

// InvalidArgument: `select` names no rule. Of each finding at most one fix is applied, the first that may be: with all
// of its edits, or not at all. Of fixes that overlap, the one of the first finding comes first. The project is the
// repository, the working directory and the paths that were asked for.
absl::StatusOr<Mending> Mend(const Files& files, const Options& options, const MendOptions& how);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_FIX_H_
