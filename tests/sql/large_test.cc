// Hostile sizes, on the stack that Pool gives: no crash, no hang, and what was not read is said.

#include <gtest/gtest.h>

#include "linter/sql/split.h"
#include "tests/sql/read_text.h"
#include "tests/support/operation_text.h"

namespace retort {
namespace {

std::string Repeat(const std::string& text, size_t times) {
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(Large, OverBudgetIsOpaqueAndTheRestIsRead) {
  EXPECT_EQ(OperationsOf("SELECT 1" + Repeat("+1", 100'000) + "; DROP TABLE a"), "Opaque SELECT: nothing\nDropTable a");
  EXPECT_EQ(OperationsOf("SELECT " + Repeat("(", 10'000) + "1" + Repeat(")", 10'000) + "; DROP TABLE a"),
            "Opaque SELECT: nothing\nDropTable a");
}

// The deepest of each kind that the budget lets through: none may overflow the stack.
TEST(Large, DeepestThatIsParsed) {
  const size_t deep = kMaxNesting - 10;
  EXPECT_EQ(OperationsOf("SELECT 1" + Repeat("+1", deep)), "Inspect SELECT");
  EXPECT_EQ(OperationsOf("SELECT 1" + Repeat("::int", deep)), "Inspect SELECT");
  EXPECT_EQ(OperationsOf("SELECT " + Repeat("NOT ", deep) + "a"), "Inspect SELECT");
  EXPECT_EQ(OperationsOf("SELECT " + Repeat("f(", deep) + Repeat(")", deep)), "Inspect SELECT");
  EXPECT_EQ(OperationsOf("SELECT 1" + Repeat(" UNION SELECT 1", deep)), "Inspect SELECT");
  EXPECT_EQ(OperationsOf("SELECT 1 FROM a" + Repeat(" JOIN b USING (c)", deep)), "Inspect SELECT reads (a, b)");
  EXPECT_EQ(OperationsOf("SELECT a" + Repeat(" COLLATE \"C\"", deep)), "Inspect SELECT");
  EXPECT_EQ(OperationsOf("SELECT a" + Repeat(" AT TIME ZONE b", deep)), "Inspect SELECT");
}

// PostgreSQL's parser itself gives up on these; that is not the user's mistake.
TEST(Large, ParserStackIsNoSyntaxError) {
  for (const std::string& sql : {Repeat("SELECT (", 3'900) + "1" + Repeat(")", 3'900),
                                 "SELECT " + Repeat("CASE WHEN a THEN ", 3'900) + "1" + Repeat(" END", 3'900)}) {
    EXPECT_FALSE(ReadText(sql).error.has_value());
    EXPECT_EQ(OperationsOf(sql), "Opaque SELECT: nothing");
  }
}

TEST(Large, FlatListsAreRead) {
  EXPECT_EQ(OperationsOf("DELETE FROM t WHERE a = 1" + Repeat(" OR a = 1", 20'000)), "Delete t filtered");
  EXPECT_EQ(OperationsOf("INSERT INTO t VALUES (1)" + Repeat(", (-1)", 20'000)), "Insert t");
}

TEST(Large, FiftyMegabytes) {
  MappedText sql;
  sql.Append(Repeat("INSERT INTO t VALUES (1);", 2'000'000), Span{0, 0, 50'000'000});
  const SqlReading reading = ReadSql(sql);
  ASSERT_EQ(reading.statements.size(), 1u);
  EXPECT_EQ(OperationText(reading.statements[0].operations), "Opaque SQL: anything");
  EXPECT_EQ(reading.statements[0].at, (Span{0, 0, 50'000'000}));
}

TEST(Large, ManyStatements) {
  const SqlReading reading = ReadText(Repeat("a;", 60'000));
  EXPECT_EQ(reading.statements.size(), 50'001u);
  EXPECT_EQ(reading.statements.back().at.end, 119'999u + 1u);
}

TEST(Large, Blocks) {
  EXPECT_EQ(OperationsOf("DO $$ " + Repeat("BEGIN ", 5'000) + Repeat("END;", 5'000) + " $$"), "Opaque DO: anything");
  EXPECT_EQ(OperationsOf("DO $$ BEGIN " + Repeat("DROP TABLE x;", 300'000) + " END $$"), "Opaque DO: anything");
  std::string sql = "DROP TABLE x";
  for (int i = 0; i < 20; ++i) {
    const std::string tag = "$" + std::string(i + 1, 'q');
    sql = "DO " + tag + "d$ BEGIN EXECUTE " + tag + "e$" + sql + tag + "e$; END " + tag + "d$";
  }
  EXPECT_EQ(OperationsOf(sql), "Opaque DO: anything");
}

TEST(Large, UnfinishedThings) {
  for (const char* unit : {"(", "[", "/*", "$a", "'", "\"", "--", ":a ", "{} ", "\\:", "E'\\", "case "}) {
    const SqlReading reading = ReadText(Repeat(unit, 100'000));
    EXPECT_LE(reading.statements.size(), 50'001u) << unit;
  }
}

}  // namespace
}  // namespace retort
