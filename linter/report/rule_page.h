// Everything a rule says about itself, as a Markdown page and as text for a terminal. docs/rules/<id>.md holds the
// page, and so do the help of a SARIF rule and an editor's hover: RulePage(*FindRule("multiple-heads")).

#ifndef RETORT_LINTER_REPORT_RULE_PAGE_H_
#define RETORT_LINTER_REPORT_RULE_PAGE_H_

#include <string>

#include "rules/rule.h"

namespace retort {

// Ends with a line break.
std::string RulePage(const Rule& rule);
std::string RuleText(const Rule& rule);

// "every revision and the whole project", "revisions that are not applied yet".
absl::string_view ScopePhrase(Scope scope);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_RULE_PAGE_H_
