// Asks the real Python, so that tests compare with it and not with what somebody remembers of it.
//
//   std::vector<std::string> answers = AskPython("str(eval(text))", {"'a' * 2"});   // {"aa"}

#ifndef RETORT_TESTS_PYTHON_CPYTHON_H_
#define RETORT_TESTS_PYTHON_CPYTHON_H_

#include <string>
#include <vector>

#include "linter/python/value.h"

namespace retort {

// The value of the Python expression for each input, which it sees as the bytes `data` and the str `text`.
// An exception gives "!" and its class. run(text) is the value of `x` after the program `text`: a text as 'abc', a list
// as list(1,2).
std::vector<std::string> AskPython(const std::string& expression, const std::vector<std::string>& inputs);

namespace python {

// A value as run() shows it.
std::string ShowAsPython(const Value& value);

}  // namespace python
}  // namespace retort

#endif  // RETORT_TESTS_PYTHON_CPYTHON_H_
