#include "linter/report/rule_list.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "absl/strings/str_format.h"
#include "linter/report/json_text.h"
#include "linter/report/tool.h"

namespace retort {
namespace {

std::vector<const Rule*> InOrder(std::span<const Rule* const> rules) {
  std::vector<const Rule*> sorted(rules.begin(), rules.end());
  std::sort(sorted.begin(), sorted.end(), [](const Rule* a, const Rule* b) {
    return a->category != b->category ? a->category < b->category : a->id < b->id;
  });
  return sorted;
}

}  // namespace

std::string RuleListText(std::span<const Rule* const> rules) {
  size_t width = 0;
  for (const Rule* rule : rules) width = std::max(width, rule->id.size());
  std::string out;
  const Rule* last = nullptr;
  for (const Rule* rule : InOrder(rules)) {
    if (last == nullptr || last->category != rule->category) {
      absl::StrAppend(&out, last == nullptr ? "" : "\n", CategoryName(rule->category), "\n");
    }
    absl::StrAppendFormat(&out, "  %-*s  %-7s  %s%s\n", static_cast<int>(width), rule->id, SeverityName(rule->severity),
                          rule->summary, rule->on_by_default ? "" : " (off by default)");
    last = rule;
  }
  return out;
}

std::string RuleListJson(std::span<const Rule* const> rules) {
  Json list = Json::array();
  for (const Rule* rule : InOrder(rules)) {
    list.push_back({{"id", std::string(rule->id)},
                    {"category", std::string(CategoryName(rule->category))},
                    {"severity", std::string(SeverityName(rule->severity))},
                    {"scope", rule->scope == Scope::kAll ? "all" : "new"},
                    {"on_by_default", rule->on_by_default},
                    {"summary", std::string(rule->summary)},
                    {"why", std::string(rule->why)},
                    {"instead", std::string(rule->instead)},
                    {"url", RuleUrl(rule->id)}});
  }
  return JsonText(list);
}

}  // namespace retort
