#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

void LowerSet(const PgQuery__VariableSetStmt& set, Lowering& lowering) {
  switch (set.kind) {
    case PG_QUERY__VARIABLE_SET_KIND__VAR_RESET:
      return lowering.Add(Inspect{absl::StrCat("RESET ", set.name)});
    case PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL:
      return lowering.Add(Inspect{"RESET ALL"});
    default:
      return lowering.Add(Inspect{absl::StrCat("SET ", set.name)});
  }
}

void LowerTransaction(const PgQuery__TransactionStmt& transaction, Lowering& lowering) {
  const auto undoes = [&](absl::string_view what) {
    lowering.Add(Opaque{.what = std::string(what), .reason = "it undoes what came before"});
  };
  switch (transaction.kind) {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN:
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
      return lowering.Add(Inspect{"BEGIN"});
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT:
      return lowering.Add(Inspect{"COMMIT"});
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT:
      return lowering.Add(Inspect{"SAVEPOINT"});
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE:
      return lowering.Add(Inspect{"RELEASE SAVEPOINT"});
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK:
      return undoes("ROLLBACK");
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO:
      return undoes("ROLLBACK TO SAVEPOINT");
    default:
      return lowering.Add(Opaque{.what = "PREPARE TRANSACTION", .reason = "two-phase transactions are not modelled"});
  }
}

// EXPLAIN ANALYZE runs the statement.
void LowerExplain(const PgQuery__ExplainStmt& explain, Lowering& lowering) {
  for (const PgQuery__Node* option : Nodes(explain.options, explain.n_options)) {
    if (option->node_case == PG_QUERY__NODE__NODE_DEF_ELEM &&
        absl::EqualsIgnoreCase(option->def_elem->defname, "analyze") && explain.query != nullptr) {
      return LowerNode(*explain.query, lowering);
    }
  }
  lowering.Add(Inspect{"EXPLAIN"});
}

struct Reader {
  PgQuery__Node__NodeCase node;
  absl::string_view command;
};

constexpr Reader kReaders[] = {
    {PG_QUERY__NODE__NODE_VARIABLE_SHOW_STMT, "SHOW"},
    {PG_QUERY__NODE__NODE_CONSTRAINTS_SET_STMT, "SET CONSTRAINTS"},
    {PG_QUERY__NODE__NODE_LOCK_STMT, "LOCK"},
    {PG_QUERY__NODE__NODE_COMMENT_STMT, "COMMENT"},
    {PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT, "DECLARE"},
    {PG_QUERY__NODE__NODE_FETCH_STMT, "FETCH"},
    {PG_QUERY__NODE__NODE_CLOSE_PORTAL_STMT, "CLOSE"},
    {PG_QUERY__NODE__NODE_PREPARE_STMT, "PREPARE"},
    {PG_QUERY__NODE__NODE_DEALLOCATE_STMT, "DEALLOCATE"},
    {PG_QUERY__NODE__NODE_NOTIFY_STMT, "NOTIFY"},
    {PG_QUERY__NODE__NODE_LISTEN_STMT, "LISTEN"},
    {PG_QUERY__NODE__NODE_UNLISTEN_STMT, "UNLISTEN"},
};

}  // namespace

bool LowerInspect(const PgQuery__Node& node, Lowering& lowering) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT:
      LowerSet(*node.variable_set_stmt, lowering);
      return true;
    case PG_QUERY__NODE__NODE_TRANSACTION_STMT:
      LowerTransaction(*node.transaction_stmt, lowering);
      return true;
    case PG_QUERY__NODE__NODE_EXPLAIN_STMT:
      LowerExplain(*node.explain_stmt, lowering);
      return true;
    default:
      break;
  }
  for (const Reader& reader : kReaders) {
    if (reader.node != node.node_case) continue;
    lowering.Add(Inspect{std::string(reader.command)});
    return true;
  }
  return false;
}

}  // namespace retort
