#include "linter/schema/default_names.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

constexpr size_t kMaxBytes = 63;

// At most `bytes` of the text, without half a character.
absl::string_view Clipped(absl::string_view text, size_t bytes) {
  if (bytes >= text.size()) return text;
  while (bytes > 0 && (text[bytes] & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

// The columns with "_" between them, cut where PostgreSQL's buffer ends.
std::string Joined(const std::vector<std::string>& columns) {
  std::string joined;
  for (const std::string& column : columns) {
    if (joined.size() > kMaxBytes) break;
    absl::StrAppend(&joined, joined.empty() ? "" : "_", column);
  }
  return joined;
}

// The longer of the two parts is shortened first.
std::string Assembled(absl::string_view table, absl::string_view columns, absl::string_view label) {
  const size_t available = kMaxBytes - (label.size() + 1) - (columns.empty() ? 0 : 1);
  size_t first = table.size();
  size_t second = columns.size();
  while (first + second > available) --(first > second ? first : second);
  return absl::StrCat(Clipped(table, first), columns.empty() ? "" : "_", Clipped(columns, second), "_", label);
}

}  // namespace

std::string DefaultName(absl::string_view table, const std::vector<std::string>& columns, absl::string_view label,
                        const std::function<bool(absl::string_view)>& taken) {
  constexpr int kMaxTries = 10'000;
  const std::string joined = Joined(columns);
  std::string name = Assembled(table, joined, label);
  for (int number = 1; taken != nullptr && taken(name) && number < kMaxTries; ++number) {
    name = Assembled(table, joined, absl::StrCat(label, number));
  }
  return name;
}

}  // namespace retort
