// The same strings were put through sqlalchemy.text(...).compile() of SQLAlchemy 1.4.46.

#include "linter/sql/binds.h"

#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "tests/sql/read_text.h"

namespace retort {
namespace {

std::string Bound(absl::string_view text) {
  return absl::StrReplaceAll(ReplaceBinds(Mapped(text)).text(), {{kHole, "?"}});
}

TEST(Binds, AreHoles) {
  EXPECT_EQ(Bound(":a"), "?");
  EXPECT_EQ(Bound("SELECT :a, :b_1 + :c$d"), "SELECT ?, ? + ?");
  EXPECT_EQ(Bound("'{\"a\":1}'"), "'{\"a\"?}'");
  EXPECT_EQ(Bound(":é"), "?");
  EXPECT_EQ(Bound("{}:a"), "??");
  EXPECT_EQ(Bound(":名²$"), "?");
  EXPECT_EQ(Bound("“:a”"), "“?”");
  EXPECT_EQ(Bound(":a€"), "?€");
}

TEST(Binds, OtherColonsStay) {
  for (const char* text : {"a::int", ":a::int", "12:30", "a[1:2]", ": x", ":foo:bar", "x :=1", "$:a", "a:b", ":",
                           "::", ":€", "é:a", "名:a", ":“a”", "²:a"}) {
    EXPECT_EQ(Bound(text), text);
  }
}

TEST(Binds, EscapedColon) {
  EXPECT_EQ(Bound("x='\\:y'"), "x=':y'");
  EXPECT_EQ(Bound("\\:"), ":");
  EXPECT_EQ(Bound("\\\\:a"), "\\:a");
  EXPECT_EQ(Bound("\\:a:"), "\\:a:");
  EXPECT_EQ(Bound("\\::a"), "\\::a");
}

// PEP 249's format and pyformat; what is neither stays.
TEST(Binds, OfTheDriver) {
  const auto bound = [](absl::string_view text) {
    return absl::StrReplaceAll(ReplaceDriverBinds(Mapped(text)).text(), {{kHole, "?"}});
  };
  EXPECT_EQ(bound("SELECT %s, '%%', %(name)s::int"), "SELECT ?, '%', ?::int");
  EXPECT_EQ(bound("a LIKE '%%s' AND b = :b"), "a LIKE '%s' AND b = :b");
  EXPECT_EQ(bound("SELECT 1"), "SELECT 1");
  for (const char* wrong : {"%", "a %", "%(", "%(a", "%(a)", "5 % 2", "%d"}) EXPECT_EQ(bound(wrong), wrong);
}

TEST(Binds, ListsOfUnknownLength) {
  EXPECT_FALSE(ReadText("DELETE FROM t WHERE a IN :ids AND b NOT IN :others").error.has_value());
  EXPECT_EQ(OperationsOf("DELETE FROM t WHERE a IN :ids"), OperationsOf("DELETE FROM t WHERE a IN (1)"));
}

TEST(Binds, OnlyWhereTheTextGoesThroughText) {
  EXPECT_FALSE(ReadText("SELECT * FROM t WHERE a = :a").error.has_value());
  EXPECT_TRUE(ReadText("SELECT * FROM t WHERE a = :a", {.binds = false}).error.has_value());
  EXPECT_EQ(OperationsOf("CREATE TYPE a AS ENUM (':x')"), "CreateEnum a ?");
  EXPECT_EQ(OperationsOf("CREATE TYPE a AS ENUM (':x')", {.binds = false}), "CreateEnum a (:x)");
}

}  // namespace
}  // namespace retort
