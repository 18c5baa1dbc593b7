// The names that every Python module has without importing anything.

#ifndef RETORT_LINTER_PYTHON_BUILTINS_H_
#define RETORT_LINTER_PYTHON_BUILTINS_H_

#include "absl/strings/string_view.h"

namespace retort::python {

// Of any Python that is still in use; also __file__, __name__ and their like.
bool IsBuiltin(absl::string_view name);

bool IsKeyword(absl::string_view name);  // and so no identifier; soft keywords are none

// True for "logging", "json", "uuid": modules that come with Python.
bool IsStandardModule(absl::string_view name);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_BUILTINS_H_
