#include "linter/sql/lower_opaque.h"

#include <string>

#include "linter/sql/lowering.h"

namespace retort {
namespace {

struct OpaqueKind {
  PgQuery__Node__NodeCase node;
  absl::string_view what;
  absl::string_view reason;
  Reach reach = Reach::kNothing;
};

constexpr absl::string_view kRights = "it changes who may do what";
constexpr absl::string_view kRoles = "roles are no part of a database's schema";
constexpr absl::string_view kCluster = "it concerns the server, not the schema";
constexpr absl::string_view kServers = "it describes other servers";
constexpr absl::string_view kReplication = "it concerns replication";
constexpr absl::string_view kOperators = "no table, column, index or type depends on it";
constexpr absl::string_view kSearch = "it concerns text search";
constexpr absl::string_view kProperty = "it changes a property that no later statement depends on";

// Kinds of statements that are left untyped on purpose: they touch no table, column, index or type.
constexpr OpaqueKind kTouchNothing[] = {
    {PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT, "ALTER DEFAULT PRIVILEGES", kRights},
    {PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT, "REASSIGN OWNED", kRights},
    {PG_QUERY__NODE__NODE_ALTER_OWNER_STMT, "ALTER ... OWNER TO", kRights},
    {PG_QUERY__NODE__NODE_SEC_LABEL_STMT, "SECURITY LABEL", kRights},
    {PG_QUERY__NODE__NODE_ALTER_POLICY_STMT, "ALTER POLICY", kRights},
    {PG_QUERY__NODE__NODE_CREATE_ROLE_STMT, "CREATE ROLE", kRoles},
    {PG_QUERY__NODE__NODE_ALTER_ROLE_STMT, "ALTER ROLE", kRoles},
    {PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT, "ALTER ROLE", kRoles},
    {PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT, "ALTER FUNCTION", kProperty},
    {PG_QUERY__NODE__NODE_ALTER_OBJECT_DEPENDS_STMT, "ALTER ... DEPENDS ON EXTENSION", kProperty},
    {PG_QUERY__NODE__NODE_ALTER_TYPE_STMT, "ALTER TYPE ... SET", kProperty},
    {PG_QUERY__NODE__NODE_ALTER_COLLATION_STMT, "ALTER COLLATION", kProperty},
    {PG_QUERY__NODE__NODE_ALTER_EXTENSION_CONTENTS_STMT, "ALTER EXTENSION", kProperty},
    {PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT, "CREATE EVENT TRIGGER", "it acts when later statements run"},
    {PG_QUERY__NODE__NODE_ALTER_EVENT_TRIG_STMT, "ALTER EVENT TRIGGER", kProperty},
    {PG_QUERY__NODE__NODE_CREATE_STATS_STMT, "CREATE STATISTICS", "only the planner reads it"},
    {PG_QUERY__NODE__NODE_ALTER_STATS_STMT, "ALTER STATISTICS", "only the planner reads it"},
    {PG_QUERY__NODE__NODE_CREATEDB_STMT, "CREATE DATABASE", "another database"},
    {PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT, "ALTER DATABASE", kCluster},
    {PG_QUERY__NODE__NODE_ALTER_DATABASE_SET_STMT, "ALTER DATABASE", kCluster},
    {PG_QUERY__NODE__NODE_ALTER_DATABASE_REFRESH_COLL_STMT, "ALTER DATABASE", kCluster},
    {PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT, "ALTER SYSTEM", kCluster},
    {PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT, "CREATE TABLESPACE", kCluster},
    {PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT, "DROP TABLESPACE", kCluster},
    {PG_QUERY__NODE__NODE_ALTER_TABLE_SPACE_OPTIONS_STMT, "ALTER TABLESPACE", kCluster},
    {PG_QUERY__NODE__NODE_ALTER_TABLE_MOVE_ALL_STMT, "ALTER TABLE ALL IN TABLESPACE", kCluster},
    {PG_QUERY__NODE__NODE_CHECK_POINT_STMT, "CHECKPOINT", kCluster},
    {PG_QUERY__NODE__NODE_LOAD_STMT, "LOAD", kCluster},
    {PG_QUERY__NODE__NODE_CREATE_CAST_STMT, "CREATE CAST", kOperators},
    {PG_QUERY__NODE__NODE_CREATE_CONVERSION_STMT, "CREATE CONVERSION", kOperators},
    {PG_QUERY__NODE__NODE_CREATE_TRANSFORM_STMT, "CREATE TRANSFORM", kOperators},
    {PG_QUERY__NODE__NODE_CREATE_OP_CLASS_STMT, "CREATE OPERATOR CLASS", kOperators},
    {PG_QUERY__NODE__NODE_CREATE_OP_FAMILY_STMT, "CREATE OPERATOR FAMILY", kOperators},
    {PG_QUERY__NODE__NODE_ALTER_OP_FAMILY_STMT, "ALTER OPERATOR FAMILY", kOperators},
    {PG_QUERY__NODE__NODE_ALTER_OPERATOR_STMT, "ALTER OPERATOR", kOperators},
    {PG_QUERY__NODE__NODE_CREATE_PLANG_STMT, "CREATE LANGUAGE", kOperators},
    {PG_QUERY__NODE__NODE_CREATE_AM_STMT, "CREATE ACCESS METHOD", kOperators},
    {PG_QUERY__NODE__NODE_ALTER_TSDICTIONARY_STMT, "ALTER TEXT SEARCH DICTIONARY", kSearch},
    {PG_QUERY__NODE__NODE_ALTER_TSCONFIGURATION_STMT, "ALTER TEXT SEARCH CONFIGURATION", kSearch},
    {PG_QUERY__NODE__NODE_CREATE_FDW_STMT, "CREATE FOREIGN DATA WRAPPER", kServers},
    {PG_QUERY__NODE__NODE_ALTER_FDW_STMT, "ALTER FOREIGN DATA WRAPPER", kServers},
    {PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT, "CREATE SERVER", kServers},
    {PG_QUERY__NODE__NODE_ALTER_FOREIGN_SERVER_STMT, "ALTER SERVER", kServers},
    {PG_QUERY__NODE__NODE_CREATE_USER_MAPPING_STMT, "CREATE USER MAPPING", kServers},
    {PG_QUERY__NODE__NODE_ALTER_USER_MAPPING_STMT, "ALTER USER MAPPING", kServers},
    {PG_QUERY__NODE__NODE_DROP_USER_MAPPING_STMT, "DROP USER MAPPING", kServers},
    {PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT, "CREATE PUBLICATION", kReplication},
    {PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT, "ALTER PUBLICATION", kReplication},
    {PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT, "CREATE SUBSCRIPTION", kReplication},
    {PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT, "ALTER SUBSCRIPTION", kReplication},
};

// Kinds that may create, change or remove objects that they do not name.
constexpr OpaqueKind kTouchAnything[] = {
    {PG_QUERY__NODE__NODE_DO_STMT, "DO", "it runs code", Reach::kAnything},
    {PG_QUERY__NODE__NODE_CALL_STMT, "CALL", "it runs a procedure", Reach::kAnything},
    {PG_QUERY__NODE__NODE_EXECUTE_STMT, "EXECUTE", "it runs a prepared statement", Reach::kAnything},
    {PG_QUERY__NODE__NODE_DROP_OWNED_STMT, "DROP OWNED", "it drops whatever the role owns", Reach::kAnything},
    {PG_QUERY__NODE__NODE_IMPORT_FOREIGN_SCHEMA_STMT, "IMPORT FOREIGN SCHEMA",
     "it creates the tables that another server has", Reach::kAnything},
};

Name TypeName(PgQuery__Node** names, size_t count) { return NameOf(Nodes(names, count)); }

Opaque Named(absl::string_view what, absl::string_view reason, Name name) {
  return OpaqueOf(what, reason, Reach::kNamed, {std::move(name)});
}

void LowerDefine(const PgQuery__DefineStmt& define, Lowering& lowering) {
  if (define.kind == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE) {
    return lowering.Add(Named("CREATE TYPE", "a base type", TypeName(define.defnames, define.n_defnames)));
  }
  lowering.Add(OpaqueOf(absl::StrCat("CREATE ", WordsOf(define.kind)), kOperators));
}

}  // namespace

Opaque OpaqueOf(absl::string_view what, absl::string_view reason, Reach reach, std::vector<Name> touches) {
  return {.what = std::string(what),
          .reason = std::string(reason),
          .reach = reach,
          .touches = std::move(touches),
          .on_purpose = reach != Reach::kAnything};
}

bool LowerOpaque(const PgQuery__Node& node, Lowering& lowering) {
  for (const auto kinds : {std::span<const OpaqueKind>(kTouchNothing), std::span<const OpaqueKind>(kTouchAnything)}) {
    for (const OpaqueKind& kind : kinds) {
      if (kind.node != node.node_case) continue;
      lowering.Add(OpaqueOf(kind.what, kind.reason, kind.reach));
      return true;
    }
  }
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_GRANT_STMT:
      lowering.Add(OpaqueOf(node.grant_stmt->is_grant ? "GRANT" : "REVOKE", kRights));
      return true;
    case PG_QUERY__NODE__NODE_GRANT_ROLE_STMT:
      lowering.Add(OpaqueOf(node.grant_role_stmt->is_grant ? "GRANT" : "REVOKE", kRights));
      return true;
    case PG_QUERY__NODE__NODE_DEFINE_STMT:
      LowerDefine(*node.define_stmt, lowering);
      return true;
    case PG_QUERY__NODE__NODE_CREATE_RANGE_STMT:
      lowering.Add(Named("CREATE TYPE", "a range type",
                         TypeName(node.create_range_stmt->type_name, node.create_range_stmt->n_type_name)));
      return true;
    case PG_QUERY__NODE__NODE_RULE_STMT:
      lowering.Add(Named("CREATE RULE", "it rewrites later statements", NameOf(node.rule_stmt->relation)));
      return true;
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT:
      lowering.Add(Named("CREATE FOREIGN TABLE", "its rows are on another server",
                         NameOf(node.create_foreign_table_stmt->base_stmt->relation)));
      return true;
    case PG_QUERY__NODE__NODE_ALTER_EXTENSION_STMT:
      lowering.Add(
          Named("ALTER EXTENSION", "it changes the extension's own objects", {"", node.alter_extension_stmt->extname}));
      return true;
    default:
      return false;
  }
}

}  // namespace retort
