// A file's syntax as a list of words that is the same for two files exactly if they mean the same: see
// Module::MeaningfulTokens.
//
//   x = ("a" "b")  # c      ->   ( x "ab" )      <-      x: str = 'ab'

#ifndef RETORT_LINTER_PYTHON_TOKENS_H_
#define RETORT_LINTER_PYTHON_TOKENS_H_

#include <vector>

#include "linter/python/module.h"
#include "linter/python/parser.h"

namespace retort::python {

std::vector<Token> ReadTokens(const Syntax& syntax);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_TOKENS_H_
