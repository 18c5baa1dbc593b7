#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/postgres/type_facts.h"
#include "linter/schema/default_names.h"
#include "linter/server/execution.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/expression.h"

namespace retort {

using Kind = Refusal::Kind;

namespace {

std::string Of(absl::string_view constraint, const Object& table) {
  return absl::StrCat("constraint \"", constraint, "\" of relation \"", table.name.name, "\"");
}

bool SameColumns(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

// The columns when the index is one that a foreign key may refer to: unique, whole, plain.
std::optional<std::vector<std::string>> KeyColumns(const IndexObject& index) {
  if (!index.definition.unique.Is(true) || !index.definition.where.empty() || !index.valid) return std::nullopt;
  std::vector<std::string> columns;
  for (const IndexElement& element : index.definition.elements) {
    if (element.column.empty()) return std::nullopt;
    columns.push_back(element.column);
  }
  return columns;
}

CreateIndex IndexOf(const Object& table, const Constraint& constraint) {
  CreateIndex index{.table = table.name, .name = constraint.name, .unique = true, .include = constraint.include};
  for (const std::string& column : constraint.columns) index.elements.push_back({.column = column});
  index.nulls_not_distinct = constraint.nulls_not_distinct;
  if (constraint.kind == ConstraintKind::kExclude) {
    index.elements = constraint.elements;
    index.method = constraint.method;
    index.where = constraint.where;
    index.unique = false;
  }
  return index;
}

}  // namespace

std::string Execution::NameFor(const Object& table, const std::vector<std::string>& columns,
                               absl::string_view label) const {
  return DefaultName(table.name.name, columns, label, [&](absl::string_view taken) {
    const std::string name(taken);
    if (table.As<TableObject>() != nullptr && table.As<TableObject>()->FindConstraint(taken) != nullptr) return true;
    if (catalog_.HasConstraint({table.name.schema, name})) return true;
    const bool index = label == "pkey" || label == "key" || label == "excl" || label == "idx" || label == "seq";
    return index && catalog_.FindRelation({table.name.schema, name}).object != nullptr;
  });
}

bool Execution::NeedFreeConstraint(const Object& table, const std::string& name) {
  const TableConstraint* there = table.As<TableObject>()->FindConstraint(name);
  if (there == nullptr) {
    if (!table.As<TableObject>()->complete) Doubt();
    return true;
  }
  if (there->existence != Existence::kThere) Doubt();
  Refusal refusal{.kind = Kind::kConstraintExists, .sqlstate = "42710"};
  refusal.message = absl::StrCat("constraint \"", name, "\" for relation \"", table.name.name, "\" already exists");
  refusal.subject = table.name;
  refusal.part = name;
  refusal.earlier = there->at;
  return Refuse(std::move(refusal));
}

void Execution::StoreConstraint(Oid oid, Constraint constraint, Oid referenced, Oid index) {
  TableConstraint stored;
  stored.at = at_;
  stored.constraint = std::move(constraint);
  stored.referenced = referenced;
  stored.index = index;
  Change<TableObject>(oid, [&](TableObject& table) { table.constraints.push_back(std::move(stored)); });
}

bool Execution::AddConstraintTo(Oid oid, const Constraint& constraint) {
  const Object* table = catalog_.Get(oid);
  if (table == nullptr || table->As<TableObject>() == nullptr) return true;
  if (!constraint.name.known() || HasHole(constraint.name.value())) {
    Change<TableObject>(oid, [](TableObject& changed) { changed.complete = false; });
    return true;
  }
  if (constraint.kind == ConstraintKind::kForeignKey) return AddForeignKey(oid, constraint);
  if (constraint.kind == ConstraintKind::kCheck) return AddCheck(oid, constraint);
  if (constraint.kind == ConstraintKind::kExclude) return AddExclusion(oid, constraint);
  if (!constraint.index.Is("")) return UseIndex(oid, constraint);
  return AddKey(oid, constraint);
}

bool Execution::NeedKeyColumns(const Object& table, const std::vector<std::string>& columns) {
  for (const std::string& column : columns) {
    if (column.empty() || HasHole(column)) {
      Doubt();
      continue;
    }
    const TableColumn* found = table.As<TableObject>()->FindColumn(column);
    if (found != nullptr && found->existence != Existence::kThere) Doubt();
    if (found != nullptr) continue;
    if (!table.As<TableObject>()->complete) {
      Doubt();
    } else if (!Refuse(Kind::kUnknownColumn, "42703",
                       absl::StrCat("column \"", column, "\" named in key does not exist"), table.name, column,
                       &table)) {
      return false;
    }
  }
  return true;
}

bool Execution::AddKey(Oid oid, Constraint constraint) {
  const Object table = *catalog_.Get(oid);
  const bool primary = constraint.kind == ConstraintKind::kPrimaryKey;
  if (const TableConstraint* key = table.As<TableObject>()->PrimaryKey(); primary && key != nullptr) {
    if (key->existence != Existence::kThere) Doubt();
    Refusal refusal{.kind = Kind::kMultiplePrimaryKeys, .sqlstate = "42P16"};
    refusal.message = absl::StrCat("multiple primary keys for table \"", table.name.name, "\" are not allowed");
    refusal.subject = table.name;
    refusal.earlier = key->at;
    if (!Refuse(std::move(refusal))) return false;
    return true;
  }
  if (primary && !table.As<TableObject>()->complete) Doubt();
  if (!NeedKeyColumns(table, constraint.columns)) return false;
  if (constraint.name.Is("")) {
    constraint.name =
        NameFor(table, primary ? std::vector<std::string>() : constraint.columns, primary ? "pkey" : "key");
  }
  const std::string name = constraint.name.value();
  if (!NeedFreeRelation({table.name.schema, name}) || !NeedFreeConstraint(table, name)) return false;
  if (table.As<TableObject>()->IsPartitioned()) {
    for (const TableColumn& column : table.As<TableObject>()->columns) {
      if (!Names(table.As<TableObject>()->partition_by, column.column.name)) continue;
      const std::vector<std::string>& key = constraint.columns;
      if (std::find(key.begin(), key.end(), column.column.name) != key.end()) continue;
      if (!Refuse(Kind::kKeyWithoutPartitionColumn, "0A000",
                  "unique constraint on partitioned table must include all partitioning columns", table.name,
                  column.column.name)) {
        return false;
      }
    }
  }
  if (primary) {
    Change<TableObject>(oid, [&](TableObject& changed) {
      for (const std::string& column : constraint.columns) {
        if (TableColumn* found = changed.FindColumn(column)) found->column.nullable = false;
      }
    });
  }
  const Oid index = StoreIndex(oid, IndexOf(table, constraint), true, primary);
  StoreConstraint(oid, std::move(constraint), 0, index);
  return true;
}

bool Execution::UseIndex(Oid oid, Constraint constraint) {
  const Object table = *catalog_.Get(oid);
  if (!constraint.index.known()) {
    Change<TableObject>(oid, [](TableObject& changed) { changed.complete = false; });
    return true;
  }
  const Name name{table.name.schema, constraint.index.value()};
  const Catalog::Found found = catalog_.FindRelation(name);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    return Refuse(Kind::kBadUsingIndex, "42704", absl::StrCat("index \"", name.name, "\" does not exist"), name);
  }
  const IndexObject* index = found.As<IndexObject>();
  if (index == nullptr || index->table != oid) {
    if (index == nullptr && found.unknown()) return true;
    return Refuse(Kind::kBadUsingIndex, "55000",
                  absl::StrCat("index \"", name.name, "\" does not belong to table \"", table.name.name, "\""), name);
  }
  if (index->of_constraint) {
    return Refuse(Kind::kBadUsingIndex, "55000",
                  absl::StrCat("index \"", name.name, "\" is already associated with a constraint"), name);
  }
  if (!KeyColumns(*index).has_value()) {
    const bool unique = index->definition.unique.Is(true);
    return Refuse(Kind::kBadUsingIndex, "42809",
                  unique && !index->definition.where.empty() ? absl::StrCat("\"", name.name, "\" is a partial index")
                  : unique ? absl::StrCat("index \"", name.name, "\" contains expressions")
                           : absl::StrCat("\"", name.name, "\" is not a unique index"),
                  name, "", found.object);
  }
  constraint.columns = *KeyColumns(*index);
  const bool primary = constraint.kind == ConstraintKind::kPrimaryKey;
  if (constraint.name.Is("")) constraint.name = name.name;
  if (!NeedFreeConstraint(table, constraint.name.value())) return false;
  const Oid index_oid = found.object->oid;
  Object renamed = *found.object;
  renamed.name.name = constraint.name.value();
  renamed.As<IndexObject>()->definition.name = constraint.name;
  renamed.As<IndexObject>()->of_constraint = true;
  renamed.As<IndexObject>()->primary = primary;
  catalog_.Set(std::move(renamed));
  constraint.index = std::string();
  if (primary) {
    Change<TableObject>(oid, [&](TableObject& changed) {
      for (const std::string& column : constraint.columns) {
        if (TableColumn* one = changed.FindColumn(column)) one->column.nullable = false;
      }
    });
  }
  StoreConstraint(oid, std::move(constraint), 0, index_oid);
  return true;
}

bool Execution::AddForeignKey(Oid oid, Constraint constraint) {
  const Object table = *catalog_.Get(oid);
  const Need<TableObject> referenced = NeedTable(constraint.referenced);
  if (referenced.failed) return false;
  for (const std::string& column : constraint.columns) {
    const TableColumn* found = table.As<TableObject>()->FindColumn(column);
    const bool unknown = HasHole(column) || column.empty() || !table.As<TableObject>()->complete;
    if (found == nullptr && unknown) Doubt();
    if (found != nullptr && found->existence != Existence::kThere) Doubt();
    if (found != nullptr || unknown) continue;
    if (!Refuse(Kind::kUnknownColumn, "42703",
                absl::StrCat("column \"", column, "\" referenced in foreign key constraint does not exist"), table.name,
                column, &table)) {
      return false;
    }
  }
  if (referenced && !NeedReferencedKey(table, *referenced.object, constraint)) return false;
  if (constraint.name.Is("")) constraint.name = NameFor(table, constraint.columns, "fkey");
  if (!NeedFreeConstraint(table, constraint.name.value())) return false;
  if (referenced && !NeedSameTypes(table, *referenced.object, constraint)) return false;
  const Oid target = referenced ? referenced.object->oid : 0;
  StoreConstraint(oid, std::move(constraint), target, 0);
  return true;
}

bool Execution::NeedReferencedKey(const Object& from, const Object& to, Constraint& constraint) {
  const TableObject& target = *to.As<TableObject>();
  if (constraint.referenced_columns.empty()) {
    const TableConstraint* key = target.PrimaryKey();
    if (key == nullptr) {
      if (!target.complete) Doubt();
      return Refuse(Kind::kForeignKeyTargetNotUnique, "42704",
                    absl::StrCat("there is no primary key for referenced table \"", to.name.name, "\""), to.name, "",
                    &to);
    }
    constraint.referenced_columns = key->constraint.columns;
  }
  for (const std::string& column : constraint.referenced_columns) {
    const TableColumn* found = target.FindColumn(column);
    if (found != nullptr && found->existence != Existence::kThere) Doubt();
    if (found != nullptr) continue;
    if (!target.complete || HasHole(column)) {
      Doubt();
    } else if (!Refuse(Kind::kUnknownColumn, "42703",
                       absl::StrCat("column \"", column, "\" referenced in foreign key constraint does not exist"),
                       to.name, column, &to)) {
      return false;
    }
  }
  if (constraint.referenced_columns.size() != constraint.columns.size()) {
    return Refuse(Kind::kForeignKeyTargetNotUnique, "42830",
                  "number of referencing and referenced columns for foreign key disagree", from.name);
  }
  for (const Oid index : target.indexes) {
    const Object* one = catalog_.Get(index);
    const IndexObject* candidate = one == nullptr ? nullptr : one->As<IndexObject>();
    const std::optional<std::vector<std::string>> key = candidate == nullptr ? std::nullopt : KeyColumns(*candidate);
    if (!key.has_value() || !SameColumns(*key, constraint.referenced_columns)) continue;
    if (catalog_.ExistenceOf(*one) != Existence::kThere) Doubt();
    return true;
  }
  if (!target.complete) Doubt();
  return Refuse(
      Kind::kForeignKeyTargetNotUnique, "42830",
      absl::StrCat("there is no unique constraint matching given keys for referenced table \"", to.name.name, "\""),
      to.name, absl::StrJoin(constraint.referenced_columns, ", "), &to);
}

bool Execution::NeedSameTypes(const Object& from, const Object& to, const Constraint& constraint) {
  if (from.oid == to.oid && constraint.columns == constraint.referenced_columns) return true;
  for (size_t i = 0; i < constraint.columns.size() && i < constraint.referenced_columns.size(); ++i) {
    const TableColumn* mine = from.As<TableObject>()->FindColumn(constraint.columns[i]);
    const TableColumn* theirs = to.As<TableObject>()->FindColumn(constraint.referenced_columns[i]);
    if (mine == nullptr || theirs == nullptr) continue;
    if (mine->existence != Existence::kThere || theirs->existence != Existence::kThere) Doubt();
    ResolvedType a;
    ResolvedType b;
    const bool was_sure = sure_;
    if (!Resolve(mine->column.type, a) || !Resolve(theirs->column.type, b)) return false;
    sure_ = was_sure;
    if (mine->column.type.dimensions > 0 || theirs->column.type.dimensions > 0) continue;
    const bool system = !a.system.empty() && !b.system.empty();
    const bool mixed =
        (a.oid != 0 && a.system.empty() && !b.system.empty()) || (b.oid != 0 && b.system.empty() && !a.system.empty());
    const bool fits =
        system ? HaveCommonEquality(a.system, b.system) || CastBetween(a.system, b.system) == CastContext::kImplicit
               : !mixed && (a.oid == b.oid || a.oid == 0 || b.oid == 0);
    if (fits) continue;
    if (!Refuse(Kind::kForeignKeyTypeMismatch, "42804",
                absl::StrCat("foreign key constraint \"", constraint.name.value(), "\" cannot be implemented"),
                from.name, constraint.columns[i], &to)) {
      return false;
    }
  }
  return true;
}

bool Execution::AddCheck(Oid oid, Constraint constraint) {
  const Object table = *catalog_.Get(oid);
  const std::optional<std::vector<std::string>> columns = ColumnsIn(*table.As<TableObject>(), constraint.expression);
  for (const std::string& column : columns.value_or(std::vector<std::string>())) {
    const TableColumn* found = table.As<TableObject>()->FindColumn(column);
    if (found != nullptr && found->existence != Existence::kThere) Doubt();
    if (found != nullptr || column == table.name.name || column == "tableoid") continue;
    if (!table.As<TableObject>()->complete) {
      Doubt();
    } else if (!Refuse(Kind::kUnknownColumn, "42703", absl::StrCat("column \"", column, "\" does not exist"),
                       table.name, column, &table)) {
      return false;
    }
  }
  if (constraint.name.Is("")) {
    const bool one = columns.has_value() && columns->size() == 1;
    constraint.name = NameFor(table, one ? *columns : std::vector<std::string>(), "check");
  }
  if (!columns.has_value()) constraint.columns.clear();
  const std::vector<Oid> users = catalog_.UsersOf(oid);
  if (!NeedFreeConstraint(table, constraint.name.value())) return false;
  StoreConstraint(oid, constraint, 0, 0);
  for (const Oid child : constraint.no_inherit ? std::vector<Oid>() : users) {
    const Object* other = catalog_.Get(child);
    const TableObject* inheriting = other == nullptr ? nullptr : other->As<TableObject>();
    if (inheriting == nullptr || inheriting->FindConstraint(constraint.name.value()) != nullptr) continue;
    const bool inherits =
        inheriting->partition_of == oid ||
        std::find(inheriting->inherits.begin(), inheriting->inherits.end(), oid) != inheriting->inherits.end();
    if (!inherits) continue;
    StoreConstraint(child, constraint, 0, 0);
    Change<TableObject>(child, [](TableObject& changed) { changed.constraints.back().inherited = true; });
  }
  return true;
}

bool Execution::AddExclusion(Oid oid, Constraint constraint) {
  const Object table = *catalog_.Get(oid);
  std::vector<std::string> columns;
  for (const IndexElement& element : constraint.elements) {
    if (!element.column.empty()) columns.push_back(element.column);
  }
  if (constraint.name.Is("")) constraint.name = NameFor(table, columns, "excl");
  const std::string name = constraint.name.value();
  if (!NeedFreeRelation({table.name.schema, name}) || !NeedFreeConstraint(table, name)) return false;
  for (const std::string& column : columns) {
    if (table.As<TableObject>()->FindColumn(column) != nullptr || !table.As<TableObject>()->complete) continue;
    if (!Refuse(Kind::kUnknownColumn, "42703", absl::StrCat("column \"", column, "\" does not exist"), table.name,
                column, &table)) {
      return false;
    }
  }
  constraint.columns = columns;
  const Oid index = StoreIndex(oid, IndexOf(table, constraint), true, false);
  StoreConstraint(oid, std::move(constraint), 0, index);
  return true;
}

void Execution::Do(const AddConstraint& add) {
  const Need<TableObject> table = NeedTable(add.table);
  if (table) AddConstraintTo(table.object->oid, add.constraint);
}

void Execution::Do(const DropConstraint& drop) {
  const Need<TableObject> table = NeedTable(drop.table);
  if (!table) return;
  if (!drop.constraint.known() || HasHole(drop.constraint.value())) {
    return Change<TableObject>(table.object->oid, [](TableObject& changed) { changed.complete = false; });
  }
  const std::string& name = drop.constraint.value();
  const TableConstraint* found = table->FindConstraint(name);
  if (found == nullptr) {
    if (drop.if_present || !table->complete) return;
    Refuse(Kind::kUnknownConstraint, "42704", absl::StrCat(Of(name, *table.object), " does not exist"),
           table.object->name, name, table.object);
    return;
  }
  if (found->existence != Existence::kThere) Doubt();
  if (found->inherited &&
      !Refuse(Kind::kObjectInUse, "42P16", absl::StrCat("cannot drop inherited ", Of(name, *table.object)),
              table.object->name, name)) {
    return;
  }
  const std::string what = absl::StrCat("constraint ", name, " on table ", table.object->name.name);
  if (!NeedUnusedKey(*table.object, *found, what, drop.cascade)) return;
  DropConstraintOf(table.object->oid, name);
}

void Execution::DropConstraintOf(Oid oid, const std::string& name) {
  const Object* table = catalog_.Get(oid);
  const TableConstraint* found = table == nullptr ? nullptr : table->As<TableObject>()->FindConstraint(name);
  if (found == nullptr) return;
  const Oid index = found->index;
  const bool check = found->constraint.kind == ConstraintKind::kCheck;
  Change<TableObject>(oid, [&](TableObject& changed) {
    changed.constraints.erase(changed.constraints.begin() +
                              (changed.FindConstraint(name) - changed.constraints.data()));
    changed.indexes.erase(std::remove(changed.indexes.begin(), changed.indexes.end(), index), changed.indexes.end());
  });
  if (index != 0) catalog_.Remove(index);
  if (!check) return;
  for (const Oid child : std::vector<Oid>(catalog_.UsersOf(oid))) {
    const Object* other = catalog_.Get(child);
    const TableObject* inheriting = other == nullptr ? nullptr : other->As<TableObject>();
    const TableConstraint* same = inheriting == nullptr ? nullptr : inheriting->FindConstraint(name);
    if (same != nullptr && same->inherited) DropConstraintOf(child, name);
  }
}

void Execution::Do(const RenameConstraint& rename) {
  const Need<TableObject> table = NeedTable(rename.table);
  if (!table) return;
  const Oid oid = table.object->oid;
  if (!rename.constraint.known() || !rename.to.known()) {
    return Change<TableObject>(oid, [](TableObject& changed) { changed.complete = false; });
  }
  const std::string from = rename.constraint.value();
  const std::string to = rename.to.value();
  const TableConstraint* found = table->FindConstraint(from);
  if (found == nullptr) {
    if (!table->complete) return;
    Refuse(Kind::kUnknownConstraint, "42704",
           absl::StrCat("constraint \"", from, "\" for table \"", table.object->name.name, "\" does not exist"),
           table.object->name, from, table.object);
    return;
  }
  if (found->existence != Existence::kThere) Doubt();
  const Oid index = found->index;
  if (index != 0 && !NeedFreeRelation({table.object->name.schema, to})) return;
  if (!NeedFreeConstraint(*table.object, to)) return;
  Change<TableObject>(oid, [&](TableObject& changed) { changed.FindConstraint(from)->constraint.name = to; });
  const Object* backing = catalog_.Get(index);
  if (backing == nullptr || index == 0) return;
  Object renamed = *backing;
  renamed.name.name = to;
  renamed.As<IndexObject>()->definition.name = to;
  catalog_.Set(std::move(renamed));
}

void Execution::Do(const ValidateConstraint& validate) {
  const Need<TableObject> table = NeedTable(validate.table);
  if (!table || !validate.constraint.known()) return;
  const std::string& name = validate.constraint.value();
  const TableConstraint* found = table->FindConstraint(name);
  if (found == nullptr) {
    if (!table->complete) return;
    Refuse(Kind::kUnknownConstraint, "42704", absl::StrCat(Of(name, *table.object), " does not exist"),
           table.object->name, name, table.object);
    return;
  }
  Change<TableObject>(table.object->oid,
                      [&](TableObject& changed) { changed.FindConstraint(name)->constraint.validated = true; });
}

void Execution::Do(const AlterConstraint& alter) {
  const Need<TableObject> table = NeedTable(alter.table);
  if (!table || !alter.constraint.known()) return;
  const std::string& name = alter.constraint.value();
  if (table->FindConstraint(name) == nullptr) {
    if (!table->complete) return;
    Refuse(Kind::kUnknownConstraint, "42704", absl::StrCat(Of(name, *table.object), " does not exist"),
           table.object->name, name, table.object);
    return;
  }
  Change<TableObject>(table.object->oid, [&](TableObject& changed) {
    Constraint& constraint = changed.FindConstraint(name)->constraint;
    constraint.deferrable = alter.deferrable;
    constraint.initially_deferred = alter.initially_deferred;
    constraint.options = {};
  });
}

}  // namespace retort
