#include "tests/rules/rule_pages.h"

#include "absl/strings/str_cat.h"
#include "linter/finding/finding.h"
#include "linter/report/rule_page.h"
#include "rules/rule.h"

namespace retort {
namespace {

std::string Index() {
  std::map<Category, std::map<absl::string_view, const Rule*>> categories;
  for (const Rule* rule : AllRules()) categories[rule->category][rule->id] = rule;
  std::string text = "# Rules\n";
  for (const auto& [category, rules] : categories) {
    absl::StrAppend(&text, "\n## ", CategoryName(category), "\n\n| Rule | Severity | What it finds |\n|---|---|---|\n");
    for (const auto& [id, rule] : rules) {
      absl::StrAppend(&text, "| [", id, "](", id, ".md) | ", SeverityName(rule->severity),
                      rule->on_by_default ? "" : ", off by default", " | ", rule->summary, " |\n");
    }
  }
  return text;
}

}  // namespace

std::map<std::string, std::string> RulePages() {
  std::map<std::string, std::string> pages;
  for (const Rule* rule : AllRules()) pages[absl::StrCat(rule->id, ".md")] = RulePage(*rule);
  pages["README.md"] = Index();
  return pages;
}

}  // namespace retort
