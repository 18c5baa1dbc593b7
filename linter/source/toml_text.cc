#include "linter/source/toml_text.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "linter/base/text.h"

namespace retort {

bool NestsTooDeep(absl::string_view toml) {
  constexpr int kDeepestKey = 200;
  int dots = 0;
  for (const char c : toml) {
    if (c == '\n') dots = 0;
    if ((c == '.' || c == '[' || c == '{') && ++dots > kDeepestKey) return true;
  }
  return false;
}

TomlLines::TomlLines(absl::string_view text) : text_(text), begins_(1, 0) {
  for (size_t i = text.find('\n'); i != absl::string_view::npos; i = text.find('\n', i + 1)) begins_.push_back(i + 1);
}

size_t TomlLines::OffsetOf(uint32_t line, uint32_t column) const {
  if (line == 0 || line > begins_.size()) return text_.size();
  size_t offset = begins_[line - 1];
  if (offset == 0 && absl::StartsWith(text_, "\xEF\xBB\xBF")) offset = 3;
  for (uint32_t i = 1; i < column && offset < text_.size(); ++i) offset += Utf8Length(text_[offset]);
  return std::min(offset, text_.size());
}

}  // namespace retort
