// Spans point into the file: tight, in bytes, and through concatenation, escapes and dollar quotes.

#include <gtest/gtest.h>

#include "linter/sql/binds.h"
#include "tests/sql/read_text.h"

namespace retort {
namespace {

std::vector<std::string> StatementsOf(absl::string_view text) {
  std::vector<std::string> statements;
  for (const Statement& statement : ReadText(text).statements) statements.push_back(Excerpt(text, statement.at));
  return statements;
}

std::vector<std::string> OperationsAt(absl::string_view text) {
  std::vector<std::string> places;
  for (const Statement& statement : ReadText(text).statements) {
    for (const Operation& operation : statement.operations) places.push_back(Excerpt(text, operation.at));
  }
  return places;
}

using Texts = std::vector<std::string>;

TEST(Position, StatementsAreTight) {
  EXPECT_EQ(StatementsOf("\n-- one\nDROP TABLE a /* x */ ;; /* y */\n  DROP\n TABLE b -- end\n"),
            (Texts{"DROP TABLE a", "DROP\n TABLE b"}));
  EXPECT_EQ(StatementsOf("SELECT ';', $$;$$, \";\" /* ; */; SELECT 2"),
            (Texts{"SELECT ';', $$;$$, \";\"", "SELECT 2"}));
  EXPECT_EQ(StatementsOf(" ; -- nothing\n"), Texts{});
}

TEST(Position, StatementKeepsItsText) {
  const SqlReading reading = ReadText("DROP TABLE a; DROP TABLE b;");
  ASSERT_EQ(reading.statements.size(), 2u);
  EXPECT_EQ(reading.statements[1].sql, "DROP TABLE b");
}

TEST(Position, OperationsAreTighterThanStatements) {
  EXPECT_EQ(OperationsAt("CREATE TYPE s . mood AS ENUM ('a')"), Texts{"s . mood"});
  EXPECT_EQ(OperationsAt("CREATE TABLE IF NOT EXISTS \"s\".t (\n a int\n)"), Texts{"\"s\".t"});
  EXPECT_EQ(OperationsAt("DROP TABLE IF EXISTS a, s.b CASCADE"), (Texts{"a", "s.b"}));
  EXPECT_EQ(OperationsAt("DROP TABLE a CASCADE"), Texts{"DROP TABLE a CASCADE"});
  EXPECT_EQ(OperationsAt("ALTER TABLE ONLY (s.t) ADD a numeric(1,2) UNIQUE, DROP b"),
            (Texts{"ADD a numeric(1,2) UNIQUE", "DROP b"}));
  EXPECT_EQ(OperationsAt("CREATE SCHEMA s CREATE TABLE t () CREATE VIEW v AS SELECT (1)"),
            (Texts{"CREATE SCHEMA s CREATE TABLE t () CREATE VIEW v AS SELECT (1)", "CREATE TABLE t ()",
                   "CREATE VIEW v AS SELECT (1)"}));
  EXPECT_EQ(OperationsAt("DROP FUNCTION IF EXISTS s.f(int, text), g"), (Texts{"s.f", "g"}));
  EXPECT_EQ(OperationsAt("DROP MATERIALIZED VIEW a , s . b"), (Texts{"a", "s . b"}));
}

TEST(Position, CountsBytes) {
  const char* const kText = "COMMENT ON TABLE t IS 'ünïcödé €'; CREATE TYPE größe AS ENUM ('é');\nDROP TABLE ü;";
  EXPECT_EQ(StatementsOf(kText),
            (Texts{"COMMENT ON TABLE t IS 'ünïcödé €'", "CREATE TYPE größe AS ENUM ('é')", "DROP TABLE ü"}));
  EXPECT_EQ(OperationsAt(kText)[1], "größe");
}

TEST(Position, InsideBlocks) {
  EXPECT_EQ(OperationsAt("DO $x$ BEGIN\n  CREATE TYPE é AS ENUM ('a');\n  EXECUTE 'DROP TABLE t';\nEND $x$"),
            (Texts{"é", "DROP TABLE t"}));
  EXPECT_EQ(OperationsAt("DO 'BEGIN EXECUTE ''DROP TABLE t''; PERFORM 1; END'"), (Texts{"DROP TABLE t", "PERFORM 1"}));
}

TEST(Position, AcrossHolesAndBinds) {
  EXPECT_EQ(OperationsAt("DROP TABLE {}; CREATE TYPE {}_x AS ENUM ({})"), (Texts{"DROP TABLE {}", "{}_x"}));
  EXPECT_EQ(OperationsAt("UPDATE t SET a = :long_name, b = '\\:x'; DROP TABLE b"),
            (Texts{"UPDATE t SET a = :long_name, b = '\\:x'", "DROP TABLE b"}));
}

}  // namespace
}  // namespace retort
