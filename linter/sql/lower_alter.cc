#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

struct OpaqueCommand {
  PgQuery__AlterTableType type;
  absl::string_view words;
  Reach reach;
};

// Commands that change no column, constraint or index are counted, but taint nothing.
constexpr OpaqueCommand kOpaqueCommands[] = {
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics, "SET STATISTICS", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions, "SET (...)", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions, "RESET (...)", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage, "SET STORAGE", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression, "SET COMPRESSION", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner, "OWNER TO", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn, "CLUSTER ON", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster, "SET WITHOUT CLUSTER", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged, "SET LOGGED", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged, "SET UNLOGGED", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod, "SET ACCESS METHOD", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace, "SET TABLESPACE", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions, "SET (...)", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions, "RESET (...)", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig, "ENABLE TRIGGER", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig, "ENABLE ALWAYS TRIGGER", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig, "ENABLE REPLICA TRIGGER", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig, "DISABLE TRIGGER", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigAll, "ENABLE TRIGGER ALL", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll, "DISABLE TRIGGER ALL", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigUser, "ENABLE TRIGGER USER", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser, "DISABLE TRIGGER USER", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRule, "ENABLE RULE", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysRule, "ENABLE ALWAYS RULE", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaRule, "ENABLE REPLICA RULE", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRule, "DISABLE RULE", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity, "REPLICA IDENTITY", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity, "ENABLE ROW LEVEL SECURITY", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity, "DISABLE ROW LEVEL SECURITY", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity, "FORCE ROW LEVEL SECURITY", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity, "NO FORCE ROW LEVEL SECURITY", Reach::kNothing},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint, "VALIDATE CONSTRAINT", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint, "ALTER CONSTRAINT", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity, "ADD GENERATED AS IDENTITY", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity, "ALTER IDENTITY", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity, "DROP IDENTITY", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression, "DROP EXPRESSION", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit, "INHERIT", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit, "NO INHERIT", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_AddOf, "OF", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf, "NOT OF", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition, "ATTACH PARTITION", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition, "DETACH PARTITION", Reach::kNamed},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize, "DETACH PARTITION FINALIZE", Reach::kNamed},
};

Opaque OpaqueOf(const PgQuery__AlterTableCmd& command, const Name& table) {
  for (const OpaqueCommand& known : kOpaqueCommands) {
    if (known.type == command.subtype) {
      return OpaqueOf(absl::StrCat("ALTER TABLE ... ", known.words), known.reach, {table});
    }
  }
  return OpaqueOf("ALTER TABLE", Reach::kNamed, {table});
}

bool Cascades(const PgQuery__AlterTableCmd& command) {
  return command.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
}

void AddColumnAndConstraints(const PgQuery__AlterTableCmd& command, const Name& table, Span at, Lowering& lowering) {
  const PgQuery__ColumnDef& definition = *command.def->column_def;
  lowering.Add(AddColumn{.table = table, .column = ColumnOf(definition), .if_absent = command.missing_ok != 0}, at);
  for (PlacedConstraint& placed : ConstraintsOf(definition)) {
    lowering.Add(AddConstraint{.table = table, .constraint = std::move(placed.constraint)},
                 lowering.NameAt(placed.location));
  }
}

AlterColumn ChangeType(const PgQuery__AlterTableCmd& command, const Name& table) {
  const PgQuery__ColumnDef& definition = *command.def->column_def;
  return {.table = table,
          .column = ColumnName(command.name),
          .type = TypeOf(definition.type_name),
          .conversion = definition.raw_default != nullptr ? std::string(kHole) : ""};
}

void LowerCommand(const PgQuery__AlterTableCmd& command, const Name& table, Span at, Lowering& lowering) {
  const std::string column = ColumnName(command.name);
  switch (command.subtype) {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
      return AddColumnAndConstraints(command, table, at, lowering);
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
      return lowering.Add(DropColumn{table, column, command.missing_ok != 0, Cascades(command)}, at);
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
      return lowering.Add(ChangeType(command, table), at);
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull:
      return lowering.Add(AlterColumn{.table = table, .column = column, .nullable = Known<bool>(false)}, at);
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull:
      return lowering.Add(AlterColumn{.table = table, .column = column, .nullable = Known<bool>(true)}, at);
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault: {
      const std::string change(command.def == nullptr ? "" : kHole);
      return lowering.Add(AlterColumn{.table = table, .column = column, .server_default = Known(change)}, at);
    }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
      return lowering.Add(AddConstraint{table, ConstraintOf(*command.def->constraint)}, at);
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
      return lowering.Add(DropConstraint{table, KnownName(command.name), command.missing_ok != 0, Cascades(command)},
                          at);
    default:
      return lowering.Add(OpaqueOf(command, table), at);
  }
}

absl::string_view KindOf(PgQuery__ObjectType type) {
  switch (type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
      return "ALTER INDEX";
    case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
      return "ALTER VIEW";
    case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW:
      return "ALTER MATERIALIZED VIEW";
    case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE:
      return "ALTER SEQUENCE";
    case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
      return "ALTER FOREIGN TABLE";
    default:
      return "ALTER TYPE";
  }
}

}  // namespace

void LowerAlterTable(const PgQuery__AlterTableStmt& alter, Lowering& lowering) {
  const Name table = NameOf(alter.relation);
  if (alter.objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE) {
    lowering.Add(OpaqueOf(KindOf(alter.objtype), Reach::kNamed, {table}));
    return;
  }
  if (alter.missing_ok) lowering.BecomeConditional();
  const std::vector<Span> places = lowering.CommandsAfter(alter.relation->location);
  for (size_t i = 0; i < alter.n_cmds; ++i) {
    const Span at = places.size() == alter.n_cmds ? places[i] : lowering.Statement();
    LowerCommand(*alter.cmds[i]->alter_table_cmd, table, at, lowering);
  }
}

}  // namespace retort
