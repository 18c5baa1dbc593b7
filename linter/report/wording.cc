#include "linter/report/wording.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {

std::string OneLine(absl::string_view text) {
  return absl::StrReplaceAll(Printable(text), {{"\n", "\\n"}, {"\t", "\\t"}});
}

std::string MessageOf(const Finding& finding) {
  return OneLine(finding.when.empty() ? finding.message : absl::StrCat(finding.message, " (", finding.when, ")"));
}

std::string HelpOf(const Finding& finding) {
  if (!finding.help.empty()) return Printable(finding.help);
  const Rule* rule = FindRule(finding.rule);
  return rule == nullptr ? "" : std::string(rule->instead);
}

}  // namespace retort
