#include "linter/sql/split.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

std::vector<std::string> Pieces(const std::string& text) {
  std::vector<std::string> pieces;
  Splitter splitter(text);
  while (const std::optional<Piece> piece = splitter.Next()) {
    pieces.push_back(text.substr(piece->begin, piece->end - piece->begin));
  }
  return pieces;
}

std::string Repeat(const std::string& text, size_t times) {
  std::string repeated;
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

bool TooLarge(const std::string& text) { return Splitter(text).Next()->too_large; }

TEST(Split, AtSemicolonsThatEndStatements) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(Pieces("a;b ; ;c"), (Texts{"a", "b", "c"}));
  EXPECT_EQ(Pieces("CREATE RULE r AS ON INSERT TO t DO (a; b); c"),
            (Texts{"CREATE RULE r AS ON INSERT TO t DO (a; b)", "c"}));
  EXPECT_EQ(Pieces("CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN b END; c; END; d"),
            (Texts{"CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN b END; c; END", "d"}));
  EXPECT_EQ(Pieces("BEGIN; a; END; b"), (Texts{"BEGIN", "a", "END", "b"}));
  EXPECT_EQ(Pieces("(a; b"), Texts{"(a; b"});
}

TEST(Split, MeasuresNesting) {
  const size_t deep = kMaxNesting + 1;
  EXPECT_TRUE(TooLarge("SELECT " + Repeat("(", deep)));
  EXPECT_TRUE(TooLarge("SELECT 1" + Repeat("+1", deep)));
  EXPECT_TRUE(TooLarge("SELECT a" + Repeat("::int", deep)));
  EXPECT_TRUE(TooLarge("SELECT " + Repeat("NOT ", deep) + "a"));
  EXPECT_TRUE(TooLarge("SELECT 1, 2" + Repeat(" UNION SELECT 1, 2", deep)));
  EXPECT_TRUE(TooLarge("SELECT a" + Repeat(" BETWEEN 1 AND 2 IS NULL", deep)));
  EXPECT_FALSE(TooLarge("SELECT 1" + Repeat("+1", kMaxNesting - 1)));
}

TEST(Split, ListsAreFlat) {
  EXPECT_FALSE(TooLarge("SELECT a" + Repeat(" AND b = 1", 10 * kMaxNesting)));
  EXPECT_FALSE(TooLarge("INSERT INTO t VALUES (1)" + Repeat(", (-1)", 10 * kMaxNesting)));
  EXPECT_TRUE(TooLarge("SELECT 1" + Repeat(",1", kMaxTokens)));
}

TEST(Split, LargeStatementDoesNotHideTheNext) {
  EXPECT_EQ(Pieces("SELECT " + Repeat("(", 10 * kMaxNesting) + Repeat(")", 10 * kMaxNesting) + "; b").size(), 2u);
}

}  // namespace
}  // namespace retort
