// The report as a SARIF 2.1.0 log that GitHub code scanning accepts: paths relative to the git root, columns in UTF-16,
// each rule with its page, each result with the fingerprint that GitHub follows it by.

#ifndef RETORT_LINTER_REPORT_SARIF_H_
#define RETORT_LINTER_REPORT_SARIF_H_

#include <string>
#include <vector>

#include "linter/finding/report.h"
#include "rules/rule.h"

namespace retort {

struct SarifStyle {
  bool show_suppressed = false;  // GitHub shows what is suppressed like everything else
};

// `rules` are those that ran.
std::string SarifReport(const Report& report, const std::vector<const Rule*>& rules, const SarifStyle& style = {});

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_SARIF_H_
