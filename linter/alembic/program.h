// A revision file as a program, without what makes no difference: comments, docstrings, formatting, annotations, the
// order of its imports, and imports that nothing uses.
//
//   Program now = ReadProgram(module, text);
//   SameProgram(before, now)

#ifndef RETORT_LINTER_ALEMBIC_PROGRAM_H_
#define RETORT_LINTER_ALEMBIC_PROGRAM_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/migration/revision.h"
#include "linter/python/module.h"

namespace retort {

struct Program {
  std::vector<python::Token> tokens;  // of everything but imports
  std::set<std::string> imports;      // of names that are used: "from sqlalchemy import text as t"
};

Program ReadProgram(const python::Module& module, absl::string_view text);

bool SameProgram(const Program& a, const Program& b);

// The code of each function at module level, by its name; what is outside of functions, imports included, under the
// empty name. Equal texts are equal code. The values of the revision's identifiers are left out: they are compared by
// themselves.
std::map<std::string, std::string> CodeByFunction(const Program& program, const python::Module& module,
                                                  const Revision& revision);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_PROGRAM_H_
