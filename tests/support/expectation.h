// What a scenario expects at a line, written as a comment there and taken out before linting.
//
//   op.create_index("ix", "tag", ["id"])  # expect: index-not-concurrent "blocks every write"
//   # expect: hardcoded-secret
//   POSTGRES_PASSWORD=...
//
// A comment that has the line to itself speaks of the next line. `--` works as `#` does. One comment may name several
// rules, with commas between them, each with a text or without; a text may hold quotes.

#ifndef RETORT_TESTS_SUPPORT_EXPECTATION_H_
#define RETORT_TESTS_SUPPORT_EXPECTATION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

struct Expectation {
  uint32_t line = 0;  // from 1
  std::string rule;
  std::string text;  // what the finding must say; may be empty
};

struct ExpectedText {
  std::string text;  // every expectation is blanked with as many spaces
  std::vector<Expectation> expectations;
  uint32_t first_line = 1;  // the first line that is more than an expectation
  std::string problem;      // a comment that does not read as above
};

ExpectedText TakeExpectations(absl::string_view text);

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_EXPECTATION_H_
