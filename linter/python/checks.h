// What CPython refuses although the grammar accepts it: `return` outside a function, Python 2, a parameter twice.
//
//   CheckSyntax(syntax);   // fills syntax.errors, in the order of the file

#ifndef RETORT_LINTER_PYTHON_CHECKS_H_
#define RETORT_LINTER_PYTHON_CHECKS_H_

#include "linter/python/parser.h"

namespace retort::python {

void CheckSyntax(Syntax& syntax);

// One subject each; they append what they find.
void CheckParameters(const Syntax& syntax, NodeId parameters, std::vector<SyntaxError>& errors);
void CheckArguments(const Syntax& syntax, NodeId arguments, std::vector<SyntaxError>& errors);
void CheckTarget(const Syntax& syntax, NodeId target, absl::string_view verb, std::vector<SyntaxError>& errors);
void CheckLiteral(const Syntax& syntax, NodeId literal, std::vector<SyntaxError>& errors);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_CHECKS_H_
