#include "linter/report/rule_list.h"

#include <nlohmann/json.hpp>

#include "gtest/gtest.h"

namespace retort {
namespace {

constexpr Rule kMoney = {.id = "money-column",
                         .category = Category::kStyle,
                         .severity = Severity::kWarning,
                         .scope = Scope::kNew,
                         .on_by_default = false,
                         .summary = "A column is money.",
                         .why = "w",
                         .instead = "i"};
constexpr Rule kHeads = {.id = "multiple-heads", .category = Category::kGraph, .summary = "Two heads."};
constexpr Rule kCycle = {.id = "cycle", .category = Category::kGraph, .summary = "A cycle."};
constexpr const Rule* kRules[] = {&kMoney, &kHeads, &kCycle};

TEST(RuleListText, GroupsByCategory) {
  EXPECT_EQ(RuleListText(kRules),
            "graph\n"
            "  cycle           error    A cycle.\n"
            "  multiple-heads  error    Two heads.\n"
            "\n"
            "style\n"
            "  money-column    warning  A column is money. (off by default)\n");
}

TEST(RuleListJson, HasTheSameOrder) {
  const auto list = nlohmann::json::parse(RuleListJson(kRules));
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0]["id"], "cycle");
  EXPECT_EQ(list[2], nlohmann::json::parse(R"({
    "id": "money-column", "category": "style", "severity": "warning", "scope": "new", "on_by_default": false,
    "summary": "A column is money.", "why": "w", "instead": "i",
    "url": "https://github.com/retort-lint/retort/blob/main/docs/rules/money-column.md"})"));
}

}  // namespace
}  // namespace retort
