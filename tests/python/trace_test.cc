// What the interpreter says a function does to the outside world, in order.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
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

std::vector<std::string> ConditionsOf(absl::string_view program) {
  const Module module = Module::Parse(0, absl::StrCat("import op, conn, sa\n", program));
  EXPECT_TRUE(module.Errors().empty()) << program;
  Interpreter interpreter(module);
  std::vector<std::string> shown;
  for (const Event& event : interpreter.Run("f").events) {
    const Call* call = event.value->As<Call>();
    EXPECT_EQ(event.conditional, event.conditions != nullptr);
    if (call != nullptr && absl::StartsWith(PathOf(*call->callee), "op.")) shown.push_back(event.condition);
  }
  return shown;
}

TEST(Trace, SaysWhy) {
  EXPECT_THAT(ConditionsOf("def f():\n    op.a()\n    if conn.has('x'): op.b()\n    elif not conn.y: op.c()\n"
                           "    else: op.d()\n    op.e()\n"),
              ElementsAre("", "if conn.has('x')", "unless conn.has('x'), unless conn.y",
                          "unless conn.has('x'), if conn.y", ""));
  EXPECT_THAT(
      ConditionsOf("def f():\n    for row in conn.rows():\n        if row.x: op.a()\n    while conn.y: op.b()\n"),
      ElementsAre("for each row in conn.rows(), if row.x", "while conn.y"));
  EXPECT_THAT(ConditionsOf("def f():\n    try:\n        op.a()\n    except sa.Error as e:\n        op.b()\n"
                           "    except Exception:\n        op.c()\n"),
              ElementsAre("", "if sa.Error is raised", "if an exception is raised"));
  EXPECT_THAT(ConditionsOf("def f():\n    if conn.x: return\n    op.a()\n    for i in 'ab':\n"
                           "        if conn.y(i): continue\n        op.b()\n    op.c()\n"),
              ElementsAre("unless conn.x", "unless conn.x, unless conn.y(i)", "unless conn.x, unless conn.y(i)",
                          "unless conn.x"));
  EXPECT_THAT(ConditionsOf("def f():\n    if conn.x:\n        if conn.y: return\n        op.a()\n    op.b()\n"),
              ElementsAre("if conn.x, unless conn.x and conn.y", "unless conn.x and conn.y"));
  EXPECT_THAT(ConditionsOf("def has(n):\n    return n in sa.i(conn).names()\n"
                           "def make(n):\n    if not has(n): op.a()\n"
                           "def f():\n    make('t')\n    there = has('u')\n    if there: op.b()\n"),
              ElementsAre("unless \"t\" in names()", "if \"u\" in names()"));
  EXPECT_THAT(ConditionsOf("def f():\n    conn.x and op.a()\n    op.b() if conn.y else op.c()\n"
                           "    [op.d(i) for i in conn.z()]\n"),
              ElementsAre("if conn.x", "if conn.y", "unless conn.y", "for each i in conn.z()"));
  EXPECT_THAT(ConditionsOf("def f():\n    match conn.x:\n        case 1: op.a()\n        case _: op.b()\n"),
              ElementsAre("if conn.x is 1", "if conn.x is _"));
}

TEST(Trace, KnowsWhatMayBeInAList) {
  EXPECT_THAT(ConditionsOf("def f():\n    todo = []\n    if conn.has('x'): pass\n    else: todo.append('x')\n"
                           "    for t in todo: op.a(t)\n"),
              ElementsAre("unless conn.has('x')"));
  EXPECT_THAT(ConditionsOf("def add(*names):\n    todo = []\n    for n in names:\n        if not conn.has(n):\n"
                           "            todo.append(n)\n    for t in todo:\n        op.a(t)\n"
                           "def f():\n    add('x', 'y')\n"),
              ElementsAre("unless has(\"x\")", "unless has(\"y\")"));
  EXPECT_THAT(Events("def f():\n    todo = ['w']\n    for n in 'xy':\n        if conn.has(n): continue\n"
                     "        todo.append(n)\n    for t in todo:\n        op.a(t)\n    op.b(todo)\n"),
              ElementsAre("conn.has(\"x\")", "conn.has(\"y\")", "op.a(\"w\")", "? op.a(\"x\")", "? op.a(\"y\")",
                          "op.b([\"w\", ...])"));
}

TEST(Trace, ConditionsStayShort) {
  std::string program = "def f():\n";
  for (int i = 0; i < 60; ++i) absl::StrAppend(&program, "    if conn.a_long_name_", i, ": return\n");
  const std::vector<std::string> shown = ConditionsOf(absl::StrCat(program, "    op.a()\n"));
  EXPECT_LE(shown.at(0).size(), 210u);
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

TEST(Trace, ABlockRunsWhereItsHelperYields) {
  EXPECT_THAT(Events("import contextlib\n@contextlib.contextmanager\ndef quiet(t):\n    with op.block():\n"
                     "        op.off(t)\n        yield t + '!'\n        op.on(t)\n"
                     "def f():\n    with quiet('a') as n, op.x():\n        op.a(n)\n        if conn.x: return\n"
                     "        op.b()\n    op.c()\n"),
              ElementsAre("op.block()", "enter op.block()", "op.off(\"a\")", "op.x()", "enter op.x()", "op.a(\"a!\")",
                          "? op.b()", "? exit op.x()", "? op.on(\"a\")", "? exit op.block()", "? op.c()"));
}

TEST(Trace, FollowsHandlesAndMethods) {
  EXPECT_THAT(
      Events("import functools\nclass T:\n    def __init__(self, o, n): self.o, self.n = o, n\n"
             "    def add(self): self.o.add(self.n)\n"
             "def helper(o, b): o.a(); b.col()\n"
             "def f():\n    with op.batch('t') as b: helper(op, b)\n    T(op, 'x').add()\n"
             "    functools.partial(op.y, 1)(k=2)\n    getattr(op, 'z')()\n"
             "    for g in (op.p, lambda: op.q()): g()\n"),
      ElementsAre("op.batch(\"t\")", "enter op.batch(\"t\")", "op.a()", "op.batch(\"t\").col()", "exit op.batch(\"t\")",
                  "op.add(\"x\")", "functools.partial(op.y, 1)", "op.y(1, k=2)", "op.z()", "op.p()", "op.q()"));
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
