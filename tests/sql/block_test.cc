// DO blocks: what runs always, what perhaps, and what is as good as IF NOT EXISTS. Each was run on PostgreSQL 15.

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/sql/read_text.h"

namespace retort {
namespace {

std::string Body(absl::string_view statements) {
  return OperationsOf(absl::StrCat("DO $$ BEGIN ", statements, " END $$"));
}

std::string If(absl::string_view condition, absl::string_view statements) {
  return Body(absl::StrCat("IF ", condition, " THEN ", statements, " END IF;"));
}

TEST(Block, StatementsWithoutConditionAreCertain) {
  EXPECT_EQ(Body("CREATE TYPE a AS ENUM ('x'); DROP TABLE b; NULL;"), "CreateEnum a (x)\nDropTable b");
  EXPECT_EQ(Body("NULL;"), "Inspect DO");
  EXPECT_EQ(OperationsOf("DO 'BEGIN DROP TABLE \"it''s\"; END'"), "DropTable it's");
  EXPECT_EQ(OperationsOf("DO LANGUAGE plpgsql $x$ <<l>> DECLARE a int := 1; BEGIN DROP TABLE b; END l; $x$"),
            "DropTable b");
}

TEST(Block, SwallowedErrorIsIfNotExists) {
  const auto caught = [](absl::string_view statement, absl::string_view error) {
    return Body(absl::StrCat(statement, "; EXCEPTION WHEN ", error, " THEN NULL;"));
  };
  EXPECT_EQ(caught("CREATE TYPE a AS ENUM ()", "duplicate_object"), "CreateEnum a () if_absent");
  EXPECT_EQ(caught("CREATE TYPE a AS ENUM ()", "OTHERS"), "CreateEnum a () if_absent");
  EXPECT_EQ(caught("CREATE TYPE a AS ENUM ()", "SQLSTATE '42710'"), "CreateEnum a () if_absent");
  EXPECT_EQ(caught("CREATE TYPE a AS ENUM ()", "unique_violation OR duplicate_object"), "CreateEnum a () if_absent");
  EXPECT_EQ(caught("CREATE TYPE a AS ENUM ()", "duplicate_table"), "? CreateEnum a ()");
  EXPECT_EQ(caught("CREATE TABLE t ()", "duplicate_table"), "CreateTable t () if_absent");
  EXPECT_EQ(caught("CREATE TABLE t ()", "duplicate_object"), "? CreateTable t ()");
  EXPECT_EQ(caught("ALTER TABLE t ADD a int", "duplicate_column"), "AddColumn t a int4 if_absent");
  EXPECT_EQ(caught("CREATE INDEX i ON t (a)", "duplicate_table"), "CreateIndex i on t(a) if_absent");
  EXPECT_EQ(caught("DROP TYPE a", "undefined_object"), "DropType a if_present");
  EXPECT_EQ(caught("DROP TABLE t", "undefined_table"), "DropTable t if_present");
  EXPECT_EQ(caught("ALTER TABLE t DROP a", "undefined_column"), "DropColumn t a if_present");
}

TEST(Block, ErrorUndoesAllStatementsOfItsBlock) {
  EXPECT_EQ(Body("CREATE TYPE a AS ENUM (); CREATE TYPE b AS ENUM (); EXCEPTION WHEN duplicate_object THEN NULL;"),
            "? CreateEnum a ()\n? CreateEnum b ()");
  EXPECT_EQ(Body("BEGIN CREATE TYPE a AS ENUM (); EXCEPTION WHEN duplicate_object THEN NULL; END;"
                 "BEGIN CREATE TYPE b AS ENUM (); EXCEPTION WHEN duplicate_object THEN RAISE NOTICE 'there'; END;"),
            "CreateEnum a () if_absent\nCreateEnum b () if_absent");
}

TEST(Block, RaisedAgainIsNotSwallowed) {
  EXPECT_EQ(Body("CREATE TYPE a AS ENUM (); EXCEPTION WHEN duplicate_object THEN RAISE;"), "CreateEnum a ()");
  EXPECT_EQ(Body("CREATE TYPE a AS ENUM (); EXCEPTION WHEN others THEN IF x THEN RAISE; END IF;"), "? CreateEnum a ()");
  EXPECT_EQ(Body("CREATE TYPE a AS ENUM (); EXCEPTION WHEN duplicate_object THEN DROP TABLE t;"),
            "CreateEnum a () if_absent\n? DropTable t");
}

TEST(Block, TestOfTheTypeIsIfNotExists) {
  const char* const kCreate = "CREATE TYPE a AS ENUM ();";
  const char* const kGuarded = "CreateEnum a () if_absent";
  const char* const kConditional = "? CreateEnum a ()";
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a')", kCreate), kGuarded);
  EXPECT_EQ(If("NOT EXISTS (SELECT FROM pg_catalog.pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace "
               "WHERE t.typname = 'a' AND n.nspname = 'public' AND t.typtype = 'e' LIMIT 1)",
               kCreate),
            kGuarded);
  EXPECT_EQ(If("NOT (EXISTS (SELECT * FROM pg_type WHERE typname = 'a'))", kCreate), kGuarded);
  EXPECT_EQ(If("to_regtype('public.a') IS NULL", kCreate), kGuarded);
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'b')", kCreate), kConditional);
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'A')", "CREATE TYPE A AS ENUM ();"), kConditional);
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a' OR typname = 'b')", kCreate), kConditional);
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname <> 'a')", kCreate), kConditional);
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a') AND x", kCreate), kConditional);
  EXPECT_EQ(If("EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a')", kCreate), kConditional);
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_type JOIN pg_namespace n ON true WHERE typname = 'a' AND nspname = 's')",
               kCreate),
            kConditional);
  EXPECT_EQ(If("x > 1", kCreate), kConditional);
}

