// What conditions ask of the catalogue, as the programs of real revisions write it.

#include "linter/alembic/existence.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "linter/alembic/assumptions.h"

namespace retort {
namespace {

constexpr char kHeader[] = R"(import sqlalchemy as sa
from alembic import op, context
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

def inspect():
    return sa.inspect(op.get_bind())

def table_exists(name):
    return name in inspect().get_table_names()

def has_column(table, column):
    if not inspect().has_table(table):
        return False
    return any(c["name"] == column for c in inspect().get_columns(table))

def get_column(table, column):
    try:
        for c in inspect().get_columns(table):
            if c["name"] == column:
                return c
    except sa.exc.NoSuchTableError:
        pass
    return None

def index_exists(table, index):
    names = {i["name"] for i in inspect().get_indexes(table)}
    return index in names

)";

std::string Show(const ExistenceTest& test) {
  constexpr absl::string_view kKinds[] = {"table",      "view", "column",   "index",
                                          "constraint", "enum", "sequence", "schema"};
  return absl::StrCat(test.exists ? "" : "no ", kKinds[static_cast<int>(test.kind)], " ", test.table.ToString(),
                      test.name.empty() ? "" : "/", test.name);
}

// Every event of op.x(): its tests, then "..." when there is more to it; "always" when it is not conditional.
std::vector<std::string> Tests(const std::string& body, bool offline = false) {
  std::string text = absl::StrCat(kHeader, "def upgrade():\n    inspector = inspect()\n", body);
  const python::Module module = python::Module::Parse(0, text);
  EXPECT_TRUE(module.Errors().empty()) << text;
  python::Interpreter interpreter(module, OnPostgres(offline));
  std::vector<std::string> shown;
  for (const python::Event& event : interpreter.Run("upgrade").events) {
    const auto* call = event.value->As<python::Call>();
    if (event.kind != python::Event::Kind::kCall || PathOf(*call->callee) != "alembic.op.x") continue;
    std::string line = event.conditional ? "" : "always";
    if (event.conditional) {
      const ExistenceTests tests = ReadExistenceTests(*event.conditions);
      for (const ExistenceTest& test : tests.all) absl::StrAppend(&line, line.empty() ? "" : " & ", Show(test));
      if (!tests.exact) absl::StrAppend(&line, "...");
    }
    shown.push_back(line);
  }
  return shown;
}

using Lines = std::vector<std::string>;

TEST(Existence, ReadsTheInspector) {
  EXPECT_EQ(Tests("    if inspector.has_table('a', schema='s'): op.x()\n    else: op.x()\n"),
            (Lines{"table s.a", "no table s.a"}));
  EXPECT_EQ(Tests("    if 'a' not in inspector.get_table_names(): op.x()\n"), Lines{"no table a"});
  EXPECT_EQ(Tests("    columns = [c['name'] for c in inspector.get_columns('a')]\n"
                  "    if 'b' in columns and 'c' not in columns: op.x()\n"),
            Lines{"column a/b & no column a/c"});
  EXPECT_EQ(Tests("    existing = {c['name']: c for c in inspector.get_columns('a')}\n"
                  "    if 'b' in existing: op.x()\n"),
            Lines{"column a/b"});
  EXPECT_EQ(Tests("    if not any(e['name'] == 'mood' for e in inspector.get_enums()): op.x()\n"),
            Lines{"no enum /mood"});
  EXPECT_EQ(Tests("    if op.get_bind().dialect.has_table(op.get_bind(), 'a'): op.x()\n"), Lines{"table a"});
  EXPECT_EQ(Tests("    for c in inspector.get_columns('a'):\n        if c['name'] == 'b': op.x()\n"),
            Lines{"column a/b"});
}

TEST(Existence, ReadsHelpers) {
  EXPECT_EQ(Tests("    if not table_exists('a'): op.x()\n"), Lines{"no table a"});
  EXPECT_EQ(Tests("    if has_column('a', 'b'): op.x()\n"), Lines{"table a & column a/b"});
  EXPECT_EQ(Tests("    if bool(get_column('a', 'b')): op.x()\n    else: op.x()\n"),
            (Lines{"column a/b", "no column a/b"}));
  EXPECT_EQ(Tests("    if get_column('a', 'b') is None: op.x()\n"), Lines{"no column a/b"});
  EXPECT_EQ(Tests("    if index_exists('a', 'i'):\n        return\n    op.x()\n"), Lines{"no index a/i"});
  EXPECT_EQ(Tests("    missing = not table_exists('a')\n    if missing: op.x()\n"), Lines{"no table a"});
}

TEST(Existence, SaysWhenThereIsMoreToIt) {
  EXPECT_EQ(Tests("    if inspector.has_table('a') or op.get_bind().execute('q').scalar(): op.x()\n"), Lines{"..."});
  EXPECT_EQ(Tests("    if inspector.has_table('a') and op.get_bind().scalar('q'): op.x()\n    else: op.x()\n"),
            (Lines{"table a...", "..."}));
  EXPECT_EQ(Tests("    for c in inspector.get_columns('a'):\n        if c['name'] != 'b': op.x()\n"), Lines{"..."});
  EXPECT_EQ(Tests("    names = [c['name'] for c in inspector.get_columns('a') if c['nullable']]\n"
                  "    if 'b' in names: op.x()\n"),
            Lines{"..."});
  EXPECT_EQ(Tests("    try:\n        pass\n    except ValueError: op.x()\n"), Lines{"..."});
  EXPECT_EQ(Tests("    if inspector.has_table('a'):\n        if inspector.has_table('b'):\n            return\n"
                  "        op.x()\n    op.x()\n"),
            (Lines{"table a & no table b", "..."}));
}

TEST(Existence, TheDialectIsPostgres) {
  for (const std::string dialect :
       {"op.get_bind().dialect", "op.get_context().dialect", "op.get_bind().engine", "context.get_context().dialect",
        "op.get_context().bind.dialect", "inspector.bind.dialect", "unknown.dialect"}) {
    EXPECT_EQ(Tests(absl::StrCat("    if ", dialect, ".name == 'postgresql': op.x()\n    else: op.y()\n")),
              Lines{"always"})
        << dialect;
    EXPECT_EQ(Tests(absl::StrCat("    if ", dialect, ".name in ('mysql', 'sqlite'): op.x()\n")), Lines{}) << dialect;
  }
  EXPECT_EQ(Tests("    name = op.get_bind().dialect.name\n    if name.startswith('postgres'): op.x()\n"),
            Lines{"always"});
  EXPECT_EQ(Tests("    if op.get_bind().dialect.name != 'sqlite': op.x()\n"), Lines{"always"});
  EXPECT_EQ(Tests("    d = op.get_bind().dialect\n    if isinstance(d, SQLiteDialect):\n        return\n    op.x()\n"
                  "    if isinstance(d, (SQLiteDialect, PGDialect)): op.x()\n"),
            (Lines{"always", "always"}));
}

TEST(Existence, TheCallerSaysWhetherItIsOffline) {
  const std::string body =
      "    if context.is_offline_mode(): op.x()\n    if op.get_context().as_sql: op.x()\n    op.x()\n";
  EXPECT_EQ(Tests(body), Lines{"always"});
  EXPECT_EQ(Tests(body, true), (Lines{"always", "always", "always"}));
}

}  // namespace
}  // namespace retort
