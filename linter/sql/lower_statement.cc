#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/sql/lower.h"
#include "linter/sql/lower_opaque.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

using Node = PgQuery__Node;

struct Kind {
  PgQuery__Node__NodeCase node;
  void (*lower)(const Node& node, Lowering& lowering);
};

template <auto kMember, auto kLower>
void On(const Node& node, Lowering& lowering) {
  kLower(*(node.*kMember), lowering);
}

constexpr Kind kKinds[] = {
    {PG_QUERY__NODE__NODE_CREATE_STMT, On<&Node::create_stmt, LowerCreateTable>},
    {PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT, On<&Node::create_table_as_stmt, LowerCreateTableAs>},
    {PG_QUERY__NODE__NODE_INDEX_STMT, On<&Node::index_stmt, LowerCreateIndex>},
    {PG_QUERY__NODE__NODE_ALTER_TABLE_STMT, On<&Node::alter_table_stmt, LowerAlterTable>},
    {PG_QUERY__NODE__NODE_RENAME_STMT, On<&Node::rename_stmt, LowerRename>},
    {PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT, On<&Node::alter_object_schema_stmt, LowerSetSchema>},
    {PG_QUERY__NODE__NODE_DROP_STMT, On<&Node::drop_stmt, LowerDrop>},
    {PG_QUERY__NODE__NODE_DROP_ROLE_STMT, On<&Node::drop_role_stmt, LowerDropRole>},
    {PG_QUERY__NODE__NODE_DROPDB_STMT, On<&Node::dropdb_stmt, LowerDropDatabase>},
    {PG_QUERY__NODE__NODE_DROP_SUBSCRIPTION_STMT, On<&Node::drop_subscription_stmt, LowerDropSubscription>},
    {PG_QUERY__NODE__NODE_COMMENT_STMT, On<&Node::comment_stmt, LowerComment>},
    {PG_QUERY__NODE__NODE_CREATE_ENUM_STMT, On<&Node::create_enum_stmt, LowerCreateEnum>},
    {PG_QUERY__NODE__NODE_ALTER_ENUM_STMT, On<&Node::alter_enum_stmt, LowerAlterEnum>},
    {PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT, On<&Node::create_domain_stmt, LowerCreateDomain>},
    {PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT, On<&Node::alter_domain_stmt, LowerAlterDomain>},
    {PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT, On<&Node::composite_type_stmt, LowerCreateComposite>},
    {PG_QUERY__NODE__NODE_CREATE_SEQ_STMT, On<&Node::create_seq_stmt, LowerCreateSequence>},
    {PG_QUERY__NODE__NODE_ALTER_SEQ_STMT, On<&Node::alter_seq_stmt, LowerAlterSequence>},
    {PG_QUERY__NODE__NODE_VIEW_STMT, On<&Node::view_stmt, LowerCreateView>},
    {PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT, On<&Node::refresh_mat_view_stmt, LowerRefresh>},
    {PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT, On<&Node::create_function_stmt, LowerCreateFunction>},
    {PG_QUERY__NODE__NODE_CREATE_TRIG_STMT, On<&Node::create_trig_stmt, LowerCreateTrigger>},
    {PG_QUERY__NODE__NODE_CREATE_POLICY_STMT, On<&Node::create_policy_stmt, LowerCreatePolicy>},
    {PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT, On<&Node::create_extension_stmt, LowerCreateExtension>},
    {PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT, On<&Node::create_schema_stmt, LowerCreateSchema>},
    {PG_QUERY__NODE__NODE_SELECT_STMT, On<&Node::select_stmt, LowerSelect>},
    {PG_QUERY__NODE__NODE_INSERT_STMT, On<&Node::insert_stmt, LowerInsert>},
    {PG_QUERY__NODE__NODE_UPDATE_STMT, On<&Node::update_stmt, LowerUpdate>},
    {PG_QUERY__NODE__NODE_DELETE_STMT, On<&Node::delete_stmt, LowerDelete>},
    {PG_QUERY__NODE__NODE_MERGE_STMT, On<&Node::merge_stmt, LowerMerge>},
    {PG_QUERY__NODE__NODE_TRUNCATE_STMT, On<&Node::truncate_stmt, LowerTruncate>},
    {PG_QUERY__NODE__NODE_COPY_STMT, On<&Node::copy_stmt, LowerCopy>},
    {PG_QUERY__NODE__NODE_VARIABLE_SET_STMT, On<&Node::variable_set_stmt, LowerSet>},
    {PG_QUERY__NODE__NODE_TRANSACTION_STMT, On<&Node::transaction_stmt, LowerTransaction>},
    {PG_QUERY__NODE__NODE_LOCK_STMT, On<&Node::lock_stmt, LowerLock>},
    {PG_QUERY__NODE__NODE_VACUUM_STMT, On<&Node::vacuum_stmt, LowerVacuum>},
    {PG_QUERY__NODE__NODE_CLUSTER_STMT, On<&Node::cluster_stmt, LowerCluster>},
    {PG_QUERY__NODE__NODE_REINDEX_STMT, On<&Node::reindex_stmt, LowerReindex>},
    {PG_QUERY__NODE__NODE_EXPLAIN_STMT, On<&Node::explain_stmt, LowerExplain>},
    {PG_QUERY__NODE__NODE_DISCARD_STMT, On<&Node::discard_stmt, LowerDiscard>},
};

struct Reader {
  PgQuery__Node__NodeCase node;
  absl::string_view command;
};

// They change neither schema nor rows.
constexpr Reader kReaders[] = {
    {PG_QUERY__NODE__NODE_VARIABLE_SHOW_STMT, "SHOW"},
    {PG_QUERY__NODE__NODE_CONSTRAINTS_SET_STMT, "SET CONSTRAINTS"},
    {PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT, "DECLARE"},
    {PG_QUERY__NODE__NODE_FETCH_STMT, "FETCH"},
    {PG_QUERY__NODE__NODE_CLOSE_PORTAL_STMT, "CLOSE"},
    {PG_QUERY__NODE__NODE_PREPARE_STMT, "PREPARE"},
    {PG_QUERY__NODE__NODE_DEALLOCATE_STMT, "DEALLOCATE"},
    {PG_QUERY__NODE__NODE_NOTIFY_STMT, "NOTIFY"},
    {PG_QUERY__NODE__NODE_LISTEN_STMT, "LISTEN"},
    {PG_QUERY__NODE__NODE_UNLISTEN_STMT, "UNLISTEN"},
};

bool LowerReader(const Node& node, Lowering& lowering) {
  for (const Reader& reader : kReaders) {
    if (reader.node != node.node_case) continue;
    lowering.Add(Inspect{.command = std::string(reader.command)});
    return true;
  }
  return false;
}

}  // namespace

void LowerNode(const Node& node, Lowering& lowering) {
  for (const Kind& kind : kKinds) {
    if (kind.node == node.node_case) return kind.lower(node, lowering);
  }
  if (LowerReader(node, lowering) || LowerOpaque(node, lowering)) return;
  lowering.Add(Opaque{.what = "SQL", .reason = "a statement that is not known"});
}

std::vector<Operation> Lower(const MappedText& sql, const Piece& piece, const PgQuery__ParseResult& tree) {
  Lowering lowering(sql, piece, piece.begin);
  for (const PgQuery__RawStmt* raw : std::span(tree.stmts, tree.n_stmts)) {
    if (raw->stmt != nullptr) LowerNode(*raw->stmt, lowering);
  }
  return lowering.Take();
}

}  // namespace retort
