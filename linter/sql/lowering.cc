#include "linter/sql/lowering.h"

namespace retort {

Span Lowering::SpanOf(Wording::Range range) {
  if (range.begin >= range.end) return Statement();
  return sql_.At(words()[range.begin].begin, words()[range.end - 1].end());
}

Span Lowering::NameAt(int location) {
  const size_t begin = words().At(location);
  return SpanOf({begin, words().NameEnd(begin)});
}

std::vector<Wording::Range> Lowering::CommandsAfter(int location, size_t count) {
  size_t begin = words().NameEnd(words().At(location));
  while (begin < words().size() && (words()[begin].text == "*" || words().Is(begin, ')'))) ++begin;
  std::vector<Wording::Range> items = words().Items(begin);
  if (items.size() != count) items.assign(count, {});
  return items;
}

}  // namespace retort
