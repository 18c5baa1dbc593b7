// What the interpreter says a function does to the outside world, in order.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "linter/python/interpreter.h"

namespace retort::python {
namespace {

using testing::ElementsAre;

std::string Show(const Event& event) {
  constexpr absl::string_view kNames[] = {"", "enter ", "exit ", "raise ", "unknown "};
  return absl::StrCat(event.conditional ? "? " : "", event.in_try ? "try " : "", event.awaited ? "await " : "",
                      kNames[static_cast<int>(event.kind)], ToString(*event.value));
}

std::vector<std::string> Shown(const Trace& trace) {
  std::vector<std::string> shown;
  for (const Event& event : trace.events) shown.push_back(Show(event));
  return shown;
}

std::vector<std::string> Events(absl::string_view program, absl::string_view function = "f",
                                std::vector<ValuePtr> arguments = {}) {
  const Module module = Module::Parse(0, absl::StrCat("import op, conn, sa\n", program));
  EXPECT_TRUE(module.Errors().empty()) << module.Errors()[0].message;
  Interpreter interpreter(module);
  return Shown(interpreter.Run(function, std::move(arguments)));
}

TEST(Trace, HasEveryOutsideCallInnerOnesFirst) {
  EXPECT_THAT(Events("def f():\n    op.a(sa.C('x', sa.I()), k=len('ab'))\n    op.b().c(1)\n"),
              ElementsAre("sa.I()", "sa.C(\"x\", sa.I())", "op.a(sa.C(\"x\", sa.I()), k=2)", "op.b()", "op.b().c(1)"));
}

TEST(Trace, MarksWhatDependsOnTheUnknown) {
  EXPECT_THAT(Events("def f():\n"
                     "    if conn.x:\n        op.a()\n    elif True:\n        op.b()\n    else:\n        op.c()\n"
                     "    if 1 == 2:\n        op.d()\n"
                     "    for i in conn.rows:\n        op.e(i)\n"
                     "    while conn.y:\n        op.g()\n"
                     "    match conn.z:\n        case 1: op.h()\n"
                     "    op.i()\n"),
              ElementsAre("? op.a()", "? op.b()", "? op.e(<a loop variable>)", "? op.g()", "? op.h()", "op.i()"));
}

TEST(Trace, WhatFollowsAnEarlyExitIsConditional) {
  EXPECT_THAT(Events("def f():\n    g()\n    op.c()\n    if conn.x:\n        raise ValueError('no')\n    op.d()\n"
                     "def g():\n    if conn.x:\n        return\n    op.a()\n"),
              ElementsAre("? op.a()", "op.c()", "? raise builtins.ValueError(\"no\")", "? op.d()"));
  EXPECT_THAT(Events("def f():\n    for i in 'ab':\n        if conn.x:\n            continue\n        op.a(i)\n"
                     "        op.b()\n    op.c()\n"),
              ElementsAre("? op.a(\"a\")", "? op.b()", "? op.a(\"b\")", "? op.b()", "op.c()"));
  EXPECT_THAT(
      Events("def f():\n    for i in 'ab':\n        op.a(i)\n        if conn.x:\n            break\n    op.c()\n"),
      ElementsAre("op.a(\"a\")", "? op.a(\"b\")", "op.c()"));
  EXPECT_THAT(
      Events("def f():\n    if conn.x:\n        op.a()\n        return\n    else:\n        return\n    op.b()\n"),
      ElementsAre("? op.a()"));
  EXPECT_THAT(Events("def f():\n    return op.a()\n    op.b()\n"), ElementsAre("op.a()"));
}

TEST(Trace, TakesTheValuesOfTheBranchThatGoesOn) {
  EXPECT_THAT(Events("def f():\n    n = 'a'\n    if conn.x:\n        n = 'b'\n        return\n    op.a(n)\n"),
              ElementsAre("? op.a(\"a\")"));
  EXPECT_THAT(Events("def f():\n    if conn.x:\n        n = 'b'\n    else:\n        n = 'b'\n    op.a(n)\n"),
              ElementsAre("op.a(\"b\")"));
  EXPECT_THAT(Events("def f():\n    n = 0\n    for i in conn.rows:\n        op.a(n)\n        n += 1\n    op.b(n)\n"),
              ElementsAre("? op.a(<assigned in a loop>)", "op.b(<assigned under a condition>)"));
}

TEST(Trace, KnowsTry) {
  EXPECT_THAT(Events("def f():\n    try:\n        op.a()\n    except ValueError as e:\n        op.b(e)\n    else:\n"
                     "        op.c()\n    finally:\n        op.d()\n    op.e()\n"),
              ElementsAre("try op.a()", "op.c()", "? op.b(<an exception>)", "op.d()", "op.e()"));
  EXPECT_THAT(Events("def f():\n    try:\n        op.a()\n    except Exception:\n        raise\n    op.b()\n"),
              ElementsAre("try op.a()", "? raise <the exception at hand>", "op.b()"));
  EXPECT_THAT(
      Events("def f():\n    try:\n        op.a()\n        return\n    except Exception:\n        pass\n    op.b()\n"),
      ElementsAre("try op.a()", "? op.b()"));
}

TEST(Trace, KnowsWith) {
  EXPECT_THAT(Events("def f():\n    with op.batch('t') as b, op.x():\n        b.add(1)\n"),
              ElementsAre("op.batch(\"t\")", "enter op.batch(\"t\")", "op.x()", "enter op.x()",
                          "op.batch(\"t\").add(1)", "exit op.x()", "exit op.batch(\"t\")"));
  const Module module = Module::Parse(0, "import op\ndef f():\n    with op.batch('t') as b:\n        b.add(1)\n");
  Interpreter interpreter(module);
  const std::vector<Event> events = interpreter.Run("f").events;
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(events[2].value->As<Call>()->callee->As<Attribute>()->object, events[1].value);
}

TEST(Trace, FollowsFunctionsOfTheFile) {
  EXPECT_THAT(Events("def f():\n    conn.run_sync(g)\n    conn.apply(lambda c: op.b())\n    conn.run(h())\n"
                     "def g(connection):\n    op.a(connection)\n"
                     "async def h():\n    await op.c()\n    async with op.d() as e:\n        pass\n"),
              ElementsAre("op.a(<a parameter>)", "conn.run_sync(g)", "? op.b()", "conn.apply(lambda)", "await op.c()",
                          "op.d()", "await enter op.d()", "await exit op.d()", "conn.run(None)"));
  EXPECT_THAT(Events("def f(n):\n    globals()['g_%s' % n]()\ndef g_a():\n    op.a()\n", "f", {[] {
                       MappedText text;
                       text.Append("a", {});
                       return MakeValue({}, text);
                     }()}),
              ElementsAre("builtins.globals()", "op.a()"));
}

TEST(Trace, StartsEachRunFromTheEndOfTheModule) {
  const Module module = Module::Parse(0,
                                      "import op\nnames = []\n"
                                      "def f():\n    names.append('a')\n    op.a(names)\n"
                                      "def g():\n    op.b(names)\n");
  Interpreter interpreter(module);
  EXPECT_THAT(Shown(interpreter.Run("f")), ElementsAre("op.a([\"a\"])"));
  EXPECT_THAT(Shown(interpreter.Run("f")), ElementsAre("op.a([\"a\"])"));
  EXPECT_THAT(Shown(interpreter.Run("g")), ElementsAre("op.b([])"));
  EXPECT_TRUE(interpreter.Run("nothing").events.empty());
}

TEST(Trace, PlacesStatementsAndExpressions) {
  const std::string program = "import op, sa\ndef f():\n    x = op.a( sa.C('x') );  op.b()\n";
  const Module module = Module::Parse(0, program);
  Interpreter interpreter(module);
  std::vector<std::string> places;
  for (const Event& event : interpreter.Run("f").events) {
    places.push_back(program.substr(event.at.begin, event.at.end - event.at.begin));
  }
  EXPECT_THAT(places, ElementsAre("sa.C('x')", "x = op.a( sa.C('x') )", "op.b()"));
}

TEST(Trace, KeepsUnknownArgumentsCounted) {
  const Module module =
      Module::Parse(0, "import op\ndef f(*a, **k):\n    op.a(1, *a, x=2, **k)\n    op.b(**{'y': 3})\n");
  Interpreter interpreter(module);
  const std::vector<Event> events = interpreter.Run("f").events;
  ASSERT_EQ(events.size(), 2u);
  EXPECT_TRUE(events[0].value->As<Call>()->complete);
  EXPECT_EQ(events[1].value->As<Call>()->FindKeyword("y")->value->As<Number>()->text, "3");
  EXPECT_THAT(Events("def f():\n    op.a(*conn.x(), **conn.y())\n"), ElementsAre("conn.x()", "conn.y()", "op.a(...)"));
}

TEST(Trace, ShowsWhatCannotBeFollowed) {
  EXPECT_THAT(Events("def f():\n    g(1)\ndef g(n):\n    g(n + 1)\n"), ElementsAre("unknown <a recursion>"));
  const Module broken = Module::Parse(0, "import op\ndef f():\n    op.a()\n    x = = 2\n    op.b()\n");
  EXPECT_FALSE(broken.Errors().empty());
  Interpreter interpreter(broken);
  EXPECT_THAT(Shown(interpreter.Run("f")), testing::Contains(testing::HasSubstr("unknown")));
}

}  // namespace
}  // namespace retort::python
