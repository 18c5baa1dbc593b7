#include <algorithm>

#include "linter/sql/lowering.h"
#include "linter/sql/references.h"

namespace retort {
namespace {

using Kind = ChangeRows::Kind;

// Enough for what people write; looked through for each table that a CTE reads.
constexpr size_t kMaxCtes = 100;

// A CTE sees the others, which are no tables.
void EraseCtes(const std::vector<std::string>& ctes, Action& action) {
  auto* change = std::get_if<ChangeRows>(&action);
  if (change == nullptr) return;
  std::erase_if(change->reads, [&](const Name& name) {
    return name.schema.empty() && std::find(ctes.begin(), ctes.end(), name.name) != ctes.end();
  });
}

// PostgreSQL allows rows to be changed only in a WITH at the top, so a query below needs no look.
void LowerWith(const PgQuery__WithClause* with, Lowering& lowering) {
  if (with == nullptr) return;
  std::vector<std::string> ctes;
  for (const PgQuery__Node* node : Nodes(with->ctes, with->n_ctes)) {
    if (node->node_case != PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR) continue;
    const PgQuery__Node* query = node->common_table_expr->ctequery;
    const size_t begin = lowering.operations().size();
    if (query != nullptr && query->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) LowerNode(*query, lowering);
    for (size_t i = begin; i < lowering.operations().size(); ++i) EraseCtes(ctes, lowering.operations()[i].action);
    if (ctes.size() < kMaxCtes) ctes.push_back(node->common_table_expr->ctename);
  }
}

void AddChange(Kind kind, const PgQuery__RangeVar* target, Known<bool> filtered, const ProtobufCMessage& tree,
               Lowering& lowering) {
  ChangeRows change{.kind = kind, .table = NameOf(target), .filtered = filtered, .reads = ReferencesIn(tree).tables};
  std::erase(change.reads, change.table);
  lowering.Add(std::move(change));
}

// A part that is not known may be the WHERE: DELETE FROM t {condition}.
Known<bool> IsFiltered(const PgQuery__Node* where, const Lowering& lowering) {
  if (where != nullptr) return true;
  if (lowering.has_holes()) return kUnknown;
  return false;
}

bool IsRowChange(const PgQuery__Node& node) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_INSERT_STMT:
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
    case PG_QUERY__NODE__NODE_DELETE_STMT:
    case PG_QUERY__NODE__NODE_MERGE_STMT:
      return true;
    default:
      return false;
  }
}

}  // namespace

void LowerSelect(const PgQuery__SelectStmt& select, Lowering& lowering) {
  LowerWith(select.with_clause, lowering);
  // Of a UNION, only the first SELECT may have INTO.
  const PgQuery__SelectStmt* first = &select;
  while (first->larg != nullptr) first = first->larg;
  if (first->into_clause != nullptr) return LowerSelectInto(*first->into_clause, lowering);
  if (LowerCalls(select, lowering)) return;
  lowering.Add(Inspect{.command = "SELECT", .reads = ReferencesIn(select.base).tables});
}

void LowerInsert(const PgQuery__InsertStmt& insert, Lowering& lowering) {
  LowerWith(insert.with_clause, lowering);
  AddChange(Kind::kInsert, insert.relation, kUnknown, insert.base, lowering);
}

void LowerUpdate(const PgQuery__UpdateStmt& update, Lowering& lowering) {
  LowerWith(update.with_clause, lowering);
  AddChange(Kind::kUpdate, update.relation, IsFiltered(update.where_clause, lowering), update.base, lowering);
}

void LowerDelete(const PgQuery__DeleteStmt& remove, Lowering& lowering) {
  LowerWith(remove.with_clause, lowering);
  AddChange(Kind::kDelete, remove.relation, IsFiltered(remove.where_clause, lowering), remove.base, lowering);
}

void LowerMerge(const PgQuery__MergeStmt& merge, Lowering& lowering) {
  LowerWith(merge.with_clause, lowering);
  AddChange(Kind::kMerge, merge.relation, kUnknown, merge.base, lowering);
}

void LowerTruncate(const PgQuery__TruncateStmt& truncate, Lowering& lowering) {
  for (const PgQuery__Node* table : Nodes(truncate.relations, truncate.n_relations)) {
    if (table->node_case != PG_QUERY__NODE__NODE_RANGE_VAR) continue;
    lowering.Add(ChangeRows{.kind = Kind::kTruncate,
                            .table = NameOf(table->range_var),
                            .cascade = truncate.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE});
  }
}

void LowerCopy(const PgQuery__CopyStmt& copy, Lowering& lowering) {
  if (copy.is_from) return lowering.Add(ChangeRows{.kind = Kind::kCopy, .table = NameOf(copy.relation)});
  if (copy.query != nullptr && IsRowChange(*copy.query)) return LowerNode(*copy.query, lowering);
  lowering.Add(Inspect{.command = "COPY", .reads = ReferencesIn(copy.base).tables});
}

}  // namespace retort
