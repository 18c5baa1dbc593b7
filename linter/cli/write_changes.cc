#include "linter/cli/write_changes.h"

#include <cstdio>

#include "linter/cli/write.h"
#include "linter/report/diff.h"
#include "linter/report/place.h"
#include "linter/source/replace.h"

namespace retort {
namespace {

ExitCode ShowChanges(const std::vector<FileChange>& changes, const ChangeWriting& how, const std::string& summary) {
  std::string diff;
  for (const FileChange& change : changes) {
    diff += UnifiedDiff({PathFrom(how.working_directory, change.path), change.before, change.after, change.conceal});
  }
  fputs(summary.c_str(), stderr);
  const ExitCode printed = Print(diff);
  return printed == kExitClean && !diff.empty() ? kExitFindings : printed;
}

}  // namespace

ExitCode WriteChanges(const std::vector<FileChange>& changes, const ChangeWriting& how, const std::string& summary) {
  if (how.diff) return ShowChanges(changes, how, summary);
  std::vector<Replacement> replacements;
  for (const FileChange& change : changes) replacements.push_back({change.path, change.before, change.after});
  const absl::Status written = ReplaceTexts(replacements);
  return written.ok() ? Print(summary) : Fail(written);
}

}  // namespace retort
