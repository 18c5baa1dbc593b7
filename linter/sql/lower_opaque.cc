#include <string>

#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

absl::string_view ReasonOf(Reach reach) {
  switch (reach) {
    case Reach::kNothing:
      return "it changes no table, column, index or type";
    case Reach::kNamed:
      return "it is not modelled";
    case Reach::kAnything:
      break;
  }
  return "it may change anything";
}

struct OpaqueKind {
  PgQuery__Node__NodeCase node;
  absl::string_view what;
};

// Kinds of statements that cannot touch a table, a column, an index or a type.
constexpr OpaqueKind kTouchNothing[] = {
    {PG_QUERY__NODE__NODE_GRANT_STMT, "GRANT"},
    {PG_QUERY__NODE__NODE_GRANT_ROLE_STMT, "GRANT"},
    {PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT, "ALTER DEFAULT PRIVILEGES"},
    {PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT, "CREATE FUNCTION"},
    {PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT, "ALTER FUNCTION"},
    {PG_QUERY__NODE__NODE_CREATE_TRIG_STMT, "CREATE TRIGGER"},
    {PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT, "CREATE EVENT TRIGGER"},
    {PG_QUERY__NODE__NODE_ALTER_EVENT_TRIG_STMT, "ALTER EVENT TRIGGER"},
    {PG_QUERY__NODE__NODE_CREATE_POLICY_STMT, "CREATE POLICY"},
    {PG_QUERY__NODE__NODE_ALTER_POLICY_STMT, "ALTER POLICY"},
    {PG_QUERY__NODE__NODE_CREATE_ROLE_STMT, "CREATE ROLE"},
    {PG_QUERY__NODE__NODE_ALTER_ROLE_STMT, "ALTER ROLE"},
    {PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT, "ALTER ROLE"},
    {PG_QUERY__NODE__NODE_DROP_ROLE_STMT, "DROP ROLE"},
    {PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT, "REASSIGN OWNED"},
    {PG_QUERY__NODE__NODE_ALTER_OWNER_STMT, "ALTER ... OWNER TO"},
    {PG_QUERY__NODE__NODE_ALTER_OBJECT_DEPENDS_STMT, "ALTER ... DEPENDS ON EXTENSION"},
    {PG_QUERY__NODE__NODE_SEC_LABEL_STMT, "SECURITY LABEL"},
    {PG_QUERY__NODE__NODE_CREATEDB_STMT, "CREATE DATABASE"},
    {PG_QUERY__NODE__NODE_DROPDB_STMT, "DROP DATABASE"},
    {PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT, "ALTER DATABASE"},
    {PG_QUERY__NODE__NODE_ALTER_DATABASE_SET_STMT, "ALTER DATABASE"},
    {PG_QUERY__NODE__NODE_ALTER_DATABASE_REFRESH_COLL_STMT, "ALTER DATABASE"},
    {PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT, "ALTER SYSTEM"},
    {PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT, "CREATE TABLESPACE"},
    {PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT, "DROP TABLESPACE"},
    {PG_QUERY__NODE__NODE_ALTER_TABLE_SPACE_OPTIONS_STMT, "ALTER TABLESPACE"},
    {PG_QUERY__NODE__NODE_ALTER_TABLE_MOVE_ALL_STMT, "ALTER TABLE ALL IN TABLESPACE"},
    {PG_QUERY__NODE__NODE_VACUUM_STMT, "VACUUM"},
    {PG_QUERY__NODE__NODE_CLUSTER_STMT, "CLUSTER"},
    {PG_QUERY__NODE__NODE_REINDEX_STMT, "REINDEX"},
    {PG_QUERY__NODE__NODE_CHECK_POINT_STMT, "CHECKPOINT"},
    {PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT, "REFRESH MATERIALIZED VIEW"},
    {PG_QUERY__NODE__NODE_LOAD_STMT, "LOAD"},
    {PG_QUERY__NODE__NODE_CREATE_STATS_STMT, "CREATE STATISTICS"},
    {PG_QUERY__NODE__NODE_ALTER_STATS_STMT, "ALTER STATISTICS"},
    {PG_QUERY__NODE__NODE_CREATE_CAST_STMT, "CREATE CAST"},
    {PG_QUERY__NODE__NODE_CREATE_CONVERSION_STMT, "CREATE CONVERSION"},
    {PG_QUERY__NODE__NODE_CREATE_TRANSFORM_STMT, "CREATE TRANSFORM"},
    {PG_QUERY__NODE__NODE_CREATE_OP_CLASS_STMT, "CREATE OPERATOR CLASS"},
    {PG_QUERY__NODE__NODE_CREATE_OP_FAMILY_STMT, "CREATE OPERATOR FAMILY"},
    {PG_QUERY__NODE__NODE_ALTER_OP_FAMILY_STMT, "ALTER OPERATOR FAMILY"},
    {PG_QUERY__NODE__NODE_ALTER_OPERATOR_STMT, "ALTER OPERATOR"},
    {PG_QUERY__NODE__NODE_ALTER_COLLATION_STMT, "ALTER COLLATION"},
    {PG_QUERY__NODE__NODE_ALTER_TSDICTIONARY_STMT, "ALTER TEXT SEARCH DICTIONARY"},
    {PG_QUERY__NODE__NODE_ALTER_TSCONFIGURATION_STMT, "ALTER TEXT SEARCH CONFIGURATION"},
    {PG_QUERY__NODE__NODE_CREATE_PLANG_STMT, "CREATE LANGUAGE"},
    {PG_QUERY__NODE__NODE_CREATE_AM_STMT, "CREATE ACCESS METHOD"},
    {PG_QUERY__NODE__NODE_CREATE_FDW_STMT, "CREATE FOREIGN DATA WRAPPER"},
    {PG_QUERY__NODE__NODE_ALTER_FDW_STMT, "ALTER FOREIGN DATA WRAPPER"},
    {PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT, "CREATE SERVER"},
    {PG_QUERY__NODE__NODE_ALTER_FOREIGN_SERVER_STMT, "ALTER SERVER"},
    {PG_QUERY__NODE__NODE_CREATE_USER_MAPPING_STMT, "CREATE USER MAPPING"},
    {PG_QUERY__NODE__NODE_ALTER_USER_MAPPING_STMT, "ALTER USER MAPPING"},
    {PG_QUERY__NODE__NODE_DROP_USER_MAPPING_STMT, "DROP USER MAPPING"},
    {PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT, "CREATE PUBLICATION"},
    {PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT, "ALTER PUBLICATION"},
    {PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT, "CREATE SUBSCRIPTION"},
    {PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT, "ALTER SUBSCRIPTION"},
    {PG_QUERY__NODE__NODE_DROP_SUBSCRIPTION_STMT, "DROP SUBSCRIPTION"},
    {PG_QUERY__NODE__NODE_ALTER_EXTENSION_CONTENTS_STMT, "ALTER EXTENSION"},
};

