// Statements cut, doubled and changed at every byte. There is nothing to crash over, and every place stays in the text.

#include <gtest/gtest.h>

#include "linter/base/pool.h"
#include "tests/sql/read_text.h"

namespace retort {
namespace {

constexpr absl::string_view kSeeds[] = {
    "CREATE TYPE \"S\".mood AS ENUM ('a', E'\\'b', U&'\\0063'); DROP TYPE IF EXISTS a, b.c CASCADE;",
    "ALTER TABLE ONLY s.t ADD COLUMN a varchar(3)[] NOT NULL DEFAULT 'x', ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES "
    "o;",
    "DO $x$ DECLARE v int := 1; BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'é') THEN CREATE TYPE é AS "
    "ENUM ('a'); ELSIF v THEN RETURN; ELSE EXECUTE 'DROP TABLE ''t'''; END IF; EXCEPTION WHEN others THEN RAISE; END "
    "$x$;",
    "DO 'BEGIN FOR r IN SELECT 1 LOOP EXECUTE format(''GRANT %s'', :a); END LOOP; SELECT 1 INTO x; END'",
    "CREATE UNLOGGED TABLE t (a int DEFAULT (1) + 2 NOT NULL, b text GENERATED ALWAYS AS (lower(c)) STORED, CONSTRAINT "
    "x "
    "EXCLUDE USING gist (lower(a) WITH &&, b WITH =) WHERE (a > 0), LIKE o) INHERITS (p) PARTITION BY RANGE (a) WITH "
    "(f=1)",
    "CREATE TABLE p PARTITION OF s.t (CHECK (a > 0)) FOR VALUES FROM (1) TO (2) PARTITION BY LIST (b) TABLESPACE x; "
    "ALTER "
    "TABLE t ATTACH PARTITION p FOR VALUES IN (1), ALTER a SET DEFAULT f(1, 2), ALTER b TYPE int USING b::int, RESET "
    "(x)",
    "CREATE UNIQUE INDEX i ON ONLY t USING gin ((a || b) COLLATE \"C\" ops(s='1') DESC, f(c)) INCLUDE (d) WITH (x=1) "
    "WHERE a",
    "CREATE SCHEMA s CREATE TABLE t (a int) CREATE VIEW v AS SELECT (1) WITH CHECK OPTION GRANT SELECT ON t TO x; "
    "CREATE "
    "DOMAIN d AS int DEFAULT 1 CHECK (VALUE > 0); DROP FUNCTION IF EXISTS a.f(int, text), g; COMMENT ON COLUMN a.b IS "
    "''",
    "CREATE RECURSIVE VIEW v (n) AS VALUES (1) UNION SELECT n FROM v; CREATE MATERIALIZED VIEW m AS TABLE o WITH NO "
    "DATA; "
    "CREATE FUNCTION f(a int) RETURNS TABLE (b s.t) BEGIN ATOMIC SELECT 1; END; SELECT set_config('a', 'b', x); \\i "
    ":'a'",
    "CREATE TABLE {} (a int, {}); INSERT INTO t VALUES (:a, '\\:b', {}); ALTER TYPE t ADD VALUE {}; /* /* */ */ --",
};

void ExpectPlacesInside(const std::string& text) {
  const SqlReading reading = ReadSql(Mapped(text));
  for (const Statement& statement : reading.statements) {
    EXPECT_LT(statement.at.begin, statement.at.end) << text;
    EXPECT_LE(statement.at.end, text.size()) << text;
    EXPECT_FALSE(statement.operations.empty()) << text;
    for (const Operation& operation : statement.operations) {
      EXPECT_TRUE(statement.at.Contains(operation.at)) << text << "\n" << Excerpt(text, operation.at);
    }
  }
  EXPECT_LE(reading.error.value_or(SqlError{}).at.end, text.size()) << text;
}

template <typename Mutate>
void ForEveryByte(const Mutate& mutate) {
  Pool(1).Run(std::size(kSeeds), [&](size_t seed) {
    for (size_t at = 0; at < kSeeds[seed].size(); ++at) {
      std::string text(kSeeds[seed]);
      mutate(text, at);
      ExpectPlacesInside(text);
    }
  });
}

TEST(Mutation, Cut) {
  ForEveryByte([](std::string& text, size_t at) { text.resize(at); });
}

TEST(Mutation, CutAtTheFront) {
  ForEveryByte([](std::string& text, size_t at) { text.erase(0, at); });
}

TEST(Mutation, Removed) {
  ForEveryByte([](std::string& text, size_t at) { text.erase(at, 1); });
}

TEST(Mutation, Replaced) {
  for (const char c : {'\'', '"', '$', '(', ')', ';', '\\', '\0', '\xFF', ' ', ':', '-', '.'}) {
    ForEveryByte([c](std::string& text, size_t at) { text[at] = c; });
  }
}

TEST(Mutation, Doubled) {
  ForEveryByte([](std::string& text, size_t at) { text.insert(at, text.substr(at / 2, 7)); });
}

}  // namespace
}  // namespace retort
