// What a module says about itself without being run: functions, docstrings, names, and whether two mean the same.

#include "linter/python/module.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace retort::python {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Undefined(absl::string_view program) {
  const Module module = Module::Parse(0, program);
  EXPECT_TRUE(module.Errors().empty()) << module.Errors()[0].message;
  std::vector<std::string> names;
  for (const UndefinedName& name : module.UndefinedNames()) names.push_back(name.name);
  return names;
}

TEST(UndefinedNames, AreReportedOncePerFunction) {
  EXPECT_THAT(Undefined("def f():\n    text(1)\n    text(2)\n    sqlmodel.A\ndef g():\n    text(3)\n"),
              ElementsAre("text", "sqlmodel", "text"));
  EXPECT_THAT(Undefined("x: Union[str, None] = None\n"), ElementsAre("Union"));
  EXPECT_THAT(Undefined("def f(a=b, *c: d, **e) -> g: return a, c, e\n"), ElementsAre("b", "d", "g"));
  EXPECT_THAT(Undefined("class A:\n    x = 1\n    def f(self): return x\n"), ElementsAre("x"));
  EXPECT_THAT(Undefined("[x for x in y]; x\n"), ElementsAre("y", "x"));
  EXPECT_THAT(Undefined("lambda q: q + r\n"), ElementsAre("r"));
  EXPECT_THAT(Undefined("def f(): return f'{a!r:>{b}}'\n"), ElementsAre("a", "b"));
  EXPECT_THAT(Undefined("match 1:\n    case Point(x=z): pass\n"), ElementsAre("Point"));
}

TEST(UndefinedNames, AreNoneWhereSomethingMayDefineThem) {
  for (const absl::string_view program : {
           "def f(): return g()\ndef g(): pass\n",
           "from a import *\nx\n",
           "exec('x = 1')\nx\n",
           "globals()['x'] = 1\nx\n",
           "globals().update(a)\nx\n",
           "try:\n    import a\nexcept ImportError as e:\n    b = e\na, b\n",
           "if __name__:\n    c = 1\nc, __file__, print, WindowsError, aiter\n",
           "import a.b, c as d\nfrom . import e as f, g\na.b, d, f, g\n",
           "with open('a') as (b, [c]), open('d') as e.f: b, c\ne = 1\n",
           "for a, *b in []: a, b\n",
           "def f():\n    global x\n    x = 1\nx\n",
           "def f():\n    y = 1\n    def g():\n        nonlocal y\n        y = 2\n",
           "if (n := 1): n\n[m := i for i in []]\nm\n",
           "class A:\n    def f(self): return __class__\n    q = __qualname__\n",
           "from __future__ import annotations\ndef f(a: X) -> Y: b: Z\nc: W = 1\n",
           "def f():\n    x: Missing = 1\n",
           "def f(a: 'X'): pass\n",
           "match 1:\n    case [a, *b] | {'c': d, **e}: a, b, d, e\n    case _: pass\n",
           "def f[T](x: T) -> T: return x\n",
           "type A = B\nA\n",
           "f(key=1)\nf = 1\n",
           "x = 1\nx.y.z\n",
           "def f(*, a, **k): return a, k\nlambda *a, **k: (a, k)\n",
           "try: pass\nexcept* ValueError as g: g\n",
           "try:\n    unicode\nexcept NameError:\n    unicode = str\n",
           "def f():\n    if sys.version_info[0] < 3: return unicode(1)\nimport sys\n",
           "@d\ndef d(): pass\n",
           "del x\nx = 1\n",
       }) {
    EXPECT_THAT(Undefined(program), IsEmpty()) << program;
  }
  EXPECT_THAT(Undefined("class A:\n    x = [1]\n    z = [i for i in x]\n"), IsEmpty());
}

TEST(Functions, AreDescribed) {
  const std::string program =
      "@d\ndef a():\n    pass\n"
      "async def b():\n    '''doc'''\n"
      "def c():\n    yield 1\n"
      "def d():\n    'doc'\n    raise X\n"
      "if y:\n    def e():\n        return\n        x()\n"
      "def f():\n    ...\n    x()\n"
      "class A:\n    def g(self): pass\n";
  const Module module = Module::Parse(0, program);
  using Shape = Module::FunctionFacts::Shape;
  std::vector<std::string> shown;
  for (const Module::FunctionFacts& function : module.Functions()) {
    constexpr absl::string_view kShapes[] = {" empty", " raises", " code"};
    shown.push_back(absl::StrCat(function.name, kShapes[static_cast<int>(function.shape)],
                                 function.is_async ? " async" : "", function.is_generator ? " generator" : ""));
  }
  static_assert(static_cast<int>(Shape::kRaises) == 1);
  EXPECT_THAT(shown, ElementsAre("a empty", "b empty async", "c code generator", "d raises", "e empty", "f code"));
  const Module::FunctionFacts a = module.Functions()[0];
  EXPECT_EQ(program.substr(a.at.begin, a.at.end - a.at.begin), "@d\ndef a():\n    pass");
  EXPECT_EQ(program.substr(a.body_at.begin, a.body_at.end - a.body_at.begin), "pass");
}

TEST(Docstring, IsDecoded) {
  const Module module = Module::Parse(0, "# c\n'''a\\n''' \"b\" # d \nx = 1\n");
  EXPECT_EQ(module.Docstring(), "a\nb");
  EXPECT_EQ(module.DocstringAt().begin, 4u);
  ASSERT_EQ(module.Comments().size(), 2u);
  EXPECT_EQ(module.Comments()[1].text, "d");
  EXPECT_TRUE(Module::Parse(0, "f'{x}'\n").Docstring().empty());
  EXPECT_TRUE(Module::Parse(0, "x = 'a'\n").Docstring().empty());
}

