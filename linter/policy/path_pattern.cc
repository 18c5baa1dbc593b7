#include "linter/policy/path_pattern.h"

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace retort {
namespace {

bool NameMatches(absl::string_view pattern, absl::string_view name) {
  size_t p = 0, n = 0, star = absl::string_view::npos, after_star = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after_star = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p, ++n;
    } else if (star != absl::string_view::npos) {
      p = star + 1;
      n = ++after_star;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

PathPattern::PathPattern(absl::string_view text) : text_(text) {
  absl::ConsumePrefix(&text, "./");
  const absl::string_view inner = absl::StripSuffix(text, "/");
  if (!absl::StrContains(inner, '/')) names_.push_back("**");
  for (const absl::string_view name : absl::StrSplit(inner, '/', absl::SkipEmpty())) {
    if (name == ".") continue;
    if (name == "**" && !names_.empty() && names_.back() == "**") continue;
    names_.emplace_back(name);
  }
}

bool PathPattern::Matches(absl::string_view path) const {
  // reached[i]: the first i names of the pattern match the names of the path so far.
  std::vector<bool> reached(names_.size() + 1, false);
  const auto skip_wildcards = [&] {
    for (size_t i = 0; i < names_.size(); ++i) {
      if (reached[i] && names_[i] == "**") reached[i + 1] = true;
    }
  };
  reached[0] = true;
  skip_wildcards();
  for (const absl::string_view name : absl::StrSplit(path, '/', absl::SkipEmpty())) {
    for (size_t i = names_.size(); i > 0; --i) {
      const bool is_wildcard = names_[i - 1] == "**";
      // What is below a match matches: the end stays reached.
      const bool stays = reached[i] && i == names_.size();
      reached[i] =
          stays || (is_wildcard ? reached[i - 1] || reached[i] : reached[i - 1] && NameMatches(names_[i - 1], name));
    }
    reached[0] = false;
    skip_wildcards();
  }
  return reached[names_.size()];
}

}  // namespace retort
