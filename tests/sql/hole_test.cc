// Texts that are not fully known: never an error, never a guess.

#include <gtest/gtest.h>

#include "tests/sql/read_text.h"

namespace retort {
namespace {

TEST(Hole, NamesAndLiterals) {
  EXPECT_EQ(OperationsOf("CREATE TYPE {} AS ENUM ('a')"), "CreateEnum ? (a)");
  EXPECT_EQ(OperationsOf("CREATE TYPE {}_status AS ENUM ('a')"), "CreateEnum ? (a)");
  EXPECT_EQ(OperationsOf("CREATE TYPE {}.status AS ENUM ('a')"), "CreateEnum ? (a)");
  EXPECT_EQ(OperationsOf("CREATE TYPE \"{}\" AS ENUM ('{}', 'b')"), "CreateEnum ? ?");
  EXPECT_EQ(OperationsOf("ALTER TABLE t ADD COLUMN {} int, DROP COLUMN {}"), "AddColumn t ? int4\nDropColumn t ?");
  EXPECT_EQ(OperationsOf("ALTER TABLE t ADD COLUMN a {}"), "AddColumn t a ?");
  EXPECT_EQ(OperationsOf("ALTER TABLE t RENAME COLUMN a TO {}"), "Opaque ALTER TABLE ... RENAME COLUMN: named t");
  EXPECT_EQ(OperationsOf("ALTER TABLE t DROP CONSTRAINT {}"), "DropConstraint t ?");
  EXPECT_EQ(OperationsOf("ALTER TYPE t ADD VALUE '{}'"), "AddEnumValue t ?");
}

TEST(Hole, ListsAndBareLiterals) {
  EXPECT_EQ(OperationsOf("CREATE TYPE mood AS ENUM ({})"), "CreateEnum mood ?");
  EXPECT_EQ(OperationsOf("CREATE TYPE {} AS ENUM ({}, 'b')"), "CreateEnum ? ?");
  EXPECT_EQ(OperationsOf("ALTER TYPE mood ADD VALUE IF NOT EXISTS {}"), "AddEnumValue mood ? if_absent");
  EXPECT_EQ(OperationsOf("COMMENT ON TABLE t IS {}"), "CommentOn TABLE t is ?");
}

TEST(Hole, BeginningTellsTheReach) {
  EXPECT_EQ(OperationsOf("{}"), "Opaque SQL: anything");
  EXPECT_EQ(OperationsOf("INSERT INTO t {} VALUES {}"), "Opaque INSERT: nothing");
  EXPECT_EQ(OperationsOf("GRANT {} ON a TO b c"), "Opaque GRANT: nothing");
  EXPECT_EQ(OperationsOf("DROP TABLE a {} b"), "Opaque DROP TABLE: anything");
  EXPECT_EQ(OperationsOf("ALTER TABLE s.t ADD COLUMN {}"), "Opaque ALTER TABLE: named s.t");
  EXPECT_EQ(OperationsOf("ALTER TABLE t RENAME {} {}"), "Opaque ALTER TABLE: anything");
  EXPECT_EQ(OperationsOf("ALTER TABLE t {}"), "Opaque ALTER TABLE: anything");
  EXPECT_EQ(OperationsOf("ALTER TABLE {} {} x"), "Opaque ALTER TABLE: anything");
  EXPECT_EQ(OperationsOf("CREATE OR REPLACE FUNCTION f() {}"), "Opaque CREATE FUNCTION: nothing");
  EXPECT_EQ(OperationsOf("CREATE UNIQUE INDEX {} {} x"), "Opaque CREATE INDEX: anything");
}

TEST(Hole, IsNeverAnError) {
  EXPECT_FALSE(ReadText("SELEC {}").error.has_value());
  EXPECT_FALSE(ReadText("SELEC 1; SELECT {}").error.has_value());
}

TEST(Hole, InBlocks) {
  EXPECT_EQ(OperationsOf("DO $$ BEGIN CREATE TYPE {} AS ENUM ({}); EXCEPTION WHEN duplicate_object THEN null; END $$"),
            "CreateEnum ? ? if_absent");
  EXPECT_EQ(OperationsOf("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = '{}') THEN "
                         "CREATE TYPE {} AS ENUM ('a'); END IF; END $$"),
            "? CreateEnum ? (a)");
  EXPECT_EQ(OperationsOf("DO $$ BEGIN {}; DROP TABLE t; END $$"), "Opaque SQL: anything\nDropTable t");
}

}  // namespace
}  // namespace retort