std::string Meaning(absl::string_view program) {
  const Module module = Module::Parse(0, program);
  EXPECT_TRUE(module.Errors().empty()) << program << module.Errors()[0].message;
  std::string meaning;
  for (const Token& token : module.MeaningfulTokens()) absl::StrAppend(&meaning, token.text, "\n");
  return meaning;
}

struct Pair {
  absl::string_view left;
  absl::string_view right;
};

TEST(MeaningfulTokens, AreEqualForTheSameProgram) {
  for (const Pair& pair : std::vector<Pair>{
           {"x = (\"a\" \"b\")  # c\n", "x: str = 'ab'\n"},
           {"f(a, b,)\n", "f(\n  a,\n  b)\n"},
           {"def f(a: int = 1) -> str:\n    \"\"\"doc\"\"\"\n    pass\n", "def f(a=1):\n  pass\n"},
           {"def f():\n    \"\"\"doc\"\"\"\n", "def f(): pass\n"},
           {"x = (a)\n", "x = a\n"},
           {"x = ((a + b)) * c\n", "x = (a + b) * c\n"},
           {"x = (a, b)\n", "x = a, b\n"},
           {"x = f\"a{b}c\" \"d\"\n", "x = f'a{b}cd'\n"},
           {"x = a   not   in b\n", "x = a not in b\n"},
           {"from a import (b, c,)\n", "from a import b, c\n"},
           {"x = 1; y = 2\n", "x = 1\ny = 2\n"},
           {"x = \"\"\"a\nb\"\"\"\n", "x = \"a\\nb\"\n"},
           {"x = 1_000\n", "x = 1000\n"},
           {"\"\"\"doc\"\"\"\nx = \"a\"\n", "\"\"\"dec\"\"\"\nx = \"a\"\n"},
           {"x = r\"\\d\"\n", "x = \"\\\\d\"\n"},
       }) {
    EXPECT_EQ(Meaning(pair.left), Meaning(pair.right)) << pair.left << pair.right;
  }
}

TEST(MeaningfulTokens, DifferForOtherPrograms) {
  for (const Pair& pair : std::vector<Pair>{
           {"x = (a + b) * c\n", "x = a + b * c\n"},
           {"if x:\n    a\n    b\n", "if x:\n    a\nb\n"},
           {"x = a[1:]\n", "x = a[:1]\n"},
           {"x = a[1,]\n", "x = a[1]\n"},
           {"x = (a,)\n", "x = (a)\n"},
           {"x = \"a\"\n", "x = b\"a\"\n"},
           {"x = f\"a{b}c\"\n", "x = f\"a{b!r}c\"\n"},
           {"x = f\"a{b:>3}c\"\n", "x = f\"a{b:>4}c\"\n"},
           {"x = f\"a{b}c\"\n", "x = \"a{b}c\"\n"},
           {"x = f\"{b=}\"\n", "x = f\"{b}\"\n"},
           {"x = \"\\N{DASH}\"\n", "x = \"\\N{BULLET}\"\n"},
           {"x = not a in b\n", "x = a not in b\n"},
           {"x = a not in b\n", "x = a in b\n"},
           {"x = a is b\n", "x = a is not b\n"},
           {"async def f(): pass\n", "def f(): pass\n"},
           {"x += 1\n", "x -= 1\n"},
           {"from a import b\n", "from .a import b\n"},
           {"f(*a)\n", "f(**a)\n"},
           {"f(*a)\n", "f(a)\n"},
           {"f(a=1)\n", "f(b=1)\n"},
           {"raise A from B\n", "raise A\n"},
           {"yield_ = 1\n", "yield2 = 1\n"},
           {"def f():\n  yield a\n", "def f():\n  yield from a\n"},
           {"x = 1\ny = 2\n", "y = 2\nx = 1\n"},
           {"if a: b\nelif c: d\n", "if a: b\nif c: d\n"},
           {"def f(a, /, b): pass\n", "def f(a, b): pass\n"},
           {"def f(a, *, b): pass\n", "def f(a, b): pass\n"},
           {"x = a_b\n", "x = ab\n"},
           {"x = -1\n", "x = +1\n"},
           {"\"\"\"doc\"\"\"\nx = \"a\"\n", "x = \"b\"\n"},
           {"x = [a]\n", "x = {a}\n"},
           {"x = [a for a in b]\n", "x = {a for a in b}\n"},
           {"x = [a for a in b if c]\n", "x = [a for a in b]\n"},
           {"with a: b\n", "with a as b: b\n"},
           {"f(\"a\", \"b\")\n", "f(\"ab\")\n"},
           {"f(\"a\", \"b\")\n", "f(\"a\" \"b\")\n"},
           {"def f():\n  return\n", "def f():\n  pass\n"},
           {"x = f\"{a}\" f\"{b}\"\n", "x = f\"{b}\" f\"{a}\"\n"},
           {"try: a\nexcept A: b\n", "try: a\nexcept B: b\n"},
           {"match a:\n  case -1: b\n", "match a:\n  case 1: b\n"},
           {"match a:\n  case {**b}: b\n", "match a:\n  case {\"a\": b}: b\n"},
       }) {
    EXPECT_NE(Meaning(pair.left), Meaning(pair.right)) << pair.left << pair.right;
  }
}

}  // namespace
}  // namespace retort::python
