#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

Name TargetOf(const PgQuery__RangeVar* relation, const PgQuery__Node* object) {
  if (relation != nullptr) return NameOf(relation);
  return object == nullptr ? Name{} : NameOf(*object);
}

std::string ArgumentsIn(const PgQuery__Node* object) {
  const bool is_function = object != nullptr && object->node_case == PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS;
  return is_function ? ArgumentsOf(*object->object_with_args) : "";
}

void LowerRenameColumn(const PgQuery__RenameStmt& rename, Lowering& lowering) {
  const Name table = NameOf(rename.relation);
  const Known<std::string> to = KnownName(rename.newname);
  if (!to.known()) {
    Opaque opaque{.what = "ALTER TABLE ... RENAME COLUMN",
                  .reason = "the new name is not known",
                  .reach = Reach::kNamed,
                  .touches = {table}};
    return lowering.Add(std::move(opaque));
  }
  lowering.Add(AlterColumn{.table = table, .column = ColumnName(rename.subname), .rename_to = to.value()});
}

// What is named by a word of its own, beside or instead of a relation.
RenameObject RenameNamed(ObjectKind kind, const PgQuery__RenameStmt& rename) {
  RenameObject action{.kind = kind, .name = {"", rename.subname}, .to = {"", rename.newname}};
  if (rename.relation != nullptr) action.table = NameOf(rename.relation);
  return action;
}

Action RenameOf(const PgQuery__RenameStmt& rename) {
  const Name name = TargetOf(rename.relation, rename.object);
  const Name to{name.schema, rename.newname};
  switch (const ObjectKind kind = KindOf(rename.rename_type)) {
    case ObjectKind::kTable:
      return RenameTable{name, to};
    case ObjectKind::kType:
    case ObjectKind::kDomain:
      return RenameType{name, to};
    case ObjectKind::kConstraint:
      return RenameConstraint{name, KnownName(rename.subname), KnownName(rename.newname)};
    case ObjectKind::kTrigger:
    case ObjectKind::kPolicy:
    case ObjectKind::kRule:
    case ObjectKind::kSchema:
    case ObjectKind::kRole:
    case ObjectKind::kDatabase:
      return RenameNamed(kind, rename);
    case ObjectKind::kOther:
      return OpaqueOf(absl::StrCat("ALTER ", WordsOf(rename.rename_type), " ... RENAME"),
                      "no table, column, index or type has the name");
    default:
      return RenameObject{.kind = kind, .name = name, .to = to, .arguments = ArgumentsIn(rename.object)};
  }
}

void BecomeConditional(bool if_present, const Name& name, Lowering& lowering) {
  if (if_present) lowering.BecomeConditional(absl::StrCat("if ", name.ToString(), " exists"));
}

}  // namespace

void LowerRename(const PgQuery__RenameStmt& rename, Lowering& lowering) {
  BecomeConditional(rename.missing_ok != 0, TargetOf(rename.relation, rename.object), lowering);
  if (rename.rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN) return LowerRenameColumn(rename, lowering);
  if (rename.rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE) {
    return lowering.Add(AlterComposite{.type = NameOf(rename.relation),
                                       .change = AlterComposite::Change::kRename,
                                       .column = {.name = ColumnName(rename.subname)},
                                       .rename_to = rename.newname,
                                       .cascade = rename.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE});
  }
  lowering.Add(RenameOf(rename));
}

void LowerSetSchema(const PgQuery__AlterObjectSchemaStmt& alter, Lowering& lowering) {
  const Name name = TargetOf(alter.relation, alter.object);
  const Name to{alter.newschema, name.name};
  BecomeConditional(alter.missing_ok != 0, name, lowering);
  switch (const ObjectKind kind = KindOf(alter.object_type)) {
    case ObjectKind::kTable:
      return lowering.Add(RenameTable{name, to});
    case ObjectKind::kType:
    case ObjectKind::kDomain:
      return lowering.Add(RenameType{name, to});
    case ObjectKind::kOther:
      return lowering.Add(OpaqueOf(absl::StrCat("ALTER ", WordsOf(alter.object_type), " ... SET SCHEMA"),
                                   "no table, column, index or type has the name"));
    default:
      return lowering.Add(RenameObject{.kind = kind, .name = name, .to = to, .arguments = ArgumentsIn(alter.object)});
  }
}

}  // namespace retort
