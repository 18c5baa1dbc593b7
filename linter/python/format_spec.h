// Values as a format specification writes them: `f"{n:05d}"`, `"{!r}".format(x)`, `"%-8s" % x`.
//
//   FormatValue(number 42, "", "05d")   ->   "00042"

#ifndef RETORT_LINTER_PYTHON_FORMAT_SPEC_H_
#define RETORT_LINTER_PYTHON_FORMAT_SPEC_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "linter/python/value.h"
#include "linter/source/mapped_text.h"

namespace retort::python {

// `conversion` is "", "s", "r" or "a". Nothing when the result cannot be known, or Python would raise.
std::optional<MappedText> FormatValue(const Value& value, absl::string_view conversion,
                                      absl::string_view specification);

// One conversion of `%`: its flags, width and precision ("-8", ".2"), and its letter.
std::optional<MappedText> FormatConversion(const Value& value, absl::string_view flags, char letter);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_FORMAT_SPEC_H_
