#include "linter/sql/wording.h"

#include <algorithm>
#include <span>

namespace retort {
namespace {

bool Opens(const SqlToken& token) { return token.Is('(') || token.Is('['); }
bool Closes(const SqlToken& token) { return token.Is(')') || token.Is(']'); }

}  // namespace

size_t Wording::At(int location) const {
  const size_t place = origin_ + (location > 0 ? location : 0);
  const auto is_before = [](const SqlToken& token, size_t offset) { return token.begin < offset; };
  return std::lower_bound(tokens_.begin(), tokens_.end(), place, is_before) - tokens_.begin();
}

template <typename Matches>
size_t Wording::FindIf(size_t from, const Matches& matches) const {
  int depth = 0;
  for (size_t at = from; at < size(); ++at) {
    if (depth == 0 && matches(tokens_[at])) return at;
    depth += Opens(tokens_[at]) ? 1 : Closes(tokens_[at]) ? -1 : 0;
    if (depth < 0) break;
  }
  return size();
}

size_t Wording::Find(absl::string_view word, size_t from) const {
  return FindIf(from, [&](const SqlToken& token) { return token.Is(word); });
}

size_t Wording::Find(char punctuation, size_t from) const {
  return FindIf(from, [&](const SqlToken& token) { return token.Is(punctuation); });
}

size_t Wording::Close(size_t open) const { return open < size() ? FindIf(open + 1, Closes) : size(); }

size_t Wording::ItemEnd(size_t from) const {
  return FindIf(from, [](const SqlToken& token) { return token.Is(',') || Closes(token); });
}

size_t Wording::NameEnd(size_t from) const {
  size_t end = std::min(from + 1, size());
  while (end + 1 < size() && tokens_[end].Is('.')) end += 2;
  return end;
}

std::vector<Wording::Range> Wording::Items(size_t from) const {
  std::vector<Range> items;
  while (from < size()) {
    const size_t end = ItemEnd(from);
    if (end > from) items.push_back({from, end});
    if (!Is(end, ',')) break;
    from = end + 1;
  }
  return items;
}

Wording::Range Wording::Unwrapped(Range range) const {
  while (range.end > range.begin + 1 && Is(range.begin, '(') && Close(range.begin) == range.end - 1) {
    range = {range.begin + 1, range.end - 1};
  }
  return range;
}

std::string Wording::Text(size_t begin, size_t end) const {
  end = std::min(end, size());
  return begin < end ? JoinTokens(std::span(tokens_).subspan(begin, end - begin)) : "";
}

}  // namespace retort
