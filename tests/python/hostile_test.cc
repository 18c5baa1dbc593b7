// No input may crash the reader, hang it, or make it use memory without bound.

#include <gtest/gtest.h>

#include <chrono>

#include "absl/strings/str_cat.h"
#include "linter/base/pool.h"
#include "linter/python/interpreter.h"

namespace retort::python {
namespace {

std::string Times(absl::string_view text, size_t count) {
  std::string result;
  for (size_t i = 0; i < count; ++i) absl::StrAppend(&result, text);
  return result;
}

// Reads everything that can be read of a file; the number of events.
size_t ReadAll(const std::string& text) {
  size_t events = 0;
  Pool(1).Run(1, [&](size_t) {
    const Module module = Module::Parse(0, text);
    module.UndefinedNames();
    module.MeaningfulTokens();
    module.Functions();
    Interpreter interpreter(module);
    events = interpreter.ModuleTrace().events.size() + interpreter.Run("f").events.size();
    const ValuePtr x = interpreter.Global("x");
    if (x != nullptr) ToString(*x);
  });
  return events;
}

struct Input {
  std::string name;
  std::string text;
};

std::vector<Input> Inputs() {
  const size_t n = 10'000;
  return {
      {"parentheses", absl::StrCat("x = ", Times("(", n), "1", Times(")", n))},
      {"lists", absl::StrCat("x = ", Times("[", n), Times("]", n))},
      {"terms", absl::StrCat("x = ", Times("'a' + ", 100'000), "'b'")},
      {"unknown terms", absl::StrCat("x = ", Times("a + ", 100'000), "b")},
      {"conditions", absl::StrCat("x = ", Times("a and ", n), "b")},
      {"negations", absl::StrCat("x = ", Times("not ", n), "b")},
      {"calls in calls", absl::StrCat("x = ", Times("f(", n), Times(")", n))},
      {"chained calls", absl::StrCat("x = a", Times(".b()", n))},
      {"conditionals", absl::StrCat("x = ", Times("1 if a else ", n), "2")},
      {"lambdas", absl::StrCat("x = ", Times("lambda: ", n), "1")},
      {"comprehensions", absl::StrCat("x = ", Times("[a for a in ", n), "b", Times("]", n))},
      {"patterns", absl::StrCat(Times("[", n), "x", Times("]", n), " = 1")},
      {"f-strings", absl::StrCat("x = f'", Times("{f(\"", n), Times("\")}", n), "'")},
      {"elifs", absl::StrCat("if a: pass\n", Times("elif a:\n    x = 1\n", n))},
      {"star arguments", absl::StrCat("f(", Times("*", n), "a)")},
      {"unclosed", Times("(", 100'000)},
      {"quotes", Times("'\"", 50'000)},
      {"long list", absl::StrCat("x = [", Times("1, ", 100'000), "]")},
      {"a long chain of assignments", absl::StrCat(Times("x = ", n), "1")},
      {"big number", "x = [0] * 10**9\nx = 'a' * 1000000000\nx = range(10**12)\nx = list(range(10**8))"},
      {"doubling", "x = 'a'\nfor i in range(100): x = x + x\ny = [1]\nfor i in range(100): y = y + y"},
      {"nesting values", "x = []\nfor i in range(100000): x = [x]\ny = a\nwhile y: y = y.b"},
      {"growing", "x = []\nfor i in range(1000):\n  for j in range(1000): x.append([i, j])"},
      {"growing text", "x = ''\nfor i in range(1000):\n  for j in range(1000): x += 'ab'"},
      {"sharing", "x = []\ny = [x, x]\nfor i in range(2000):\n  x.append(y)\n  y.append(x)"},
      {"recursion", "def f(n=0):\n    f(n + 1); f(n + 2)\n    return [f(n), f(n)]"},
      {"mutual recursion", "def f(): g(f)\ndef g(h): h(); f(); x(h)\n"},
      {"closures", absl::StrCat("f = lambda: 1\n", Times("f = (lambda g: lambda: [g(), g()])(f)\n", 60), "f()")},
      {"branches", absl::StrCat("def f():\n", Times("  if a: x = 1\n  else: x = 2\n", n))},
      {"nested branches",
       [] {
         std::string text = "def f():\n";
         for (size_t i = 1; i < 95; ++i) absl::StrAppend(&text, Times(" ", i), "if a:\n");
         return absl::StrCat(text, Times(" ", 95), "op.x()\n");
       }()},
      {"bytes",
       [] {
         std::string text;
         for (int i = 0; i < 100'000; ++i) text += static_cast<char>(i * 7919 % 256);
         return text;
       }()},
      {"format", "x = '{}' * 100000\nx = x.format(*['a'] * 100000)\nx = ('%s' * 10000) % (('a',) * 10000)"},
      {"lines", absl::StrCat("import textwrap\nx = textwrap.dedent('''\r\n", Times("  a\r\n", 100'000), "''')\n")},
      {"replace", "x = ('a' * 1000).replace('a', 'b' * 1000).replace('b', 'c' * 1000)"},
      {"product", "import itertools\nx = itertools.product(*[range(100)] * 9)"},
      {"dict", absl::StrCat(
                   "x = {",
                   [] {
                     std::string text;
                     for (int i = 0; i < 5000; ++i) absl::StrAppend(&text, "'k", i, "': ", i, ", ");
                     return text;
                   }(),
                   "}")},
      {"empty", ""},
      {"nul", std::string("x = 1\0y", 7)},
      {"mark", "\xEF\xBB\xBFx = 1\r\n"},
  };
}

TEST(Hostile, EndsSoon) {
  for (const Input& input : Inputs()) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_LT(ReadAll(input.text), 500'000u) << input.name;
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    EXPECT_LT(seconds.count(), 30) << input.name;
  }
}

TEST(Hostile, ALargeFileIsOneError) {
  const Module module = Module::Parse(0, std::string(size_t{50} << 20, 'x'));
  ASSERT_EQ(module.Errors().size(), 1u);
  EXPECT_EQ(module.Errors()[0].message, "the file is too large to be a migration");
  Interpreter interpreter(module);
  EXPECT_EQ(interpreter.Global("x"), nullptr);
}

TEST(Hostile, TooDeepIsAnErrorAsInPython) {
  EXPECT_EQ(Module::Parse(0, Inputs()[0].text).Errors()[0].message, "too many nested parentheses");
}

}  // namespace
}  // namespace retort::python