// Kinds that may create, change or remove objects that they do not name.
constexpr OpaqueKind kTouchAnything[] = {
    {PG_QUERY__NODE__NODE_DO_STMT, "DO"},
    {PG_QUERY__NODE__NODE_CALL_STMT, "CALL"},
    {PG_QUERY__NODE__NODE_EXECUTE_STMT, "EXECUTE"},
    {PG_QUERY__NODE__NODE_DROP_OWNED_STMT, "DROP OWNED"},
    {PG_QUERY__NODE__NODE_DISCARD_STMT, "DISCARD"},
    {PG_QUERY__NODE__NODE_IMPORT_FOREIGN_SCHEMA_STMT, "IMPORT FOREIGN SCHEMA"},
};

// Extensions of functions and operators only: no type of theirs can clash with one of the project's.
bool CreatesNoTypes(absl::string_view extension) {
  for (const absl::string_view known : {"uuid-ossp", "pgcrypto", "pg_trgm", "unaccent", "btree_gin", "btree_gist",
                                        "fuzzystrmatch", "tablefunc", "plpgsql"}) {
    if (extension == known) return true;
  }
  return false;
}

Opaque CreateExtension(const PgQuery__CreateExtensionStmt& create) {
  if (CreatesNoTypes(create.extname)) return OpaqueOf("CREATE EXTENSION", Reach::kNothing);
  return OpaqueOf("CREATE EXTENSION", Reach::kNamed, {Name{"", create.extname}});
}

