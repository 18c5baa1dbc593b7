#include "linter/cli/write_changes.h"

#include <algorithm>
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
  ExitCode code = kExitClean;
  for (const FileChange& change : changes) {
    const absl::Status written = ReplaceText(change.path, change.before, change.after);
    if (!written.ok()) code = std::max(code, Fail(written));
  }
  return std::max(code, code == kExitClean ? Print(summary) : code);
}

}  // namespace retort
