// Which names a module uses without having them: Python's scopes, without running anything.

#ifndef RETORT_LINTER_PYTHON_NAMES_H_
#define RETORT_LINTER_PYTHON_NAMES_H_

#include <vector>

#include "linter/python/module.h"
#include "linter/python/parser.h"

namespace retort::python {

std::vector<UndefinedName> FindUndefinedNames(const Syntax& syntax);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_NAMES_H_
