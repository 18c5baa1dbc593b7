// The lines of a Python file as CPython's tokenizer sees them: indentation, brackets, strings, characters. The grammar
// that parses the file is more tolerant than Python in all of them.
//
//   CheckLayout(file, "if x:\npass\n")  ->  "expected an indented block" at "pass"

#ifndef RETORT_LINTER_PYTHON_LAYOUT_H_
#define RETORT_LINTER_PYTHON_LAYOUT_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "linter/python/module.h"

namespace retort::python {

// The first thing that Python refuses; also NUL bytes, and bytes that are not in the file's encoding.
std::optional<SyntaxError> CheckLayout(FileId file, absl::string_view text);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_LAYOUT_H_
