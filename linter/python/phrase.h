// Values as people would say them in a condition: `has_table("x")`, `"c" in get_columns("t")`.

#ifndef RETORT_LINTER_PYTHON_PHRASE_H_
#define RETORT_LINTER_PYTHON_PHRASE_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "linter/python/interpreter.h"
#include "linter/python/value.h"

namespace retort::python {

// Nothing when a part of the value has no name that means anything outside the code.
std::optional<std::string> PhraseOf(const Value& value);

// A text on one line, cut when it is long.
std::string OnOneLine(absl::string_view text);

// "if inspector.has_table("x"), unless row.done": all of them, without repetitions.
std::string Describe(const Conditions& conditions);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_PHRASE_H_
