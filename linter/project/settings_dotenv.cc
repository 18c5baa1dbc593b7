#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "linter/project/settings_formats.h"
#include "linter/project/settings_variables.h"

namespace retort {
namespace {

// Lines of `export NAME=value`, where a quoted value may go on over several lines.
class DotenvReader {
 public:
  explicit DotenvReader(SettingsCollector& settings) : file_(settings.file()), text_(settings.file().text) {}

  Record Read() {
    if (absl::StartsWith(text_, "\xEF\xBB\xBF")) at_ = 3;
    while (at_ < text_.size()) {
      ReadLine();
      at_ = std::min(text_.find('\n', at_), text_.size());
      ++at_;
    }
    return std::move(record_);
  }

 private:
  void SkipBlanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  void ReadLine() {
    SkipBlanks();
    if (absl::StartsWith(text_.substr(at_), "export ")) at_ += 7;
    SkipBlanks();
    const size_t name_begin = at_;
    while (at_ < text_.size() && (absl::ascii_isalnum(text_[at_]) || absl::StrContains("_.-", text_[at_]))) ++at_;
    const absl::string_view name = text_.substr(name_begin, at_ - name_begin);
    SkipBlanks();
    const bool has_value = absl::StartsWith(text_.substr(at_), "=") || absl::StartsWith(text_.substr(at_), ": ");
    if (name.empty() || !has_value) return;
    ++at_;
    SkipBlanks();
    AddValue(name);
  }

  void AddValue(absl::string_view name) {
    const char quote = at_ < text_.size() ? text_[at_] : '\n';
    const bool is_quoted = quote == '"' || quote == '\'';
    const size_t end = is_quoted ? EndOfQuoted(quote) : EndOfBare();
    const size_t begin = std::min(at_ + is_quoted, end);
    const MappedText raw = file_.Value(text_.substr(begin, end - begin), begin, end);
    at_ = end;
    Candidate candidate = {.path = std::string(name), .name = std::string(name)};
    if (quote == '\'') {
      candidate.value = raw;
    } else {
      Expanded expanded = ExpandVariables(raw, /*colon_default=*/false);
      candidate.value = std::move(expanded.value);
      candidate.is_fallback = expanded.has_default;
    }
    record_.push_back(std::move(candidate));
  }

  // The closing quote; a quote that nothing closes ends with its line.
  size_t EndOfQuoted(char quote) const {
    constexpr size_t kLongestValue = 1 << 16;
    for (size_t i = at_ + 1; i < text_.size() && i - at_ < kLongestValue; ++i) {
      if (text_[i] == '\\' && quote == '"') {
        ++i;
      } else if (text_[i] == quote) {
        return i;
      }
    }
    return EndOfBare();
  }

  // The end of the line, or a comment, which begins with a "#" after a space.
  size_t EndOfBare() const {
    size_t end = std::min(text_.find_first_of("\r\n", at_), text_.size());
    for (size_t i = at_; i < end; ++i) {
      if (text_[i] == '#' && (i == at_ || absl::ascii_isspace(text_[i - 1]))) end = i;
    }
    while (end > at_ && absl::ascii_isspace(text_[end - 1])) --end;
    return end;
  }

  const SettingsFile& file_;
  absl::string_view text_;
  size_t at_ = 0;
  Record record_;
};

}  // namespace

bool ReadDotenvSettings(SettingsCollector& settings) {
  settings.Add(DotenvReader(settings).Read());
  return true;
}

}  // namespace retort
