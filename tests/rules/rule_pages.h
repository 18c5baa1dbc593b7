// The pages of docs/rules, which the rules themselves write: one a rule, and README.md, which lists them.
//
//   RulePages().at("multiple-heads.md")

#ifndef RETORT_TESTS_RULES_RULE_PAGES_H_
#define RETORT_TESTS_RULES_RULE_PAGES_H_

#include <map>
#include <string>

namespace retort {

// The text of each page, by file name.
std::map<std::string, std::string> RulePages();

}  // namespace retort

#endif  // RETORT_TESTS_RULES_RULE_PAGES_H_
