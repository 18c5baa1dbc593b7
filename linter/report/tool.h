// What every output says about Retort itself, and where the page of a rule is published.

#ifndef RETORT_LINTER_REPORT_TOOL_H_
#define RETORT_LINTER_REPORT_TOOL_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace retort {

inline constexpr absl::string_view kToolName = "retort";
inline constexpr absl::string_view kToolVersion = "0.1.0";
inline constexpr absl::string_view kToolUrl = "https://github.com/retort-lint/retort";

inline std::string RuleUrl(absl::string_view id) { return absl::StrCat(kToolUrl, "/blob/main/docs/rules/", id, ".md"); }

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_TOOL_H_
