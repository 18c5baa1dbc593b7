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

TEST(Binds, OnlyWhereTheTextGoesThroughText) {
  EXPECT_FALSE(ReadText("SELECT * FROM t WHERE a = :a").error.has_value());
  EXPECT_TRUE(ReadText("SELECT * FROM t WHERE a = :a", {.binds = false}).error.has_value());
  EXPECT_EQ(OperationsOf("CREATE TYPE a AS ENUM (':x')"), "CreateEnum a ?");
  EXPECT_EQ(OperationsOf("CREATE TYPE a AS ENUM (':x')", {.binds = false}), "CreateEnum a (:x)");
}

}  // namespace
}  // namespace retort