Opaque CreateSchema(const PgQuery__CreateSchemaStmt& create) {
  return OpaqueOf("CREATE SCHEMA", create.n_schema_elts > 0 ? Reach::kAnything : Reach::kNothing);
}

Opaque Define(const PgQuery__DefineStmt& define) {
  if (define.kind == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE) {
    return OpaqueOf("CREATE TYPE", Reach::kNamed, {NameOf(Nodes(define.defnames, define.n_defnames))});
  }
  return OpaqueOf(define.kind == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE ? "CREATE AGGREGATE" : "CREATE",
                  Reach::kNothing);
}

// Objects that share a namespace with tables or types.
Opaque OpaqueOf(const PgQuery__Node& node) {
  const auto named = [](absl::string_view what, Name name) { return OpaqueOf(what, Reach::kNamed, {std::move(name)}); };
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_VIEW_STMT:
      return named("CREATE VIEW", NameOf(node.view_stmt->view));
    case PG_QUERY__NODE__NODE_RULE_STMT:
      return named("CREATE RULE", NameOf(node.rule_stmt->relation));
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
      return named("CREATE SEQUENCE", NameOf(node.create_seq_stmt->sequence));
    case PG_QUERY__NODE__NODE_ALTER_SEQ_STMT:
      return named("ALTER SEQUENCE", NameOf(node.alter_seq_stmt->sequence));
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT:
      return named("CREATE FOREIGN TABLE", NameOf(node.create_foreign_table_stmt->base_stmt->relation));
    case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT:
      return named("CREATE DOMAIN",
                   NameOf(Nodes(node.create_domain_stmt->domainname, node.create_domain_stmt->n_domainname)));
    case PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT:
      return named("ALTER DOMAIN",
                   NameOf(Nodes(node.alter_domain_stmt->type_name, node.alter_domain_stmt->n_type_name)));
    case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT:
      return named("CREATE TYPE", NameOf(node.composite_type_stmt->typevar));
    case PG_QUERY__NODE__NODE_CREATE_RANGE_STMT:
      return named("CREATE TYPE",
                   NameOf(Nodes(node.create_range_stmt->type_name, node.create_range_stmt->n_type_name)));
    case PG_QUERY__NODE__NODE_ALTER_TYPE_STMT:
      return named("ALTER TYPE", NameOf(Nodes(node.alter_type_stmt->type_name, node.alter_type_stmt->n_type_name)));
    case PG_QUERY__NODE__NODE_ALTER_EXTENSION_STMT:
      return named("ALTER EXTENSION", {"", node.alter_extension_stmt->extname});
    case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
      return CreateExtension(*node.create_extension_stmt);
    case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT:
      return CreateSchema(*node.create_schema_stmt);
    case PG_QUERY__NODE__NODE_DEFINE_STMT:
      return Define(*node.define_stmt);
    default:
      return OpaqueOf("SQL", Reach::kAnything);
  }
}

}  // namespace

Opaque OpaqueOf(absl::string_view what, Reach reach, std::vector<Name> touches) {
  return {std::string(what), std::string(ReasonOf(reach)), reach, std::move(touches)};
}

void LowerOpaque(const PgQuery__Node& node, Lowering& lowering) {
  for (const OpaqueKind& kind : kTouchNothing) {
    if (kind.node == node.node_case) return lowering.Add(OpaqueOf(kind.what, Reach::kNothing));
  }
  for (const OpaqueKind& kind : kTouchAnything) {
    if (kind.node == node.node_case) return lowering.Add(OpaqueOf(kind.what, Reach::kAnything));
  }
  lowering.Add(OpaqueOf(node));
}

}  // namespace retort
