#include "linter/report/sarif_rule.h"

#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "linter/report/rule_page.h"
#include "linter/report/tool.h"

namespace retort {
namespace {

constexpr size_t kMaxDescription = 1024;  // GitHub's

// SARIF wants a name that differs from the id: "multiple-heads" -> "MultipleHeads".
std::string PascalCase(absl::string_view id) {
  std::string name;
  for (absl::string_view word : absl::StrSplit(id, '-', absl::SkipEmpty())) {
    name += absl::ascii_toupper(word[0]);
    absl::StrAppend(&name, word.substr(1));
  }
  return name;
}

std::string Description(absl::string_view text) {
  if (text.size() <= kMaxDescription) return std::string(text);
  size_t end = kMaxDescription - 3;
  while (end > 0 && (static_cast<uint8_t>(text[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "...");
}

Json PropertiesOf(const Rule& rule) {
  Json tags = Json::array({"database-migrations", std::string(CategoryName(rule.category))});
  Json properties = {{"precision", "high"}};
  if (rule.category == Category::kSecrets) {
    tags.push_back("security");
    properties["security-severity"] = rule.severity == Severity::kError ? "8.0" : "5.0";
  } else {
    tags.push_back("reliability");
  }
  const bool is_note = rule.severity == Severity::kInfo;
  properties["problem.severity"] = is_note ? "recommendation" : std::string(SeverityName(rule.severity));
  properties["tags"] = std::move(tags);
  return properties;
}

}  // namespace

std::string SarifLevel(Severity severity) {
  return severity == Severity::kInfo ? "note" : std::string(SeverityName(severity));
}

Json SarifRule(const Rule& rule) {
  const std::string summary(rule.summary);
  const std::string why = rule.why.empty() ? summary : absl::StrCat(summary, " ", rule.why);
  return {
      {"id", std::string(rule.id)},
      {"name", PascalCase(rule.id)},
      {"shortDescription", {{"text", Description(summary)}}},
      {"fullDescription", {{"text", Description(why)}}},
      {"help", {{"text", RuleText(rule)}, {"markdown", RulePage(rule)}}},
      {"helpUri", RuleUrl(rule.id)},
      {"defaultConfiguration", {{"level", SarifLevel(rule.severity)}}},
      {"properties", PropertiesOf(rule)},
  };
}

}  // namespace retort