TEST(Block, TestsOfOtherObjects) {
  EXPECT_EQ(If("EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a')", "DROP TYPE a;"), "DropType a if_present");
  EXPECT_EQ(
      If("NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 't')",
         "CREATE TABLE t ();"),
      "CreateTable t () if_absent");
  EXPECT_EQ(If("to_regclass('s.t') IS NOT NULL", "DROP TABLE s.t;"), "DropTable s.t if_present");
  EXPECT_EQ(If("to_regclass('s.t') IS NOT NULL", "DROP TABLE r.t;"), "? DropTable r.t");
  const char* const kColumn =
      "EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'a')";
  EXPECT_EQ(If(kColumn, "ALTER TABLE t DROP COLUMN a;"), "DropColumn t a if_present");
  EXPECT_EQ(If(kColumn, "ALTER TABLE u DROP COLUMN a;"), "? DropColumn u a");
  EXPECT_EQ(If(kColumn, "DROP TABLE t;"), "? DropTable t");
  EXPECT_EQ(If(absl::StrCat("NOT ", kColumn), "ALTER TABLE t ADD COLUMN a int;"), "AddColumn t a int4 if_absent");
  EXPECT_EQ(If("NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'a' AND attnum > 0 "
               "AND NOT attisdropped)",
               "ALTER TABLE t ADD a int;"),
            "AddColumn t a int4 if_absent");
  EXPECT_EQ(If("EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'k')", "ALTER TABLE t DROP CONSTRAINT k;"),
            "DropConstraint t k if_present");
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'i')", "CREATE INDEX i ON t (a);"),
            "CreateIndex i on t(a) if_absent");
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_enum WHERE enumtypid = 'm'::regtype AND enumlabel = 'v')",
               "ALTER TYPE m ADD VALUE 'v';"),
            "AddEnumValue m v if_absent");
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm')", "ALTER TYPE m ADD VALUE 'v';"),
            "? AddEnumValue m v");
}

TEST(Block, OnlyTheTestedObjectIsGuarded) {
  EXPECT_EQ(
      If("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a')", "CREATE TYPE a AS ENUM (); CREATE TABLE t ();"),
      "CreateEnum a () if_absent\n? CreateTable t ()");
}

TEST(Block, ElseAndReturn) {
  const std::string test = "EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a')";
  EXPECT_EQ(If(test, "RAISE NOTICE 'there'; ELSE CREATE TYPE a AS ENUM ();"), "CreateEnum a () if_absent");
  EXPECT_EQ(If(test, "DROP TYPE a; ELSE CREATE TYPE a AS ENUM ();"), "DropType a if_present\n? CreateEnum a ()");
  EXPECT_EQ(If(test, "NULL; ELSIF x THEN NULL; ELSE CREATE TYPE a AS ENUM ();"), "? CreateEnum a ()");
  EXPECT_EQ(Body(absl::StrCat("IF ", test, " THEN RETURN; END IF; CREATE TYPE a AS ENUM (); DROP TABLE t;")),
            "CreateEnum a () if_absent\n? DropTable t");
  EXPECT_EQ(Body("IF x THEN RETURN; END IF; DROP TABLE t;"), "? DropTable t");
  EXPECT_EQ(Body("IF x THEN RAISE EXCEPTION 'no'; END IF; DROP TABLE t;"), "DropTable t");
}

TEST(Block, LoopsAndCasesAreConditional) {
  EXPECT_EQ(Body("FOR r IN SELECT 1 LOOP DROP TABLE a; END LOOP; DROP TABLE b;"), "? DropTable a\nDropTable b");
  EXPECT_EQ(Body("WHILE x LOOP DROP TABLE a; EXIT; END LOOP; DROP TABLE b;"), "? DropTable a\n? DropTable b");
  EXPECT_EQ(Body("CASE x WHEN 1 THEN DROP TABLE a; ELSE DROP TABLE b; END CASE;"), "? DropTable a\n? DropTable b");
  EXPECT_EQ(If("CASE WHEN x THEN true ELSE false END", "DROP TABLE a;"), "? DropTable a");
}

