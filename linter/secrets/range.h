// A part of a text that is being judged, as opposed to a Span, which is a part of a file.

#ifndef RETORT_LINTER_SECRETS_RANGE_H_
#define RETORT_LINTER_SECRETS_RANGE_H_

#include <cstddef>

namespace retort {

// Bytes [begin, end).
struct Range {
  size_t begin = 0;
  size_t end = 0;

  bool Overlaps(const Range& other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_RANGE_H_
