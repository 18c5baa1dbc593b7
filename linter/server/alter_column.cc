#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/postgres/type_facts.h"
#include "linter/schema/default_names.h"
#include "linter/server/execution.h"
#include "linter/server/values.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/expression.h"
#include "linter/sql/quote.h"
#include "linter/sql/render.h"

namespace retort {

using Kind = Refusal::Kind;

namespace {

std::string OfRelation(absl::string_view column, const Object& table) {
  return absl::StrCat("column \"", column, "\" of relation \"", table.name.name, "\"");
}

// As a message names a type: "integer", "status", "character varying(20)", "text[]".
std::string Spoken(const Type& type) {
  std::string spoken(SpokenType(type.name.name));
  for (int i = 0; i < type.dimensions; ++i) absl::StrAppend(&spoken, "[]");
  return spoken;
}

bool InKey(const TableObject& table, const std::string& column) {
  const TableConstraint* key = table.PrimaryKey();
  if (key == nullptr || key->existence != Existence::kThere) return false;
  const std::vector<std::string>& columns = key->constraint.columns;
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

}  // namespace

void Execution::Do(const AlterColumn& alter) {
  const Need<TableObject> table = NeedTable(alter.table);
  if (!table) return;
  const Oid oid = table.object->oid;
  if (alter.column.empty() || HasHole(alter.column)) {
    return Change<TableObject>(oid, [](TableObject& changed) { changed.complete = false; });
  }
  const TableColumn* column = table->FindColumn(alter.column);
  if (column == nullptr) {
    if (!table->complete) return;
    const bool rename_only = !alter.rename_to.empty() && !alter.type && !alter.nullable && !alter.server_default;
    Refuse(Kind::kUnknownColumn, "42703",
           rename_only ? absl::StrCat("column \"", alter.column, "\" does not exist")
                       : absl::StrCat(OfRelation(alter.column, *table.object), " does not exist"),
           table.object->name, alter.column, table.object);
    return;
  }
  if (column->existence == Existence::kUnknown) Doubt();
  if (!AlterType(*table.object, alter) || !AlterIdentity(*catalog_.Get(oid), alter)) return;

  const Object& object = *catalog_.Get(oid);
  const TableObject& now = *object.As<TableObject>();
  Column changed = now.FindColumn(alter.column)->column;
  if (alter.nullable.has_value()) {
    if (alter.nullable->Is(true) && changed.identity.has_value() &&
        !Refuse(Kind::kInvalidDefinition, "42601",
                absl::StrCat(OfRelation(alter.column, object), " is an identity column"), object.name, alter.column)) {
      return;
    }
    if (alter.nullable->Is(true) && InKey(now, alter.column) &&
        !Refuse(Kind::kInvalidDefinition, "42P16", absl::StrCat("column \"", alter.column, "\" is in a primary key"),
                object.name, alter.column)) {
      return;
    }
    changed.nullable = *alter.nullable;
  }
  if (alter.server_default.has_value()) {
    if (changed.identity.has_value() &&
        !Refuse(Kind::kInvalidDefinition, "42601",
                absl::StrCat(OfRelation(alter.column, object), " is an identity column"), object.name, alter.column)) {
      return;
    }
    changed.server_default = *alter.server_default;
    ResolvedType type;
    if (!Resolve(changed.type, type) || !CheckDefault(object.name, changed, type)) return;
  }
  if (!alter.other.empty() && !alter.type && !alter.nullable) {
    changed.collation = changed.collation;  // SET STATISTICS, SET STORAGE: no part of what is modelled
  }
  Change<TableObject>(oid, [&](TableObject& all) {
    TableColumn* mine = all.FindColumn(alter.column);
    mine->column = changed;
    mine->at = at_;
  });
  if (alter.rename_to.empty()) return;
  if (HasHole(alter.rename_to)) return Change<TableObject>(oid, [](TableObject& all) { all.complete = false; });
  if (const TableColumn* taken = catalog_.Get(oid)->As<TableObject>()->FindColumn(alter.rename_to)) {
    if (taken->existence == Existence::kUnknown) Doubt();
    Refusal refusal{.kind = Kind::kColumnExists, .sqlstate = "42701"};
    refusal.message = absl::StrCat(OfRelation(alter.rename_to, object), " already exists");
    refusal.subject = object.name;
    refusal.part = alter.rename_to;
    refusal.earlier = taken->at;
    Refuse(std::move(refusal));
    return;
  }
  if (!catalog_.Get(oid)->As<TableObject>()->complete) Doubt();
  RenameColumn(oid, alter.column, alter.rename_to);
}

bool Execution::AlterType(const Object& table, const AlterColumn& alter) {
  if (!alter.type.has_value()) return true;
  const TableColumn& column = *table.As<TableObject>()->FindColumn(alter.column);
  ResolvedType from;
  ResolvedType to;
  if (column.inherited && !Refuse(Kind::kObjectInUse, "42P16",
                                  absl::StrCat("cannot alter inherited column \"", alter.column, "\""), table.name)) {
    return false;
  }
  if (!Resolve(*alter.type, to)) return false;
  const bool was_sure = sure_;
  if (!Resolve(column.column.type, from)) return false;
  sure_ = was_sure;
  const bool same =
      from.oid == to.oid && from.system == to.system && column.column.type.dimensions == alter.type->dimensions;
  const bool comparable = column.column.type.known() && alter.type->known() && column.column.type.dimensions == 0 &&
                          alter.type->dimensions == 0;
  const bool both_known = (from.oid != 0 || !from.system.empty()) && (to.oid != 0 || !to.system.empty());
  const auto casts = [&](const std::string& source, Oid source_oid) {
    if (source_oid == to.oid && source == to.system) return true;
    const Object* target = to.oid == 0 ? nullptr : catalog_.Get(to.oid);
    const bool target_is_text = to.system == "text" || to.system == "varchar" || to.system == "bpchar";
    if (target != nullptr && target->As<EnumObject>() != nullptr) return false;
    if (source_oid != 0 && source.empty()) return target_is_text && to.oid == 0;  // an enum
    if (source.empty() || to.system.empty()) return true;
    return CastBetween(source, to.system) != CastContext::kNone;
  };
  const Object* old_type = from.oid == 0 ? nullptr : catalog_.Get(from.oid);
  const bool simple = old_type == nullptr || old_type->As<EnumObject>() != nullptr;
  if (alter.conversion.empty() && !same && comparable && both_known && simple && !casts(from.system, from.oid) &&
      !Refuse(Kind::kCastNeedsUsing, "42804",
              absl::StrCat("column \"", alter.column, "\" cannot be cast automatically to type ", Spoken(*alter.type)),
              table.name, alter.column)) {
    return false;
  }
  // The old default goes along.
  const Known<std::string>& old_default = column.column.server_default;
  if (!same && comparable && both_known && simple && old_default.known() && !old_default.value().empty()) {
    const std::optional<SqlNames> names = ReadExpression(old_default.value());
    const bool is_text = names.has_value() && names->constant.has_value() &&
                         names->constant->kind == SqlConstant::Kind::kString && !names->constant->cast.known();
    const bool has_type = names.has_value() && !TypeOfExpression(*names).empty();
    // A plain string is a constant of the column's old type.
    const std::string source = is_text ? from.system : has_type ? TypeOfExpression(*names) : "";
    const bool null =
        names.has_value() && names->constant.has_value() && names->constant->kind == SqlConstant::Kind::kNull;
    if ((is_text || has_type) && !null && !casts(source, is_text ? from.oid : 0) &&
        !Refuse(Kind::kDefaultCannotBeCast, "42804",
                absl::StrCat("default for column \"", alter.column, "\" cannot be cast automatically to type ",
                             Spoken(*alter.type)),
                table.name, alter.column)) {
      return false;
    }
  }
  for (const Oid user : catalog_.UsersOf(table.oid)) {
    const Object* other = catalog_.Get(user);
    const ViewObject* view = other == nullptr ? nullptr : other->As<ViewObject>();
    if (view == nullptr) continue;
    if (catalog_.ExistenceOf(*other) != Existence::kThere) Doubt();
    for (const ColumnUse& use : view->uses) {
      if (use.relation != table.oid || (use.column != alter.column && !use.column.empty())) continue;
      if (use.column.empty()) Doubt();
      if (!Refuse(Kind::kObjectInUse, "0A000", "cannot alter type of a column used by a view or rule", table.name,
                  alter.column, other)) {
        return false;
      }
    }
  }
  for (const TableColumn& other : table.As<TableObject>()->columns) {
    if (!other.column.generated || !Names(other.column.generated->expression, alter.column)) continue;
    if (!Refuse(Kind::kObjectInUse, "0A000", "cannot alter type of a column used by a generated column", table.name,
                alter.column)) {
      return false;
    }
  }
  const Oid sequence = column.sequence;
  const Oid oid = table.oid;
  Change<TableObject>(oid, [&](TableObject& changed) {
    TableColumn* mine = changed.FindColumn(alter.column);
    mine->column.type = *alter.type;
    mine->column.collation = alter.collation;
    mine->type = to.oid;
    mine->at = at_;
  });
  const bool integer = to.system == "int2" || to.system == "int4" || to.system == "int8";
  if (sequence != 0 && column.column.identity.has_value() && integer) {
    Change<SequenceObject>(sequence, [&](SequenceObject& own) { own.options.type = to.system; });
  }
  for (const Oid child : std::vector<Oid>(catalog_.UsersOf(oid))) {
    Change<TableObject>(child, [&](TableObject& changed) {
      TableColumn* inherited = changed.FindColumn(alter.column);
      const bool inherits = changed.partition_of == oid ||
                            std::find(changed.inherits.begin(), changed.inherits.end(), oid) != changed.inherits.end();
      if (inherited == nullptr || !inherited->inherited || !inherits) return;
      inherited->column.type = *alter.type;
      inherited->type = to.oid;
    });
  }
  return true;
}

bool Execution::AlterIdentity(const Object& table, const AlterColumn& alter) {
  if (!alter.add_identity && !alter.set_identity && !alter.drop_identity && !alter.drop_expression) return true;
  const Oid oid = table.oid;
  const Name name = table.name;
  const TableColumn column = *table.As<TableObject>()->FindColumn(alter.column);
  const std::string what = OfRelation(alter.column, table);
  if (alter.drop_expression) {
    if (!column.column.generated.has_value() && !alter.if_present &&
        !Refuse(Kind::kInvalidDefinition, "55000", absl::StrCat(what, " is not a stored generated column"), name,
                alter.column)) {
      return false;
    }
    Change<TableObject>(oid, [&](TableObject& changed) { changed.FindColumn(alter.column)->column.generated.reset(); });
    return true;
  }
  if (alter.add_identity) {
    if (column.column.identity.has_value()) {
      return Refuse(Kind::kInvalidDefinition, "55000", absl::StrCat(what, " is already an identity column"), name,
                    alter.column);
    }
    if (column.column.nullable.Is(true)) {
      return Refuse(Kind::kInvalidDefinition, "55000",
                    absl::StrCat(what, " must be declared NOT NULL before identity can be added"), name, alter.column);
    }
    if (column.column.server_default.known() && !column.column.server_default.value().empty()) {
      return Refuse(Kind::kInvalidDefinition, "55000", absl::StrCat(what, " already has a default value"), name,
                    alter.column);
    }
    SequenceOptions options = alter.add_identity->sequence;
    if (options.type.empty()) options.type = column.column.type.name.name;
    const Oid sequence = MakeSequence(name, alter.column, std::move(options), true);
    Change<SequenceObject>(sequence, [&](SequenceObject& own) { own.owner = oid; });
    Change<TableObject>(oid, [&](TableObject& changed) {
      changed.FindColumn(alter.column)->column.identity = alter.add_identity;
      changed.FindColumn(alter.column)->sequence = sequence;
    });
    return true;
  }
  if (!column.column.identity.has_value()) {
    return (alter.if_present && alter.drop_identity) ||
           Refuse(Kind::kInvalidDefinition, "55000", absl::StrCat(what, " is not an identity column"), name,
                  alter.column);
  }
  if (alter.drop_identity && column.sequence != 0) catalog_.Remove(column.sequence);
  if (alter.set_identity && column.sequence != 0) {
    Change<SequenceObject>(column.sequence, [](SequenceObject& own) { own.options.complete = false; });
  }
  Change<TableObject>(oid, [&](TableObject& changed) {
    TableColumn* mine = changed.FindColumn(alter.column);
    if (alter.drop_identity) {
      mine->column.identity.reset();
      mine->sequence = 0;
    } else {
      mine->column.identity->always = alter.set_identity->always;
    }
  });
  return true;
}

}  // namespace retort
