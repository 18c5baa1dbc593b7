#include "linter/project/settings_variables.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace retort {
namespace {

constexpr int kDeepestNesting = 8;
constexpr size_t kNowhere = absl::string_view::npos;

bool IsNameCharacter(char c) { return absl::ascii_isalnum(c) || c == '_'; }

class Expansion {
 public:
  Expansion(const MappedText& raw, bool colon_default, Expanded& out)
      : raw_(raw), text_(raw.text()), colon_default_(colon_default), out_(out) {}

  void Expand(size_t begin, size_t end, int depth) {
    size_t done = begin;
    for (size_t at = text_.find('$', begin); at < end; at = text_.find('$', done)) {
      Keep(done, at);
      done = ExpandOne(at, end, depth);
    }
    Keep(done, end);
  }

 private:
  void Keep(size_t begin, size_t end) {
    if (begin < end) out_.value.Append(raw_.Sub(begin, end));
  }

  // Expands what begins with the "$" at `at`; returns where the text goes on.
  size_t ExpandOne(size_t at, size_t end, int depth) {
    if (at + 1 < end && text_[at + 1] == '$') {
      out_.value.Append("$", raw_.At(at, at + 2));
      return at + 2;
    }
    size_t name_end = at + 1 + (at + 1 < end && text_[at + 1] == '{');
    const size_t name_begin = name_end;
    while (name_end < end && IsNameCharacter(text_[name_end])) ++name_end;
    if (name_end == name_begin || absl::ascii_isdigit(text_[name_begin])) {
      Keep(at, at + 1);
      return at + 1;
    }
    if (text_[at + 1] != '{') {
      out_.value.AppendHole(raw_.At(at, name_end));
      return name_end;
    }
    return ExpandBraces(at, name_begin, name_end, end, depth);
  }

  size_t ExpandBraces(size_t at, size_t name_begin, size_t name_end, size_t end, int depth) {
    const size_t close = CloseOf(name_end, end);
    if (close == kNowhere || depth >= kDeepestNesting) {
      out_.value.AppendHole(raw_.At(at, end));
      return end;
    }
    if (at == 0 && close + 1 == text_.size())
      out_.variable = std::string(text_.substr(name_begin, name_end - name_begin));
    const std::optional<size_t> default_begin = DefaultAt(name_end, close);
    if (default_begin) {
      out_.has_default = true;
      Expand(*default_begin, close, depth + 1);
    } else {
      out_.value.AppendHole(raw_.At(at, close + 1));
    }
    return close + 1;
  }

  // The "}" that belongs to the "{" before `begin`.
  size_t CloseOf(size_t begin, size_t end) const {
    constexpr size_t kLongestDefault = 4096;
    int open = 1;
    for (size_t i = begin; i < end && i - begin < kLongestDefault; ++i) {
      if (text_[i] == '{') ++open;
      if (text_[i] == '}' && --open == 0) return i;
    }
    return kNowhere;
  }

  // `:-default`, `-default`, `:+instead`, `+instead`; not `:?message`.
  std::optional<size_t> DefaultAt(size_t begin, size_t end) const {
    const absl::string_view rest = text_.substr(begin, end - begin);
    if (absl::StartsWith(rest, ":-") || absl::StartsWith(rest, ":+")) return begin + 2;
    if (absl::StartsWith(rest, "-") || absl::StartsWith(rest, "+")) return begin + 1;
    if (colon_default_ && absl::StartsWith(rest, ":") && !absl::StartsWith(rest, ":?")) return begin + 1;
    return std::nullopt;
  }

  const MappedText& raw_;
  absl::string_view text_;
  bool colon_default_;
  Expanded& out_;
};

}  // namespace

Expanded ExpandVariables(const MappedText& raw, bool colon_default) {
  constexpr size_t kLongestValue = 1 << 16;  // longer is a file of its own, which is not interpolated
  Expanded expanded;
  if (raw.text().size() > kLongestValue) {
    expanded.value = raw;
    return expanded;
  }
  Expansion(raw, colon_default, expanded).Expand(0, raw.text().size(), 0);
  return expanded;
}

}  // namespace retort
