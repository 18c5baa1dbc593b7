// A rule as SARIF describes it (a reportingDescriptor), with the properties that GitHub reads.

#ifndef RETORT_LINTER_REPORT_SARIF_RULE_H_
#define RETORT_LINTER_REPORT_SARIF_RULE_H_

#include <string>

#include "linter/report/json_text.h"
#include "rules/rule.h"

namespace retort {

Json SarifRule(const Rule& rule);

std::string SarifLevel(Severity severity);  // "error", "warning", "note"

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_SARIF_RULE_H_
