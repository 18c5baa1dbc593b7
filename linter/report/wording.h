// The sentences that several outputs share.
//
//   OneLine("a\nb\x1b")  ->  "a\\nb\\x1b"

#ifndef RETORT_LINTER_REPORT_WORDING_H_
#define RETORT_LINTER_REPORT_WORDING_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/finding/finding.h"

namespace retort {

// Printable, and without line breaks and tabs: for whatever comes from an analysed file and stands inside a line.
std::string OneLine(absl::string_view text);

// The text broken between words so that no line is longer than 100 columns, if words allow; `column` is where the first
// line begins, and all others are indented to it.
std::string Wrapped(absl::string_view text, size_t column);

// The message with the execution model in which it holds: "the type exists already (on a new database)".
std::string MessageOf(const Finding& finding);

// What to do: the finding's own words, else the rule's.
std::string HelpOf(const Finding& finding);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_WORDING_H_
