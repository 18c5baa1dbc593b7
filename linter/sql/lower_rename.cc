#include "linter/sql/lowering.h"

namespace retort {
namespace {

// Objects that share a namespace with tables or types, so that their names matter.
bool OccupiesName(PgQuery__ObjectType type) {
  switch (type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
    case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW:
    case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
    case PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
      return true;
    default:
      return false;
  }
}

Name Renamed(const Name& name, const char* to) { return {name.schema, to}; }
Name Moved(const Name& name, const char* schema) { return {schema, name.name}; }

Name Target(const PgQuery__RangeVar* relation, const PgQuery__Node* object) {
  if (relation != nullptr) return NameOf(relation);
  return object == nullptr ? Name{} : NameOf(*object);
}

void LowerRenameColumn(const PgQuery__RenameStmt& rename, Lowering& lowering) {
  const Name table = NameOf(rename.relation);
  if (rename.relation_type != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE) {
    lowering.Add(OpaqueOf("ALTER ... RENAME COLUMN", Reach::kNamed, {table}));
    return;
  }
  const Known<std::string> to = KnownName(rename.newname);
  if (!to.known()) {
    Opaque opaque = OpaqueOf("ALTER TABLE ... RENAME COLUMN", Reach::kNamed, {table});
    opaque.reason = "the new name is not known";
    lowering.Add(std::move(opaque));
    return;
  }
  lowering.Add(AlterColumn{.table = table, .column = ColumnName(rename.subname), .rename_to = to.value()});
}

}  // namespace

void LowerRename(const PgQuery__RenameStmt& rename, Lowering& lowering) {
  if (rename.missing_ok) lowering.BecomeConditional();
  const Name name = Target(rename.relation, rename.object);
  const Name to = Renamed(name, rename.newname);
  switch (rename.rename_type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
      return lowering.Add(RenameTable{name, to});
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
      return lowering.Add(RenameType{name, to});
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN:
      return LowerRenameColumn(rename, lowering);
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT:
      return lowering.Add(OpaqueOf("ALTER TABLE ... RENAME CONSTRAINT", Reach::kNamed, {name}));
    case PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE:
      return lowering.Add(OpaqueOf("ALTER TYPE ... RENAME ATTRIBUTE", Reach::kNamed, {name}));
    case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA:
      return lowering.Add(OpaqueOf("ALTER SCHEMA ... RENAME", Reach::kAnything));
    default:
      break;
  }
  if (OccupiesName(rename.rename_type)) return lowering.Add(OpaqueOf("ALTER ... RENAME", Reach::kNamed, {name, to}));
  lowering.Add(OpaqueOf("ALTER ... RENAME", Reach::kNothing));
}

void LowerSetSchema(const PgQuery__AlterObjectSchemaStmt& alter, Lowering& lowering) {
  if (alter.missing_ok) lowering.BecomeConditional();
  const Name name = Target(alter.relation, alter.object);
  const Name to = Moved(name, alter.newschema);
  switch (alter.object_type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
      return lowering.Add(RenameTable{name, to});
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
      return lowering.Add(RenameType{name, to});
    case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION:
      return lowering.Add(OpaqueOf("ALTER EXTENSION ... SET SCHEMA", Reach::kAnything));
    default:
      break;
  }
  if (OccupiesName(alter.object_type)) {
    return lowering.Add(OpaqueOf("ALTER ... SET SCHEMA", Reach::kNamed, {name, to}));
  }
  lowering.Add(OpaqueOf("ALTER ... SET SCHEMA", Reach::kNothing));
}

}  // namespace retort
