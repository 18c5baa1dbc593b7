// The lexer against PostgreSQL's own scanner.

#include "linter/sql/lexer.h"

#include <gtest/gtest.h>
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

#include <random>
#include <utility>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

using Ranges = std::vector<std::pair<size_t, size_t>>;

// libpg_query gives no places for U&'...', so these stand in no text here. Nothing when PostgreSQL cannot scan the
// text.
std::optional<Ranges> PostgresTokens(const std::string& text) {
  const PgQueryScanResult result = pg_query_scan(text.c_str());
  std::optional<Ranges> ranges;
  if (result.error == nullptr) {
    PgQuery__ScanResult* scan =
        pg_query__scan_result__unpack(nullptr, result.pbuf.len, reinterpret_cast<const uint8_t*>(result.pbuf.data));
    ranges.emplace();
    for (size_t i = 0; i < scan->n_tokens; ++i) {
      const PgQuery__ScanToken& token = *scan->tokens[i];
      if (token.token == PG_QUERY__TOKEN__SQL_COMMENT || token.token == PG_QUERY__TOKEN__C_COMMENT) continue;
      ranges->emplace_back(token.start, token.end);
    }
    pg_query__scan_result__free_unpacked(scan, nullptr);
  }
  pg_query_free_scan_result(result);
  return ranges;
}

Ranges OurTokens(const std::string& text) {
  Ranges ranges;
  for (const SqlToken& token : Tokenize(text)) ranges.emplace_back(token.begin, token.end());
  return ranges;
}

TEST(Lexer, AgreesWithPostgres) {
  for (const std::string text :
       {"SELECT a.b, 'it''s', \"q\"\"q\", 1.5e-3, $1, a::int[] FROM t;", "/* a /* b */ c */ x -- y\nz", "E'a\\'b' n'x'",
        "$$ a ' $x$ b $$", "$tag$ $$ ; $tag$ x", "B'01' x'1F'", "a<=b>=c<>d!=e", "1+-1", "a=-1", "a@-b",
        "'a'\n  'b' 'c'", "a..b", "x:=1", "a->>'b'#>c", "größe ￼x", ".5 5. 1", "*/", "a--b\nc", "@/* c */b"}) {
    ASSERT_TRUE(PostgresTokens(text).has_value()) << text;
    EXPECT_EQ(OurTokens(text), *PostgresTokens(text)) << text;
  }
}

TEST(Lexer, AgreesWithPostgresOnRandomTexts) {
  const std::vector<std::string> parts = {"a",  "_b1", "1",  "2.5", "e", "'", "''", "\"", "$$", "$t$",    "$",
                                          "--", "/*",  "*/", "\n",  " ", "+", "-",  "=",  "<",  "@",      ":",
                                          "::", ";",   "(",  ")",   ",", ".", "\\", "é",  "E'", "select", "end"};
  std::mt19937 random(1);
  int compared = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += parts[random() % parts.size()];
    const std::optional<Ranges> expected = PostgresTokens(text);
    const Ranges tokens = OurTokens(text);
    if (!expected.has_value()) continue;
    ++compared;
    ASSERT_EQ(tokens, *expected) << text;
  }
  EXPECT_GT(compared, 3'000);
}

TEST(Lexer, UnicodeQuotesAreOneToken) {
  const std::vector<SqlToken> tokens = Tokenize("U&'d\\0061t' u&\"x\"");
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_EQ(tokens[0].kind, TokenKind::kString);
  EXPECT_EQ(tokens[1].Name(), "x");
}

TEST(Lexer, NamesAreFoldedOrUnquoted) {
  EXPECT_EQ(Tokenize("MyType")[0].Name(), "mytype");
  EXPECT_EQ(Tokenize("\"My\"\"Type\"")[0].Name(), "My\"Type");
}

TEST(Lexer, UnfinishedQuotesAreOneBrokenToken) {
  for (const char* text : {"'abc", "\"abc", "$$abc", "$x$ $$", "E'\\'"}) {
    const std::vector<SqlToken> tokens = Tokenize(text);
    ASSERT_EQ(tokens.size(), 1u) << text;
    EXPECT_EQ(tokens[0].kind, TokenKind::kBroken) << text;
  }
}

}  // namespace
}  // namespace retort
