// What the interpreter says a program computes, compared with what Python computes.

#include <gtest/gtest.h>

#include "linter/python/interpreter.h"
#include "tests/python/cpython.h"

namespace retort::python {
namespace {

const std::vector<std::string>& Programs() {
  static const auto& programs = *new std::vector<std::string>{
#include "tests/python/programs.inc"
  };
  return programs;
}

TEST(Values, AreThoseOfPython) {
  const std::vector<std::string> answers = AskPython("run(text)", Programs());
  for (size_t i = 0; i < Programs().size(); ++i) {
    const Module module = Module::Parse(0, Programs()[i]);
    EXPECT_TRUE(module.Errors().empty()) << Programs()[i];
    const Interpreter interpreter(module);
    const ValuePtr x = interpreter.Global("x");
    ASSERT_NE(x, nullptr) << Programs()[i];
    EXPECT_EQ(ShowAsPython(*x), answers[i]) << Programs()[i];
  }
}

// Every byte of a text that stands in the file as it is says where.
TEST(Values, TextsKnowTheirPlace) {
  const std::string program =
      "a = 'ab'\n"
      "x = (f'{a}--{a.upper()}' \"c\\td\"\n"
      "     '%s!' % a).replace('-', '+').strip()\n";
  const Module module = Module::Parse(3, program);
  const Interpreter interpreter(module);
  const ValuePtr x = interpreter.Global("x");
  const MappedText& text = *x->As<MappedText>();
  ASSERT_EQ(text.text(), "ab++ABc\tdab!");
  const auto source = [&](size_t begin, size_t end) {
    const Span at = text.At(begin, end);
    EXPECT_EQ(at.file, 3u);
    return program.substr(at.begin, at.end - at.begin);
  };
  EXPECT_EQ(source(0, 2), "ab");
  EXPECT_EQ(text.At(0, 2).begin, 5u);
  EXPECT_EQ(source(6, 7), "c");
  EXPECT_EQ(source(7, 8), "\\t");
  EXPECT_EQ(source(8, 9), "d");
  EXPECT_EQ(source(11, 12), "!");
}

TEST(Values, WhatIsUnknownLeavesAHole) {
  const Module module = Module::Parse(0,
                                      "import os\n"
                                      "n = os.environ['N']\n"
                                      "x = f'a {n} {1}' + n + '%s %d' % (n, 3) + '{} {k}'.format(n, k='v')\n"
                                      "y = ['a', *n, 'b']\n"
                                      "z = '\\N{BULLET}'\n");
  const Interpreter interpreter(module);
  const ValuePtr x = interpreter.Global("x");
  const std::string hole(kHole);
  EXPECT_EQ(x->Text(), nullptr);
  EXPECT_EQ(x->As<MappedText>()->text(), "a " + hole + " 1" + hole + hole + " 3" + hole + " v");
  EXPECT_FALSE(interpreter.Global("y")->As<Sequence>()->complete);
  EXPECT_EQ(interpreter.Global("y")->As<Sequence>()->items.size(), 2u);
  EXPECT_EQ(interpreter.Global("z")->As<MappedText>()->text(), hole);
}

// A value that depends on what cannot be known is unknown, not one of the two.
TEST(Values, ConditionsForget) {
  const Module module = Module::Parse(0,
                                      "import os\n"
                                      "a = 1\n"
                                      "b = 1\n"
                                      "c = [1]\n"
                                      "d = 1\n"
                                      "if os.x:\n    a = 2\n    b = 1\n    c.append(2)\n"
                                      "for i in os.y:\n    d = 2\n"
                                      "try:\n    e = 1\nexcept Exception:\n    e = 2\n"
                                      "f = 1 if os.x else 2\n"
                                      "g = os.x and False\n");
  const Interpreter interpreter(module);
  for (const absl::string_view name : {"a", "d", "e", "f", "g"}) {
    EXPECT_TRUE(interpreter.Global(name)->IsUnknown()) << name;
  }
  EXPECT_EQ(interpreter.Global("b")->As<Number>()->text, "1");
  const Sequence& c = *interpreter.Global("c")->As<Sequence>();
  EXPECT_FALSE(c.complete);
  EXPECT_EQ(c.items.size(), 1u);
  EXPECT_EQ(c.maybe.size(), 1u);
}

TEST(Values, ClassesListTheirMembers) {
  const Module module = Module::Parse(0,
                                      "import enum\n"
                                      "class Status(str, enum.Enum):\n"
                                      "    B = 'b'\n    A = 'a'\n    def f(self): pass\n"
                                      "class Plain:\n    x = 1\n");
  const Interpreter interpreter(module);
  const Class& status = *interpreter.Global("Status")->As<Class>();
  const auto members = interpreter.Members(status);
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(members[0].first, "B");
  EXPECT_EQ(*members[1].second->Text(), "a");
  EXPECT_TRUE(interpreter.IsEnum(status));
  EXPECT_FALSE(interpreter.IsEnum(*interpreter.Global("Plain")->As<Class>()));
}

}  // namespace
}  // namespace retort::python
