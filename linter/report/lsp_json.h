// The report for editors: what a language server would publish, an array of PublishDiagnosticsParams, with absolute
// file URIs and positions that count from 0 in UTF-16 units.

#ifndef RETORT_LINTER_REPORT_LSP_JSON_H_
#define RETORT_LINTER_REPORT_LSP_JSON_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/finding/report.h"

namespace retort {

// Files without findings are not listed, except `buffer`, the path of the unsaved buffer that was checked, if any: an
// empty array clears what its editor shows.
std::string LspJsonReport(const Report& report, absl::string_view buffer);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_LSP_JSON_H_
