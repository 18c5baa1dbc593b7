// Nothing of PostgreSQL's grammar is forgotten: every kind of statement, every command of ALTER TABLE and every kind of
// object stands in testdata/lowering/sql and is understood or opaque on purpose, or is named here with the reason why
// no text can have it.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "linter/base/pool.h"
#include "linter/sql/parser.h"
#include "linter/sql/split.h"
#include "linter/sql/tree.h"
#include "tests/sql/read_text.h"
#include "tests/support/markdown.h"

namespace retort {
namespace {

using Reasons = std::map<std::string, std::string>;

const Reasons kNoStatements = {
    {"raw_stmt", "the frame around each statement"},
    {"return_stmt", "a part of CREATE FUNCTION"},
    {"plassign_stmt", "PL/pgSQL's own"},
    {"set_operation_stmt", "made by the analysis that follows parsing"},
    {"replica_identity_stmt", "a part of ALTER TABLE"},
};

constexpr char kInside[] = "made by PostgreSQL while it runs another command";
const Reasons kNoCommands = {
    {"ALTER_TABLE_TYPE_UNDEFINED", "no command"},
    {"AT_AddColumnRecurse", kInside},
    {"AT_AddColumnToView", kInside},
    {"AT_CookedColumnDefault", kInside},
    {"AT_CheckNotNull", kInside},
    {"AT_DropColumnRecurse", kInside},
    {"AT_AddIndex", kInside},
    {"AT_ReAddIndex", kInside},
    {"AT_AddConstraintRecurse", kInside},
    {"AT_ReAddConstraint", kInside},
    {"AT_ReAddDomainConstraint", kInside},
    {"AT_ValidateConstraintRecurse", kInside},
    {"AT_AddIndexConstraint", kInside},
    {"AT_DropConstraintRecurse", kInside},
    {"AT_ReAddComment", kInside},
    {"AT_ReplaceRelOptions", kInside},
    {"AT_ReAddStatistics", kInside},
};

const Reasons kNoObjects = {
    {"OBJECT_TYPE_UNDEFINED", "no object"},
    {"OBJECT_AMOP", "a part of an operator family"},
    {"OBJECT_AMPROC", "a part of an operator family"},
    {"OBJECT_ATTRIBUTE", "renamed only: AlterComposite"},
    {"OBJECT_DEFAULT", "a part of a column"},
    {"OBJECT_DEFACL", "has no name"},
    {"OBJECT_PARAMETER_ACL", "has no name"},
    {"OBJECT_PUBLICATION_NAMESPACE", "a part of a publication"},
    {"OBJECT_PUBLICATION_REL", "a part of a publication"},
    {"OBJECT_USER_MAPPING", "has a statement of its own"},
};

struct Seen {
  std::set<int> kinds;
  std::set<int> commands;
};

void See(const std::string& sql, Seen& seen) {
  const ParseResult result = ParseStatement(sql);
  const auto* tree = std::get_if<ParseTree>(&result);
  ASSERT_NE(tree, nullptr) << sql;
  const PgQuery__Node& node = *(*tree)->stmts[0]->stmt;
  seen.kinds.insert(node.node_case);
  if (node.node_case != PG_QUERY__NODE__NODE_ALTER_TABLE_STMT) return;
  for (size_t i = 0; i < node.alter_table_stmt->n_cmds; ++i) {
    seen.commands.insert(node.alter_table_stmt->cmds[i]->alter_table_cmd->subtype);
  }
}

Seen SeenInDocuments() {
  Seen seen;
  for (const auto& entry : std::filesystem::directory_iterator("testdata/lowering/sql")) {
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    for (const Section& section : ReadMarkdown(text)) {
      for (const Statement& statement : ReadText(section.fences.at(0).text, {.binds = false}).statements) {
        See(statement.sql, seen);
        for (const Operation& operation : statement.operations) {
          const auto* opaque = std::get_if<Opaque>(&operation.action);
          EXPECT_TRUE(opaque == nullptr || !absl::StrContains(opaque->reason, "not known")) << statement.sql;
        }
      }
    }
  }
  return seen;
}

// Each of `all` is either seen or in the list of those that cannot be.
void ExpectCovered(const std::map<std::string, int>& all, const std::set<int>& seen, const Reasons& exempt) {
  ASSERT_FALSE(all.empty());
  for (const auto& [name, number] : all) {
    EXPECT_NE(seen.count(number) > 0, exempt.count(name) > 0) << name;
  }
}

TEST(Coverage, EveryKindOfStatement) {
  std::map<std::string, int> kinds;
  const ProtobufCMessageDescriptor& node = pg_query__node__descriptor;
  for (size_t i = 0; i < node.n_fields; ++i) {
    if (absl::EndsWith(node.fields[i].name, "_stmt")) kinds[node.fields[i].name] = node.fields[i].id;
  }
  EXPECT_GT(kinds.size(), 100u);
  ExpectCovered(kinds, SeenInDocuments().kinds, kNoStatements);
}

TEST(Coverage, EveryCommandOfAlterTable) {
  std::map<std::string, int> commands;
  const ProtobufCEnumDescriptor& type = pg_query__alter_table_type__descriptor;
  for (size_t i = 0; i < type.n_values; ++i) commands[type.values[i].name] = type.values[i].value;
  ExpectCovered(commands, SeenInDocuments().commands, kNoCommands);
}

TEST(Coverage, EveryKindOfObjectHasItsWord) {
  const ProtobufCEnumDescriptor& type = pg_query__object_type__descriptor;
  const absl::string_view unlisted = WordsOf(PG_QUERY__OBJECT_TYPE__OBJECT_TYPE_UNDEFINED);
  for (size_t i = 0; i < type.n_values; ++i) {
    const bool listed = WordsOf(static_cast<PgQuery__ObjectType>(type.values[i].value)) != unlisted;
    EXPECT_NE(listed, kNoObjects.count(type.values[i].name) > 0) << type.values[i].name;
  }
}

}  // namespace
}  // namespace retort