TEST(Block, IntoIsAVariable) {
  EXPECT_EQ(Body("SELECT a, b INTO STRICT x, y.z FROM t;"), "Inspect SELECT reads (t)");
  EXPECT_EQ(Body("INSERT INTO t VALUES (1) RETURNING id INTO x;"), "Insert t");
  EXPECT_EQ(Body("x := (SELECT 1); y = 2; PERFORM f(1); GET DIAGNOSTICS n = ROW_COUNT;"), "Inspect SELECT");
}

TEST(Block, Execute) {
  EXPECT_EQ(Body("EXECUTE 'CREATE TYPE a AS ENUM (''x''); DROP TABLE t';"), "CreateEnum a (x)\nDropTable t");
  EXPECT_EQ(Body("EXECUTE $q$DROP TABLE t$q$ USING 1;"), "DropTable t");
  EXPECT_EQ(Body("EXECUTE 'DO $x$ BEGIN DROP TABLE t; END $x$';"), "DropTable t");
  EXPECT_EQ(Body("EXECUTE format('DROP TABLE %I', x);"), "Opaque EXECUTE: anything");
  EXPECT_EQ(Body("EXECUTE format('GRANT SELECT ON %I TO a', x);"), "Opaque EXECUTE: nothing");
  EXPECT_EQ(Body("EXECUTE 'GRANT SELECT ON a TO b; DROP TABLE ' || x;"), "Opaque EXECUTE: anything");
  EXPECT_EQ(Body("EXECUTE x;"), "Opaque EXECUTE: anything");
  EXPECT_EQ(If("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a')", "EXECUTE 'CREATE TYPE a AS ENUM ()';"),
            "CreateEnum a () if_absent");
}

TEST(Block, WhatIsNotUnderstoodIsSaid) {
  EXPECT_EQ(OperationsOf("DO LANGUAGE plpython3u $$ x $$"), "Opaque DO: anything");
  EXPECT_EQ(OperationsOf("DO $$ hello $$"), "Opaque DO: anything");
  EXPECT_EQ(OperationsOf("DO $$ BEGIN DROP TABLE t; IF x THEN END $$"), "? DropTable t\nOpaque DO: anything");
  EXPECT_EQ(OperationsOf("DO $$ BEGIN FROBNICATE t; END $$"), "Opaque FROBNICATE: anything");
}

std::vector<std::string> ConditionsIn(absl::string_view body) {
  std::vector<std::string> conditions;
  for (const Statement& statement : ReadText(absl::StrCat("DO $x$ BEGIN ", body, " END $x$")).statements) {
    for (const Operation& operation : statement.operations) conditions.push_back(operation.condition);
  }
  return conditions;
}

using Conditions = std::vector<std::string>;

TEST(Block, ConditionsAreTold) {
  EXPECT_EQ(ConditionsIn("DROP TABLE a;"), Conditions{""});
  EXPECT_EQ(ConditionsIn("IF  x > 0 /* y */ THEN DROP TABLE a; ELSIF z THEN DROP TABLE b; ELSE DROP TABLE c; END IF;"),
            (Conditions{"if x > 0", "if z", "unless x > 0"}));
  EXPECT_EQ(ConditionsIn("IF x THEN FOR r IN SELECT 1 LOOP DROP TABLE a; END LOOP; END IF;"),
            Conditions{"if x, in a loop"});
  EXPECT_EQ(ConditionsIn("DROP TABLE a; EXCEPTION WHEN undefined_table OR others THEN DROP TABLE b;"),
            (Conditions{"", "if undefined_table OR others is raised"}));
  EXPECT_EQ(ConditionsIn("DROP TABLE a; EXCEPTION WHEN division_by_zero THEN NULL;"),
            Conditions{"unless division_by_zero is raised"});
  EXPECT_EQ(ConditionsIn("IF x THEN RETURN; END IF; DROP TABLE a;"), Conditions{"unless x"});
  EXPECT_EQ(ConditionsIn("CASE x WHEN 1 THEN DROP TABLE a; END CASE;"), Conditions{"in a CASE"});
  // What is the same as IF EXISTS has no condition left.
  EXPECT_EQ(ConditionsIn("IF EXISTS (SELECT 1 FROM pg_class WHERE relname = 'a') THEN DROP TABLE a; END IF;"),
            Conditions{""});
}

TEST(Block, ConditionsAreShort) {
  const std::string test = absl::StrCat("'", std::string(2000, 'x'), "é' = y");
  EXPECT_LT(ConditionsIn(absl::StrCat("IF ", test, " THEN DROP TABLE a; END IF;"))[0].size(), 320u);
}

}  // namespace
}  // namespace retort
