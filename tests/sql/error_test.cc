// What PostgreSQL would refuse.

#include <gtest/gtest.h>

#include "tests/sql/read_text.h"

namespace retort {
namespace {

void ExpectError(absl::string_view text, const char* token, const char* message) {
  const SqlReading reading = ReadText(text);
  ASSERT_TRUE(reading.error.has_value()) << text;
  EXPECT_EQ(Excerpt(text, reading.error->at), token) << text;
  EXPECT_EQ(reading.error->message, message) << text;
}

TEST(Error, PointsAtTheToken) {
  ExpectError("CREATE TABEL t (a int)", "TABEL", "syntax error at or near \"TABEL\"");
  ExpectError("SELECT 1;\nSELECT 'ü€', \"ö\", 2 3", "3", "syntax error at or near \"3\"");
  ExpectError("CREATE TABLE t (a int", "int", "syntax error at end of input");
  ExpectError("SELECT 'a", "'a", "unterminated quoted string at or near \"'a\"");
}

TEST(Error, OtherStatementsAreRead) {
  EXPECT_EQ(OperationsOf("DROP TABLE a; DORP TABLE b; DROP TABLE c"),
            "DropTable a\nOpaque DORP: anything\nDropTable c");
  ExpectError("DROP TABLE a; DORP TABLE b; SELEC 1", "DORP", "syntax error at or near \"DORP\"");
}

TEST(Error, NewerSyntaxIsOpaqueAsWell) {
  EXPECT_EQ(OperationsOf("CREATE TABLE s.t (a int GENERATED ALWAYS AS (1) FANCY)"), "Opaque CREATE TABLE: named s.t");
  EXPECT_EQ(OperationsOf("COPY t FROM STDIN (ON_ERROR ignore) SOMETHING NEW"), "Opaque COPY: nothing");
  EXPECT_EQ(OperationsOf("FROBNICATE t"), "Opaque FROBNICATE: anything");
}

std::string ReasonOf(absl::string_view text) {
  const SqlReading reading = ReadText(text, {.binds = false});
  EXPECT_TRUE(reading.error.has_value()) << text;
  const Operation& operation = reading.statements.at(0).operations.at(0);
  const auto* opaque = std::get_if<Opaque>(&operation.action);
  return opaque == nullptr ? "" : opaque->reason;
}

TEST(Error, WhatOnlyPsqlKnows) {
  EXPECT_EQ(ReasonOf("\\i other.sql"), "it holds a command of psql, such as \\i");
  EXPECT_EQ(ReasonOf("\\set x 1\nDROP TABLE t"), "it holds a command of psql, such as \\i");
  EXPECT_EQ(ReasonOf("DROP TABLE :name"), "it holds a variable of psql, such as :name");
  EXPECT_EQ(ReasonOf("INSERT INTO t VALUES (:'name')"), "it holds a variable of psql, such as :name");
  EXPECT_EQ(ReasonOf("SELECT a : b"), "syntax error at or near \":\"");
}

TEST(Error, NulByte) {
  const std::string text("SELECT 1;SELECT '\0'", 19);
  EXPECT_EQ(ReadText(text).error->message, "invalid byte sequence for encoding \"UTF8\": 0x00");
  EXPECT_EQ(OperationsOf(text), "Inspect SELECT\nOpaque SELECT: nothing");
}

TEST(Error, NothingIsNoError) {
  for (const char* text : {"", " ", ";", "-- x", "/* x"}) {
    const SqlReading reading = ReadText(text);
    EXPECT_TRUE(reading.statements.empty()) << text;
    EXPECT_FALSE(reading.error.has_value()) << text;
  }
}

}  // namespace
}  // namespace retort
