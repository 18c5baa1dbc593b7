#include "tests/support/markdown.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace retort {
namespace {

std::vector<std::string> Words(absl::string_view text) {
  return absl::StrSplit(text, absl::ByAnyChar(" \t"), absl::SkipWhitespace());
}

// Takes `<!-- options: a b -->` out of a line.
std::vector<std::string> TakeOptions(std::string& line) {
  constexpr absl::string_view kOpen = "<!-- options:";
  const size_t begin = line.find(kOpen.data(), 0, kOpen.size());
  const size_t end = line.find("-->", begin);
  if (begin == std::string::npos || end == std::string::npos) return {};
  const size_t inside = begin + kOpen.size();
  std::vector<std::string> options = Words(absl::string_view(line).substr(inside, end - inside));
  line.erase(begin, end + 3 - begin);
  return options;
}

size_t Backticks(absl::string_view line) {
  const size_t end = line.find_first_not_of('`');
  return end == absl::string_view::npos ? line.size() : end;
}

}  // namespace

std::vector<Section> ReadMarkdown(absl::string_view text) {
  std::vector<Section> sections;
  size_t open = 0;  // the backticks of the fence that we are in
  uint32_t number = 0;
  for (const absl::string_view raw : absl::StrSplit(text, '\n')) {
    ++number;
    if (open > 0) {
      if (Backticks(raw) >= open) {
        open = 0;
      } else if (!sections.empty()) {
        absl::StrAppend(&sections.back().fences.back().text, raw, "\n");
      }
      continue;
    }
    if (Backticks(raw) >= 3) {
      open = Backticks(raw);
      if (sections.empty()) continue;
      std::vector<std::string> words = Words(raw.substr(open));
      Fence& fence = sections.back().fences.emplace_back();
      fence.line = number + 1;
      if (words.empty()) continue;
      fence.language = words[0];
      fence.words.assign(words.begin() + 1, words.end());
      continue;
    }
    std::string line(raw);
    const std::vector<std::string> options = TakeOptions(line);
    if (absl::StartsWith(line, "## ")) {
      sections.push_back({std::string(absl::StripAsciiWhitespace(line.substr(3))), number, {}, {}});
    }
    if (!sections.empty()) {
      sections.back().options.insert(sections.back().options.end(), options.begin(), options.end());
    }
  }
  return sections;
}

}  // namespace retort
