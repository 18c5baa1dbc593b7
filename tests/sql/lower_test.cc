// Statement by statement: what is understood, and what is opaque on purpose.

#include <gtest/gtest.h>

#include "tests/sql/read_text.h"

namespace retort {
namespace {

struct Example {
  const char* sql;
  const char* operations;
};

void ExpectAll(std::initializer_list<Example> examples) {
  for (const Example& example : examples) {
    EXPECT_EQ(OperationsOf(example.sql), example.operations) << example.sql;
    EXPECT_FALSE(ReadText(example.sql).error.has_value()) << example.sql;
  }
}

TEST(Lower, Enums) {
  ExpectAll({
      {"CREATE TYPE mood AS ENUM ('sad', 'it''s ok')", "CreateEnum mood (sad, it's ok)"},
      {"create type \"App\".\"Mood\" as enum ()", "CreateEnum App.Mood ()"},
      {"CREATE TYPE Mood AS ENUM ('a')", "CreateEnum mood (a)"},
      {"ALTER TYPE mood ADD VALUE 'x'", "AddEnumValue mood x"},
      {"ALTER TYPE a.mood ADD VALUE IF NOT EXISTS 'x' BEFORE 'y'", "AddEnumValue a.mood x if_absent placed"},
      {"ALTER TYPE mood RENAME VALUE 'a' TO 'b'", "RenameEnumValue mood a -> b"},
      {"ALTER TYPE a.mood RENAME TO temper", "RenameType a.mood -> a.temper"},
      {"ALTER TYPE mood SET SCHEMA a", "RenameType mood -> a.mood"},
      {"DROP TYPE mood", "DropType mood"},
      {"DROP TYPE IF EXISTS a.mood, \"B\" CASCADE",
       "DropType a.mood if_present cascade\nDropType B if_present cascade"},
  });
}

TEST(Lower, OtherTypesOccupyTheirName) {
  ExpectAll({
      {"CREATE DOMAIN a.d AS int CHECK (VALUE > 0)", "Opaque CREATE DOMAIN: named a.d"},
      {"ALTER DOMAIN d SET NOT NULL", "Opaque ALTER DOMAIN: named d"},
      {"DROP DOMAIN d", "Opaque DROP DOMAIN: named d"},
      {"DROP DOMAIN d CASCADE", "Opaque DROP DOMAIN: anything"},
      {"CREATE TYPE pair AS (a int, b int)", "Opaque CREATE TYPE: named pair"},
      {"CREATE TYPE r AS RANGE (subtype = float8)", "Opaque CREATE TYPE: named r"},
      {"CREATE TYPE shell", "Opaque CREATE TYPE: named shell"},
      {"ALTER TYPE pair ADD ATTRIBUTE c int", "Opaque ALTER TYPE: named pair"},
      {"ALTER TYPE pair RENAME ATTRIBUTE a TO b", "Opaque ALTER TYPE ... RENAME ATTRIBUTE: named pair"},
      {"ALTER TYPE mood OWNER TO someone", "Opaque ALTER ... OWNER TO: nothing"},
  });
}

TEST(Lower, CreateTable) {
  ExpectAll({
      {"CREATE TABLE t ()", "CreateTable t ()"},
      {"CREATE TABLE IF NOT EXISTS s.t (a int NOT NULL, b text DEFAULT 'x')",
       "CreateTable s.t (a int4 not_null; b text default) if_absent"},
      {"CREATE TEMP TABLE t (a int)", "CreateTable t (a int4) temporary"},
      {"CREATE UNLOGGED TABLE t (a int NULL)", "CreateTable t (a int4)"},
      {"CREATE TABLE t (id serial PRIMARY KEY, n bigint GENERATED ALWAYS AS IDENTITY, g int GENERATED ALWAYS AS (1) "
       "STORED)",
       "CreateTable t (id serial not_null default; n int8 not_null default; g int4 default; primary_key unnamed(id))"},
      {"CREATE TABLE t (a int, b int, CONSTRAINT pk PRIMARY KEY (a, b))",
       "CreateTable t (a int4 not_null; b int4 not_null; primary_key pk(a, b))"},
      {"CREATE TABLE t (a int CONSTRAINT u UNIQUE REFERENCES o.p (q) CHECK (a > 0))",
       "CreateTable t (a int4; unique u(a); foreign_key unnamed(a) -> o.p; check unnamed)"},
      {"CREATE TABLE t (c box, EXCLUDE USING gist (c WITH &&))", "CreateTable t (c box; exclude unnamed(c))"},
      {"CREATE TABLE t (a int) PARTITION BY RANGE (a)", "CreateTable t (a int4)"},
  });
}

TEST(Lower, TypesAreNamedAsPostgresNamesThem) {
  ExpectAll({
      {"CREATE TABLE t (a integer, b smallint, c bigint, d boolean, e real, f double precision, g decimal(10, 2))",
       "CreateTable t (a int4; b int2; c int8; d bool; e float4; f float8; g numeric(10,2))"},
      {"CREATE TABLE t (a varchar(30), b character varying, c char(3), d text[][], e int ARRAY[3])",
       "CreateTable t (a varchar(30); b varchar; c bpchar(3); d text[][]; e int4[])"},
      {"CREATE TABLE t (a timestamp, b timestamptz(3), c timestamp with time zone, d time, e interval)",
       "CreateTable t (a timestamp; b timestamptz(3); c timestamptz; d time; e interval)"},
      {"CREATE TABLE t (a pg_catalog.int4, b app.mood, c \"Mood\", d geometry(Point, 4326))",
       "CreateTable t (a int4; b app.mood; c Mood; d geometry(point,4326))"},
      {"CREATE TABLE t (a bigserial, b smallserial)",
       "CreateTable t (a bigserial not_null default; b smallserial not_null default)"},
  });
}

TEST(Lower, TablesWhoseColumnsAreDefinedElsewhere) {
  ExpectAll({
      {"CREATE TABLE t (LIKE other, a int)", "CreateTable t (a int4)\nOpaque CREATE TABLE ... LIKE: named t"},
      {"CREATE TABLE t (a int) INHERITS (other)", "CreateTable t (a int4)\nOpaque CREATE TABLE ... INHERITS: named t"},
      {"CREATE TABLE t PARTITION OF other FOR VALUES IN (1)",
       "CreateTable t ()\nOpaque CREATE TABLE ... PARTITION OF: named t"},
      {"CREATE TABLE t OF pair", "CreateTable t ()\nOpaque CREATE TABLE ... OF: named t"},
      {"CREATE TABLE IF NOT EXISTS t AS SELECT 1", "CreateTable t () if_absent\nOpaque CREATE TABLE ... AS: named t"},
      {"SELECT 1 INTO TEMP t UNION SELECT 2", "CreateTable t () temporary\nOpaque CREATE TABLE ... AS: named t"},
      {"CREATE MATERIALIZED VIEW v AS SELECT 1", "Opaque CREATE MATERIALIZED VIEW: named v"},
  });
}

TEST(Lower, AlterTable) {
  ExpectAll({
      {"ALTER TABLE t ADD COLUMN IF NOT EXISTS a int NOT NULL DEFAULT 0, DROP COLUMN IF EXISTS b CASCADE, DROP c",
       "AddColumn t a int4 not_null default if_absent\nDropColumn t b if_present cascade\nDropColumn t c"},
      {"ALTER TABLE ONLY s.t ADD a int UNIQUE REFERENCES o",
       "AddColumn s.t a int4\nAddConstraint s.t unique unnamed(a)\nAddConstraint s.t foreign_key unnamed(a) -> o"},
      {"ALTER TABLE t ALTER a TYPE text USING a::text, ALTER b SET DATA TYPE mood",
       "AlterColumn t a type text using\nAlterColumn t b type mood"},
      {"ALTER TABLE t ALTER a SET NOT NULL, ALTER a DROP NOT NULL, ALTER a SET DEFAULT 1, ALTER a DROP DEFAULT",
       "AlterColumn t a not_null\nAlterColumn t a null\nAlterColumn t a set_default\nAlterColumn t a drop_default"},
      {"ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES o NOT VALID",
       "AddConstraint t foreign_key f(a, b) -> o not_valid"},
      {"ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i", "AddConstraint t unique u using i"},
      {"ALTER TABLE t DROP CONSTRAINT IF EXISTS k CASCADE", "DropConstraint t k if_present cascade"},
      {"ALTER TABLE IF EXISTS t DROP a", "? DropColumn t a"},
      {"ALTER TABLE t ENABLE ROW LEVEL SECURITY, OWNER TO x, VALIDATE CONSTRAINT c",
       "Opaque ALTER TABLE ... ENABLE ROW LEVEL SECURITY: nothing t\nOpaque ALTER TABLE ... OWNER TO: nothing t\n"
       "Opaque ALTER TABLE ... VALIDATE CONSTRAINT: named t"},
      {"ALTER TABLE t ATTACH PARTITION p DEFAULT", "Opaque ALTER TABLE ... ATTACH PARTITION: named t"},
  });
}

TEST(Lower, RenamesAndMoves) {
  ExpectAll({
      {"ALTER TABLE s.a RENAME TO b", "RenameTable s.a -> s.b"},
      {"ALTER TABLE IF EXISTS a RENAME TO b", "? RenameTable a -> b"},
      {"ALTER TABLE a SET SCHEMA s", "RenameTable a -> s.a"},
      {"ALTER TABLE a RENAME COLUMN b TO c", "AlterColumn a b -> c"},
      {"ALTER TABLE a RENAME CONSTRAINT b TO c", "Opaque ALTER TABLE ... RENAME CONSTRAINT: named a"},
      {"ALTER INDEX a RENAME TO b", "Opaque ALTER ... RENAME: named a b"},
      {"ALTER VIEW a RENAME TO b", "Opaque ALTER ... RENAME: named a b"},
      {"ALTER VIEW a SET SCHEMA s", "Opaque ALTER ... SET SCHEMA: named a s.a"},
      {"ALTER FUNCTION f() RENAME TO g", "Opaque ALTER ... RENAME: nothing"},
      {"ALTER SCHEMA a RENAME TO b", "Opaque ALTER SCHEMA ... RENAME: anything"},
  });
}

TEST(Lower, Indexes) {
  ExpectAll({
      {"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON s.t USING gin (a, lower(b)) WHERE a > 0",
       "CreateIndex i on s.t(a, ?) unique concurrently if_absent"},
      {"CREATE INDEX ON t (a DESC)", "CreateIndex unnamed on t(a)"},
      {"DROP INDEX CONCURRENTLY IF EXISTS s.i", "DropIndex s.i concurrently if_present"},
      {"DROP INDEX a, b CASCADE", "DropIndex a cascade\nDropIndex b cascade"},
  });
}

TEST(Lower, Rows) {
  ExpectAll({
      {"INSERT INTO s.t VALUES (1)", "Insert s.t"},
      {"UPDATE t SET a = 1", "Update t"},
      {"DELETE FROM ONLY t", "Delete t"},
      {"TRUNCATE a, s.b CASCADE", "Truncate a\nTruncate s.b"},
      {"COPY t FROM STDIN", "Copy t"},
      {"COPY t TO STDOUT", "Inspect COPY"},
      {"COPY (DELETE FROM t RETURNING 1) TO STDOUT", "Delete t"},
      {"MERGE INTO t USING o ON true WHEN MATCHED THEN DELETE", "Merge t"},
      {"WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone", "Delete a\nInsert b"},
      {"WITH gone AS (DELETE FROM a RETURNING *) SELECT 1", "Delete a\nInspect SELECT"},
      {"EXPLAIN ANALYZE DELETE FROM t", "Delete t"},
  });
}

TEST(Lower, NothingHappens) {
  ExpectAll({
      {"SELECT f(1)", "Inspect SELECT"},
      {"VALUES (1)", "Inspect SELECT"},
      {"SET LOCAL lock_timeout = '3s'", "Inspect SET lock_timeout"},
      {"RESET ALL", "Inspect RESET ALL"},
      {"SHOW search_path", "Inspect SHOW"},
      {"LOCK TABLE t", "Inspect LOCK"},
      {"COMMENT ON TABLE t IS 'x'", "Inspect COMMENT"},
      {"EXPLAIN DELETE FROM t", "Inspect EXPLAIN"},
      {"BEGIN; SAVEPOINT a; RELEASE a; COMMIT",
       "Inspect BEGIN\nInspect SAVEPOINT\nInspect RELEASE SAVEPOINT\nInspect COMMIT"},
  });
}

TEST(Lower, OpaqueOnPurpose) {
  ExpectAll({
      {"GRANT SELECT ON t TO x", "Opaque GRANT: nothing"},
      {"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'DROP TABLE t'", "Opaque CREATE FUNCTION: nothing"},
      {"DROP FUNCTION f()", "Opaque DROP FUNCTION: nothing"},
      {"DROP FUNCTION f() CASCADE", "Opaque DROP FUNCTION: anything"},
      {"CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()", "Opaque CREATE TRIGGER: nothing"},
      {"CREATE VIEW v AS SELECT 1", "Opaque CREATE VIEW: named v"},
      {"DROP VIEW a, s.b", "Opaque DROP VIEW: named a s.b"},
      {"CREATE SEQUENCE q", "Opaque CREATE SEQUENCE: named q"},
      {"CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"", "Opaque CREATE EXTENSION: nothing"},
      {"CREATE EXTENSION citext", "Opaque CREATE EXTENSION: named citext"},
      {"CREATE SCHEMA s", "Opaque CREATE SCHEMA: nothing"},
      {"CREATE SCHEMA s CREATE TABLE t ()", "Opaque CREATE SCHEMA: anything"},
      {"DROP SCHEMA s", "Opaque DROP SCHEMA: nothing"},
      {"DROP SCHEMA s CASCADE", "Opaque DROP SCHEMA: anything"},
      {"DROP OWNED BY x", "Opaque DROP OWNED: anything"},
      {"CALL p()", "Opaque CALL: anything"},
      {"EXECUTE prepared", "Opaque EXECUTE: anything"},
      {"ROLLBACK", "Opaque ROLLBACK: anything"},
      {"SELECT dblink_exec('', 'DROP TABLE t')", "Opaque SELECT dblink: anything"},
      {"VACUUM FULL t", "Opaque VACUUM: nothing"},
  });
}

TEST(Lower, GrammarIsOfThisVersion) { EXPECT_GE(GrammarVersion(), 15); }

}  // namespace
}  // namespace retort
