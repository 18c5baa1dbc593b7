#include "tests/coverage/gaps.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "linter/source/mapped_text.h"

namespace retort {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Gap> Gaps(Action action, std::string sql = "") {
  Statement statement{.at = {}, .operations = {}, .sql = std::move(sql)};
  statement.operations.push_back({.action = std::move(action)});
  return GapsOf(statement);
}

const Column kColumn = {.name = "a", .type = {.name = {"", "int4"}}};
const std::string kUnknownText(kHole);

TEST(Gaps, WhatIsKnownHasNone) {
  EXPECT_THAT(Gaps(AddColumn{.table = {"", "t"}, .column = kColumn}), IsEmpty());
  EXPECT_THAT(Gaps(DropTable{.table = {"", "t"}}), IsEmpty());
  EXPECT_THAT(Gaps(ChangeRows{.table = {"", "t"}}, "INSERT INTO t VALUES (1)"), IsEmpty());
  EXPECT_THAT(Gaps(Inspect{.command = "SELECT"}, "SELECT 1"), IsEmpty());
  EXPECT_THAT(Gaps(Raise{.error = "ValueError"}), IsEmpty());
  EXPECT_THAT(Gaps(Opaque{.what = "GRANT", .reason = "no object", .on_purpose = true}), IsEmpty());
}

TEST(Gaps, ColumnsAreKeyButForTheirDefault) {
  Column column = kColumn;
  column.server_default = kUnknown;
  EXPECT_THAT(Gaps(AddColumn{.table = {"", "t"}, .column = column}), ElementsAre(Gap{false, "a server default"}));
  column.type = {};
  column.nullable = kUnknown;
  EXPECT_THAT(Gaps(CreateTable{.table = {"", kUnknownText}, .columns = {column, column}}),
              ElementsAre(Gap{true, "the name of a table"}, Gap{true, "the type of a column"},
                          Gap{true, "whether a column is nullable"}, Gap{false, "a server default"}));
}

TEST(Gaps, AnyOtherNameIsKey) {
  EXPECT_THAT(Gaps(DropTable{}), ElementsAre(Gap{true, "an argument of DropTable"}));
  EXPECT_THAT(Gaps(DropIndex{.index = {"", "ix_" + kUnknownText}}), ElementsAre(Gap{true, "an argument of DropIndex"}));
  EXPECT_THAT(Gaps(CreateIndex{.table = {"", "t"}, .name = kUnknown, .elements = {{.column = "a"}}}),
              ElementsAre(Gap{true, "the name of an index"}));
}

TEST(Gaps, SqlTextCountsAsWritten) {
  EXPECT_THAT(Gaps(ChangeRows{.table = {"", "t"}}, "UPDATE t SET a = " + kUnknownText),
              ElementsAre(Gap{true, "a part of the SQL text"}));
  EXPECT_THAT(Gaps(ChangeRows{.table = {"", "t"}}), ElementsAre(Gap{false, "the values of the rows"}));
  EXPECT_THAT(Gaps(Opaque{.what = "op.execute", .reason = "why"}), ElementsAre(Gap{true, "not understood: why"}));
}

}  // namespace
}  // namespace retort
