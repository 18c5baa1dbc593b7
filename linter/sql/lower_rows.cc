#include "linter/sql/lowering.h"

namespace retort {
namespace {

using Kind = ChangeRows::Kind;

void LowerWith(const PgQuery__WithClause* with, Lowering& lowering) {
  if (with == nullptr) return;
  for (const PgQuery__Node* node : Nodes(with->ctes, with->n_ctes)) {
    if (node->node_case != PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR) continue;
    const PgQuery__Node* query = node->common_table_expr->ctequery;
    // PostgreSQL allows rows to be changed only in a WITH at the top, so a query below needs no look.
    if (query != nullptr && query->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) LowerRows(*query, lowering);
  }
}

void LowerSelect(const PgQuery__SelectStmt& select, Lowering& lowering) {
  LowerWith(select.with_clause, lowering);
  // Of a UNION, only the first SELECT may have INTO.
  const PgQuery__SelectStmt* first = &select;
  while (first->larg != nullptr) first = first->larg;
  if (first->into_clause != nullptr) return LowerSelectInto(*first->into_clause, lowering);
  if (lowering.Mentions("dblink")) {
    return lowering.Add(Opaque{.what = "SELECT dblink", .reason = "it runs SQL that is not read"});
  }
  lowering.Add(Inspect{"SELECT"});
}

void LowerCopy(const PgQuery__CopyStmt& copy, Lowering& lowering) {
  if (copy.is_from) return lowering.Add(ChangeRows{.kind = Kind::kCopy, .table = NameOf(copy.relation)});
  if (copy.query != nullptr && copy.query->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
    LowerRows(*copy.query, lowering);
    return;
  }
  lowering.Add(Inspect{"COPY"});
}

}  // namespace

bool LowerRows(const PgQuery__Node& node, Lowering& lowering) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_SELECT_STMT:
      LowerSelect(*node.select_stmt, lowering);
      return true;
    case PG_QUERY__NODE__NODE_INSERT_STMT:
      LowerWith(node.insert_stmt->with_clause, lowering);
      lowering.Add(ChangeRows{.kind = Kind::kInsert, .table = NameOf(node.insert_stmt->relation)});
      return true;
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
      LowerWith(node.update_stmt->with_clause, lowering);
      lowering.Add(ChangeRows{.kind = Kind::kUpdate, .table = NameOf(node.update_stmt->relation)});
      return true;
    case PG_QUERY__NODE__NODE_DELETE_STMT:
      LowerWith(node.delete_stmt->with_clause, lowering);
      lowering.Add(ChangeRows{.kind = Kind::kDelete, .table = NameOf(node.delete_stmt->relation)});
      return true;
    case PG_QUERY__NODE__NODE_MERGE_STMT:
      LowerWith(node.merge_stmt->with_clause, lowering);
      lowering.Add(ChangeRows{.kind = Kind::kMerge, .table = NameOf(node.merge_stmt->relation)});
      return true;
    case PG_QUERY__NODE__NODE_TRUNCATE_STMT:
      for (const PgQuery__Node* table : Nodes(node.truncate_stmt->relations, node.truncate_stmt->n_relations)) {
        lowering.Add(ChangeRows{.kind = Kind::kTruncate, .table = NameOf(table->range_var)});
      }
      return true;
    case PG_QUERY__NODE__NODE_COPY_STMT:
      LowerCopy(*node.copy_stmt, lowering);
      return true;
    default:
      return false;
  }
}

}  // namespace retort
