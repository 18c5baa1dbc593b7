// The findings that a project has put off: a file that names each by its fingerprint, so that it is recognised while
// the lines around it move. One entry is one line, in a stable order, so that branches merge.
//
//   absl::StatusOr<std::vector<BaselineEntry>> entries = ReadBaseline("retort-baseline.json", text);
//   std::string text = WriteBaseline(entries);

#ifndef RETORT_LINTER_ENGINE_BASELINE_H_
#define RETORT_LINTER_ENGINE_BASELINE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/engine/options.h"
#include "linter/engine/ruling.h"
#include "linter/finding/report.h"
#include "linter/source/files.h"

namespace retort {

// InvalidArgument names `shown` and the place that is no entry.
absl::StatusOr<std::vector<BaselineEntry>> ReadBaseline(absl::string_view shown, absl::string_view text);
std::string WriteBaseline(std::vector<BaselineEntry> entries);

// Compares the findings with the baseline of each, in report.baselines, and moves those that are known to
// report.suppressed. `policies` are those of all that was looked at. The report has its root and the rules that ran. A
// baseline that is asked for must be there.
absl::Status CompareBaselines(const Files& files, const Options& options, const std::vector<const Policy*>& policies,
                              std::vector<Judged>& judged, Report& report);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_BASELINE_H_
