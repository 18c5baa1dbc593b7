// Whether a file can be imported, as far as the grammar goes: compared with CPython's own compiler.

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "linter/python/module.h"
#include "tests/python/cpython.h"

namespace retort::python {
namespace {

const std::vector<std::string>& Snippets() {
  static const auto& snippets = *new std::vector<std::string>{
#include "tests/python/snippets.inc"
  };
  return snippets;
}

TEST(Errors, AgreeWithPython) {
  const std::vector<std::string> answers = AskPython("bool(compile(data, 'f', 'exec'))", Snippets());
  for (size_t i = 0; i < Snippets().size(); ++i) {
    const Module module = Module::Parse(0, Snippets()[i]);
    const bool accepted = answers[i] == "True";
    const std::string found = module.Errors().empty() ? "" : module.Errors()[0].message;
    EXPECT_EQ(module.Errors().empty(), accepted) << absl::CEscape(Snippets()[i]) << "\n  Python: " << answers[i] << " here: " << found;
  }
}

}  // namespace
}  // namespace retort::python
