// Every rule in a line or an object each: what `retort rules` prints.

#ifndef RETORT_LINTER_REPORT_RULE_LIST_H_
#define RETORT_LINTER_REPORT_RULE_LIST_H_

#include <span>
#include <string>

#include "rules/rule.h"

namespace retort {

// By category, then id: "multiple-heads  error  Two revisions are heads."
std::string RuleListText(std::span<const Rule* const> rules);

// An array of {"id", "category", "severity", "scope", "on_by_default", "summary", "why", "instead", "url"}.
std::string RuleListJson(std::span<const Rule* const> rules);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_RULE_LIST_H_
