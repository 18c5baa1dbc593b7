// Where names live while the machine runs: scopes, and the modules of the library as one machine knows them.
//
//   scope.variables["op"].value     // a Reference; nullptr: not bound

#ifndef RETORT_LINTER_PYTHON_SCOPE_H_
#define RETORT_LINTER_PYTHON_SCOPE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "linter/python/library.h"
#include "linter/python/value.h"

namespace retort::python {

struct Variable {
  ValuePtr value;  // nullptr: not bound
  Span at;
};

struct LoadedModule;

struct Scope {
  enum class Kind { kModule, kFunction, kClass };
  Kind kind = Kind::kModule;
  Scope* parent = nullptr;
  absl::flat_hash_map<absl::string_view, Variable> variables;
  std::vector<absl::string_view> order;  // of a class: its names as they were bound
  std::vector<absl::string_view> globals;
  std::vector<absl::string_view> nonlocals;
  LoadedModule* loaded = nullptr;  // of the scope of a module of the library
  std::vector<std::string> stars;  // of the scope of the file at hand: `from x import *`, as far as they are followed
  std::vector<std::string> outside_stars;  // of a module: those that are not in the project
};

// A module of the library as this machine knows it: its names are evaluated when they are asked for.
struct LoadedModule {
  const LibraryModule* module = nullptr;
  Scope* scope = nullptr;
  absl::flat_hash_set<uint32_t> executed;     // statements
  absl::flat_hash_set<std::string> underway;  // names
  uint32_t statement = 0;                     // that is running
};

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_SCOPE_H_
