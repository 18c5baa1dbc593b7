// What a string of a Python file is for, as its surroundings say: the value of a name, an argument, the default of a
// variable of the environment.
//
//   password: str = Field(default="x")        ->  path "Settings.password", name "password", a fallback
//   os.getenv("DB_PASSWORD", "x")             ->  path and name "DB_PASSWORD", a fallback
//   config.set_main_option("sqlalchemy.url", "x")  ->  name "sqlalchemy.url", effective

#ifndef RETORT_LINTER_PROJECT_SETTINGS_PYTHON_CONTEXT_H_
#define RETORT_LINTER_PROJECT_SETTINGS_PYTHON_CONTEXT_H_

#include <string>

#include "linter/python/parser.h"

namespace retort {

struct PythonContext {
  std::string path;
  std::string name;                      // empty: nothing says what the value is
  python::NodeId group = python::kRoot;  // strings with the same group stand side by side
  bool is_fallback = false;
  bool is_effective = false;
  bool is_ignored = false;  // a docstring, a key, the name of a variable
};

PythonContext PythonContextOf(const python::Syntax& syntax, python::NodeId text);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_SETTINGS_PYTHON_CONTEXT_H_
