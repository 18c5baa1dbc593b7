#include "linter/report/wording.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

constexpr size_t kTextWidth = 100;

bool BeginsCharacter(char byte) { return (static_cast<uint8_t>(byte) & 0xC0) != 0x80; }

}  // namespace

std::string OneLine(absl::string_view text) {
  return absl::StrReplaceAll(Printable(text), {{"\n", "\\n"}, {"\t", "\\t"}});
}

std::string Wrapped(absl::string_view text, size_t column) {
  const std::string indent(column, ' ');
  std::string out;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!out.empty()) absl::StrAppend(&out, "\n", indent);
    size_t at = column;
    for (const absl::string_view word : absl::StrSplit(line, ' ')) {
      const size_t width = std::count_if(word.begin(), word.end(), BeginsCharacter);
      const bool is_first = at == column;
      if (!is_first && at + 1 + width > kTextWidth) {
        absl::StrAppend(&out, "\n", indent, word);
        at = column + width;
      } else {
        absl::StrAppend(&out, is_first ? "" : " ", word);
        at += width + (is_first ? 0 : 1);
      }
    }
  }
  return out;
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
