#include "linter/cli/baseline.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "linter/cli/write.h"
#include "linter/engine/baseline.h"
#include "linter/engine/pass.h"
#include "linter/report/place.h"
#include "linter/source/replace.h"

namespace retort {
namespace {

using Entries = std::vector<BaselineEntry>;

Entries Joined(Entries entries, const Entries& more) {
  entries.insert(entries.end(), more.begin(), more.end());
  return entries;
}

// Writes one baseline, and says what was done to it.
absl::Status Write(const ComparedBaseline& baseline, const BaselineCommand& command, std::string& out) {
  const std::string shown = PathFrom(command.options.working_directory, baseline.path);
  const bool exists = DiskFiles().KindOf(baseline.path) == FileKind::kFile;
  Entries kept = Joined(baseline.known, baseline.unseen);
  if (!command.prune) kept = Joined(std::move(kept), baseline.added);
  if (!exists && kept.empty()) {
    absl::StrAppend(&out, shown, ": nothing to write\n");
    return absl::OkStatus();
  }
  if (command.prune && baseline.stale.empty()) {
    absl::StrAppend(&out, shown, ": every entry is still found\n");
    return absl::OkStatus();
  }
  for (const BaselineEntry& entry : baseline.stale) {
    absl::StrAppend(&out, "removed: ", entry.rule, " in ", Printable(entry.path), ": ", Printable(entry.message), "\n");
  }
  absl::StrAppend(&out, shown, ": ", Count(kept.size(), "known finding"), "\n");
  return WriteText(baseline.path, WriteBaseline(std::move(kept)));
}

}  // namespace

ExitCode RunBaseline(const BaselineCommand& command) {
  const absl::StatusOr<Report> report = Check(DiskFiles(), command.options);
  if (!report.ok()) return Fail(report.status());
  std::string out;
  for (const ComparedBaseline& baseline : report->baselines) {
    if (const absl::Status status = Write(baseline, command, out); !status.ok()) return Fail(status);
  }
  return Print(out);
}

}  // namespace retort
