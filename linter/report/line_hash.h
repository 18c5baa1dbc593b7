// The hash of a line that GitHub code scanning follows an alert by, as github/codeql-action computes it: a rolling hash
// over the 100 UTF-16 units that begin at the line, without blanks, so that it survives lines inserted above.
//
//   LineHashes(text).Of(1)  ->  "c129715d7a2bc9a3:1"

#ifndef RETORT_LINTER_REPORT_LINE_HASH_H_
#define RETORT_LINTER_REPORT_LINE_HASH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

class LineHashes {
 public:
  explicit LineHashes(absl::string_view text);

  // Lines count from 1; "" for a line that is not there.
  std::string Of(uint32_t line) const;
  size_t size() const { return lines_.size(); }

 private:
  struct Line {
    uint64_t hash;
    uint32_t occurrence;  // of this hash in the file, from 1
  };
  std::vector<Line> lines_;
};

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_LINE_HASH_H_
