// A place in a file, as offsets: it can be stored, compared and sorted, and never dangles.

#ifndef RETORT_LINTER_SOURCE_SPAN_H_
#define RETORT_LINTER_SOURCE_SPAN_H_

#include <compare>
#include <cstdint>

namespace retort {

// The id of a file in `Sources`.
using FileId = uint32_t;

// Bytes [begin, end) of the file's text.
struct Span {
  FileId file = 0;
  uint32_t begin = 0;
  uint32_t end = 0;

  bool Contains(const Span& other) const { return file == other.file && begin <= other.begin && other.end <= end; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace retort

#endif  // RETORT_LINTER_SOURCE_SPAN_H_
