#include "linter/sql/catalog_query.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/sql/read_text.h"

namespace retort {
namespace {

// The facts as text, "+" before what runs when they are there.
std::string FactsOf(absl::string_view condition) {
  const MappedText body = Mapped(condition);
  const std::vector<SqlToken> tokens = Tokenize(body.text());
  const std::optional<CatalogQuery> query = ReadCatalogQuery(body, tokens);
  if (!query.has_value()) return "nothing";
  std::string text = query->when_present ? "+" : "-";
  for (const auto& [column, value] : std::map(query->facts.begin(), query->facts.end()))
    text += " " + column + "=" + value;
  return text;
}

TEST(CatalogQuery, Facts) {
  EXPECT_EQ(FactsOf("EXISTS (SELECT 1 FROM pg_type t WHERE t.typname = 'it''s')"), "+ typname=it's");
  EXPECT_EQ(FactsOf("NOT (NOT ((EXISTS (SELECT 1 FROM pg_class WHERE relname = 'a'))))"), "+ relname=a");
  EXPECT_EQ(
      FactsOf("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a' AND typnamespace = (SELECT oid FROM pg_namespace "
              "WHERE nspname = 'b'))"),
      "- nspname=b typname=a");
  EXPECT_EQ(FactsOf("to_regclass('a.\"B\"') IS NULL"), "- nspname=a relname=B");
  EXPECT_EQ(FactsOf("to_regtype('A'::text) IS NOT NULL"), "+ typname=a");
  EXPECT_EQ(FactsOf("NOT to_regtype('a') IS NOT NULL"), "- typname=a");
}

TEST(CatalogQuery, WhatIsNoPlainTest) {
  for (const char* condition :
       {"", "x", "NOT", "EXISTS", "EXISTS (", "EXISTS (SELECT 1)", "EXISTS (SELECT 1 FROM t WHERE a = b)",
        "EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a') OR true",
        "EXISTS (SELECT 1 FROM pg_type WHERE 'a' = typname)",
        "EXISTS (SELECT 1 FROM pg_type WHERE lower(typname) = 'a')",
        "EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a' AND typname = 'b')",
        "EXISTS (SELECT 1 FROM pg_type WHERE typname = '{}')", "EXISTS (SELECT 1 FROM pg_type WHERE typname LIKE 'a')",
        "EXISTS (SELECT 1 FROM pg_type WHERE NOT typname = 'a')", "to_regclass(x) IS NULL", "to_regclass('a')",
        "to_regclass('a') IS", "to_regclass('a') IS NULL AND x", "(EXISTS (SELECT 1)) AND (x)"}) {
    EXPECT_EQ(FactsOf(condition), "nothing") << condition;
  }
}

}  // namespace
}  // namespace retort
