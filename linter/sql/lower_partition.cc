#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

// The text of the parentheses at `open`, and them.
std::string Parenthesized(const Wording& words, size_t open) { return words.Text(open, words.Close(open) + 1); }

}  // namespace

// FOR VALUES IN (...), FROM (...) TO (...), WITH (...), or DEFAULT.
std::string BoundText(const Wording& words, size_t from) {
  if (!words.Is(from, "for")) return words.Is(from, "default") ? "DEFAULT" : std::string(kHole);
  const size_t open = words.Find('(', from);
  const size_t close = words.Close(open);
  const std::string kind = open > 0 && open <= words.size() ? absl::AsciiStrToUpper(words.Text(from + 2, open)) : "";
  std::string text = absl::StrCat("FOR VALUES ", kind, " ", Parenthesized(words, open));
  if (words.Is(close + 1, "to")) absl::StrAppend(&text, " TO ", Parenthesized(words, close + 2));
  return text;
}

size_t BoundEnd(const Wording& words, size_t from) {
  if (!words.Is(from, "for")) return from + 1;
  const size_t close = words.Close(words.Find('(', from));
  return words.Is(close + 1, "to") ? words.Close(close + 2) + 1 : close + 1;
}

std::string PartitionText(const PgQuery__PartitionSpec& by, const Wording& words) {
  const size_t strategy = words.At(by.location) + 2;
  const size_t open = words.Find('(', strategy);
  return absl::StrCat(absl::AsciiStrToUpper(words.Text(strategy, open)), " ", Parenthesized(words, open));
}

}  // namespace retort
