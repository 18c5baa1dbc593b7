#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/sql/lowering.h"
#include "linter/sql/quote.h"

namespace retort {
namespace {

using Kind = TransactionCommand::Kind;

// Their value is a list of names, each of which may need quotes.
bool IsListOfNames(absl::string_view parameter) {
  return parameter == "search_path" || parameter == "temp_tablespaces" || absl::EndsWith(parameter, "_libraries");
}

Known<std::string> ValueOf(absl::string_view parameter, Nodes arguments) {
  std::vector<std::string> values;
  for (const PgQuery__Node* argument : arguments) {
    std::optional<std::string> value = ConstantOf(argument);
    if (!value.has_value() || HasHole(*value)) return kUnknown;
    values.push_back(!IsListOfNames(parameter) ? *std::move(value) : value->empty() ? "\"\"" : Quoted(*value));
  }
  return absl::StrJoin(values, ", ");
}

// SET TRANSACTION and SET SESSION CHARACTERISTICS AS TRANSACTION are several parameters.
void LowerSetTransaction(const PgQuery__VariableSetStmt& set, Lowering& lowering) {
  const bool local = absl::string_view(set.name) == "TRANSACTION";
  for (const PgQuery__Node* node : Nodes(set.args, set.n_args)) {
    if (node->node_case != PG_QUERY__NODE__NODE_DEF_ELEM) continue;
    const PgQuery__DefElem& option = *node->def_elem;
    const std::string value = ConstantOf(option.arg).value_or("");
    lowering.Add(SetParameter{.parameter = absl::StrCat(local ? "" : "default_", option.defname),
                              .value = value == "1"   ? std::string("on")
                                       : value == "0" ? std::string("off")
                                                      : value,
                              .local = local});
  }
  if (lowering.operations().empty()) lowering.Add(Inspect{.command = absl::StrCat("SET ", set.name)});
}

Opaque Undone(absl::string_view what) {
  return {.what = std::string(what), .reason = "it ends a transaction of another session"};
}

bool HasOption(Nodes options, absl::string_view name) {
  const PgQuery__DefElem* option = FindOption(options, name);
  return option != nullptr && IsOn(*option);
}

}  // namespace

void LowerSet(const PgQuery__VariableSetStmt& set, Lowering& lowering) {
  const std::string name = absl::AsciiStrToLower(set.name);
  switch (set.kind) {
    case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE:
      return lowering.Add(SetParameter{name, ValueOf(name, Nodes(set.args, set.n_args)), set.is_local != 0});
    case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_MULTI:
      return LowerSetTransaction(set, lowering);
    case PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL:
      return lowering.Add(SetParameter{.parameter = "all"});
    default:
      return lowering.Add(SetParameter{.parameter = name, .local = set.is_local != 0});
  }
}

void LowerTransaction(const PgQuery__TransactionStmt& transaction, Lowering& lowering) {
  const auto add = [&](Kind kind) { lowering.Add(TransactionCommand{kind, transaction.savepoint_name}); };
  switch (transaction.kind) {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN:
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
      return add(Kind::kBegin);
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT:
      return add(Kind::kCommit);
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT:
      return add(Kind::kSavepoint);
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE:
      return add(Kind::kRelease);
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK:
      return add(Kind::kRollback);
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO:
      return add(Kind::kRollbackTo);
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_PREPARE:
      return add(Kind::kPrepare);
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT_PREPARED:
      return lowering.Add(Undone("COMMIT PREPARED"));
    default:
      return lowering.Add(Undone("ROLLBACK PREPARED"));
  }
}

void LowerLock(const PgQuery__LockStmt& lock, Lowering& lowering) {
  constexpr absl::string_view kModes[] = {
      "",      "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE",   "SHARE UPDATE EXCLUSIVE",
      "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};
  LockTable action{.nowait = lock.nowait != 0};
  if (lock.mode > 0 && static_cast<size_t>(lock.mode) < std::size(kModes)) action.mode = std::string(kModes[lock.mode]);
  for (const PgQuery__Node* relation : Nodes(lock.relations, lock.n_relations)) {
    if (relation->node_case == PG_QUERY__NODE__NODE_RANGE_VAR) action.tables.push_back(NameOf(relation->range_var));
  }
  lowering.Add(std::move(action));
}

void LowerVacuum(const PgQuery__VacuumStmt& vacuum, Lowering& lowering) {
  Maintain action{.kind = Maintain::Kind::kAnalyze};
  if (vacuum.is_vacuumcmd) {
    const bool full = HasOption(Nodes(vacuum.options, vacuum.n_options), "full");
    action.kind = full ? Maintain::Kind::kVacuumFull : Maintain::Kind::kVacuum;
  }
  for (const PgQuery__Node* relation : Nodes(vacuum.rels, vacuum.n_rels)) {
    if (relation->node_case != PG_QUERY__NODE__NODE_VACUUM_RELATION) continue;
    action.name = NameOf(relation->vacuum_relation->relation);
    lowering.Add(action);
  }
  action.everything = true;
  if (vacuum.n_rels == 0) lowering.Add(std::move(action));
}

void LowerCluster(const PgQuery__ClusterStmt& cluster, Lowering& lowering) {
  lowering.Add(Maintain{
      .kind = Maintain::Kind::kCluster, .name = NameOf(cluster.relation), .everything = cluster.relation == nullptr});
}

void LowerReindex(const PgQuery__ReindexStmt& reindex, Lowering& lowering) {
  Maintain action{.kind = Maintain::Kind::kReindex,
                  .object = ObjectKind::kDatabase,
                  .concurrently = HasOption(Nodes(reindex.params, reindex.n_params), "concurrently")};
  action.name = reindex.relation != nullptr ? NameOf(reindex.relation) : Name{"", reindex.name};
  if (reindex.kind == PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_INDEX) action.object = ObjectKind::kIndex;
  if (reindex.kind == PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_TABLE) action.object = ObjectKind::kTable;
  if (reindex.kind == PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_SCHEMA) action.object = ObjectKind::kSchema;
  action.everything = action.object == ObjectKind::kDatabase;
  lowering.Add(std::move(action));
}

// EXPLAIN ANALYZE runs the statement.
void LowerExplain(const PgQuery__ExplainStmt& explain, Lowering& lowering) {
  const bool runs = HasOption(Nodes(explain.options, explain.n_options), "analyze");
  if (runs && explain.query != nullptr) return LowerNode(*explain.query, lowering);
  lowering.Add(Inspect{.command = "EXPLAIN"});
}

void LowerDiscard(const PgQuery__DiscardStmt& discard, Lowering& lowering) {
  const bool drops =
      discard.target == PG_QUERY__DISCARD_MODE__DISCARD_ALL || discard.target == PG_QUERY__DISCARD_MODE__DISCARD_TEMP;
  if (drops) return lowering.Add(Opaque{.what = "DISCARD", .reason = "it drops every temporary table"});
  lowering.Add(Inspect{.command = "DISCARD"});
}

}  // namespace retort
