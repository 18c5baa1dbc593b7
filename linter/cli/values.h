// The values of options, from their words; each error names the words that are valid.
//
//   ParseOutput("sarif:out.sarif", Format::kText)  ->  {Format::kSarif, "out.sarif"}

#ifndef RETORT_LINTER_CLI_VALUES_H_
#define RETORT_LINTER_CLI_VALUES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/policy/policy.h"

namespace retort {

absl::StatusOr<Format> ParseFormat(absl::string_view word);
absl::StatusOr<GraphFormat> ParseGraphFormat(absl::string_view word);
absl::StatusOr<ColorWhen> ParseColor(absl::string_view word);
absl::StatusOr<FailOn> ParseFailOn(absl::string_view word);

// [FORMAT:]FILE; a file whose name begins like a format is written as ./NAME.
absl::StatusOr<Output> ParseOutput(absl::string_view word, Format otherwise);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_VALUES_H_
