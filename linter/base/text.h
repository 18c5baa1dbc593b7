// Small questions about text that several folders ask: UTF-8, and the nearest word for "did you mean".
//
//   Nearest("mising-downgrade", rule_ids)  ->  "missing-downgrade"

#ifndef RETORT_LINTER_BASE_TEXT_H_
#define RETORT_LINTER_BASE_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

// The candidate with the smallest edit distance to `word`; empty when none is near enough to be a typing error.
std::string Nearest(absl::string_view word, const std::vector<std::string>& candidates);

// ` (did you mean "x"?)`, or nothing.
std::string DidYouMean(absl::string_view word, const std::vector<std::string>& candidates);

bool IsUtf8(absl::string_view text);

// The number of bytes of the UTF-8 character that begins with `lead`; 1 for a byte that begins none.
int Utf8Length(char lead);

// The code point of `character`, which must be one character of valid UTF-8.
uint32_t CodePoint(absl::string_view character);

// Every byte that is not part of valid UTF-8 becomes U+FFFD, and control characters other than tab and newline, also
// those that reorder text, become a visible escape, so that hostile files cannot drive the terminal or break JSON.
std::string Printable(absl::string_view text);

// `singular` with its count: Count(1, "revision") -> "1 revision", Count(2, "revision") -> "2 revisions".
std::string Count(size_t number, absl::string_view singular);

}  // namespace retort

#endif  // RETORT_LINTER_BASE_TEXT_H_
