#include "linter/sql/lower.h"
#include "linter/sql/lowering.h"

namespace retort {

void LowerNode(const PgQuery__Node& node, Lowering& lowering) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_CREATE_STMT:
      return LowerCreateTable(*node.create_stmt, lowering);
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
      return LowerCreateTableAs(*node.create_table_as_stmt, lowering);
    case PG_QUERY__NODE__NODE_INDEX_STMT:
      return LowerCreateIndex(*node.index_stmt, lowering);
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
      return LowerAlterTable(*node.alter_table_stmt, lowering);
    case PG_QUERY__NODE__NODE_RENAME_STMT:
      return LowerRename(*node.rename_stmt, lowering);
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT:
      return LowerSetSchema(*node.alter_object_schema_stmt, lowering);
    case PG_QUERY__NODE__NODE_DROP_STMT:
      return LowerDrop(*node.drop_stmt, lowering);
    case PG_QUERY__NODE__NODE_CREATE_ENUM_STMT:
      return LowerCreateEnum(*node.create_enum_stmt, lowering);
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT:
      return LowerAlterEnum(*node.alter_enum_stmt, lowering);
    default:
      break;
  }
  if (LowerRows(node, lowering) || LowerInspect(node, lowering)) return;
  LowerOpaque(node, lowering);
}

std::vector<Operation> Lower(const MappedText& sql, const Piece& piece, const PgQuery__ParseResult& tree) {
  Lowering lowering(sql, piece);
  for (const PgQuery__RawStmt* raw : std::span(tree.stmts, tree.n_stmts)) {
    if (raw->stmt != nullptr) LowerNode(*raw->stmt, lowering);
  }
  return lowering.Take();
}

}  // namespace retort
