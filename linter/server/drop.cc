#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/server/execution.h"
#include "linter/server/values.h"

namespace retort {

using Kind = Refusal::Kind;

namespace {

Kind UnknownKind(absl::string_view kind) {
  if (kind == "index") return Kind::kUnknownIndex;
  return Kind::kUnknownRelation;
}

std::string Spoken(const Object& object) {
  const std::string name = object.name.schema == "public" ? object.name.name : object.name.ToString();
  return absl::StrCat(KindWord(object), " ", name);
}

// What lives and dies with the object.
bool BelongsTo(const Object& user, Oid owner) {
  if (user.oid == owner) return true;
  if (const IndexObject* index = user.As<IndexObject>()) return index->table == owner;
  if (const SequenceObject* sequence = user.As<SequenceObject>()) return sequence->owner == owner;
  if (const TableObject* table = user.As<TableObject>()) return table->partition_of == owner;
  return false;
}

}  // namespace

bool Execution::NeedUnused(const Object& object, bool cascade) {
  if (cascade) return true;
  for (const Oid user : catalog_.UsersOf(object.oid)) {
    const Object* other = catalog_.Get(user);
    if (other == nullptr || BelongsTo(*other, object.oid)) continue;
    if (catalog_.ExistenceOf(*other) != Existence::kThere) {
      Doubt();
      continue;
    }
    // A foreign key or column that may be gone, or one of a partition that goes too.
    if (const TableObject* table = other->As<TableObject>()) {
      const auto unsure = [&](const auto& part) { return part.existence != Existence::kThere; };
      if (std::any_of(table->columns.begin(), table->columns.end(), unsure) ||
          std::any_of(table->constraints.begin(), table->constraints.end(), unsure)) {
        Doubt();
      }
      if (table->partition_of != 0 && table->partition_of == object.oid) continue;
    }
    return Refuse(Kind::kObjectInUse, "2BP01",
                  absl::StrCat("cannot drop ", Spoken(object), " because other objects depend on it"), object.name,
                  other->name.name, other);
  }
  return true;
}

// Views that read the column, keys of others that stand on it, generated columns.
bool Execution::NeedUnusedColumn(const Object& table, const std::string& column, bool cascade) {
  const std::string what = absl::StrCat("column ", column, " of table ", table.name.name);
  const auto refuse = [&](const Object* by) {
    return Refuse(Kind::kObjectInUse, "2BP01",
                  absl::StrCat("cannot drop ", what, " because other objects depend on it"), table.name, column, by);
  };
  for (const TableColumn& other : table.As<TableObject>()->columns) {
    const bool uses = other.column.generated && Names(other.column.generated->expression, column);
    if (uses && other.column.name != column && !cascade && !refuse(nullptr)) return false;
    if (uses && other.column.name != column && cascade) DropColumnOf(table.oid, other.column.name);
  }
  for (const Oid user : std::vector<Oid>(catalog_.UsersOf(table.oid))) {
    const Object* other = catalog_.Get(user);
    const ViewObject* view = other == nullptr ? nullptr : other->As<ViewObject>();
    if (view == nullptr) continue;
    bool reads = false;
    for (const ColumnUse& use : view->uses) {
      if (use.relation != table.oid) continue;
      if (use.column.empty()) Doubt();
      reads = reads || use.column == column;
    }
    if (!reads) continue;
    if (catalog_.ExistenceOf(*other) != Existence::kThere) Doubt();
    if (!cascade && !refuse(other)) return false;
    if (cascade) RemoveWithParts(user);
  }
  const std::vector<TableConstraint> constraints = catalog_.Get(table.oid)->As<TableObject>()->constraints;
  for (const TableConstraint& key : constraints) {
    const std::vector<std::string>& columns = key.constraint.columns;
    if (key.index == 0 || std::find(columns.begin(), columns.end(), column) == columns.end()) continue;
    if (!NeedUnusedKey(table, key, what, cascade)) return false;
  }
  return true;
}

bool Execution::NeedUnusedKey(const Object& table, const TableConstraint& key, const std::string& what, bool cascade) {
  if (key.index == 0) return true;
  // Another key on the same columns would do as well, and PostgreSQL chose one: only the first is needed.
  std::vector<std::string> columns = key.constraint.columns;
  std::sort(columns.begin(), columns.end());
  for (const Oid user : std::vector<Oid>(catalog_.UsersOf(table.oid))) {
    const Object* other = catalog_.Get(user);
    const TableObject* referencing = other == nullptr ? nullptr : other->As<TableObject>();
    if (referencing == nullptr) continue;
    const std::vector<TableConstraint> constraints = referencing->constraints;
    for (const TableConstraint& foreign : constraints) {
      if (foreign.referenced != table.oid) continue;
      std::vector<std::string> referenced = foreign.constraint.referenced_columns;
      std::sort(referenced.begin(), referenced.end());
      if (referenced != columns) continue;
      for (const TableConstraint& twin : table.As<TableObject>()->constraints) {
        std::vector<std::string> same = twin.constraint.columns;
        std::sort(same.begin(), same.end());
        if (twin.index != 0 && twin.index != key.index && same == columns) Doubt();
      }
      if (foreign.existence != Existence::kThere || catalog_.ExistenceOf(*other) != Existence::kThere) Doubt();
      // A column takes its own keys along, also a self-reference.
      const bool own = user == table.oid && what.rfind("column", 0) == 0;
      if (!cascade && !own) {
        if (!Refuse(Kind::kObjectInUse, "2BP01",
                    absl::StrCat("cannot drop ", what, " because other objects depend on it"), table.name,
                    foreign.constraint.name.known() ? foreign.constraint.name.value() : "", other)) {
          return false;
        }
        continue;
      }
      if (foreign.constraint.name.known()) DropConstraintOf(user, foreign.constraint.name.value());
    }
  }
  return true;
}

// CASCADE: what of the user needs the object that goes.
void Execution::RemoveUser(Oid user, Oid used) {
  const Object* other = catalog_.Get(user);
  if (other == nullptr) return;
  if (BelongsTo(*other, used) || other->As<ViewObject>() != nullptr) return RemoveWithParts(user);
  if (const DomainObject* domain = other->As<DomainObject>(); domain != nullptr) return RemoveWithParts(user);
  const TableObject* table = other->As<TableObject>();
  if (table == nullptr) return;
  if (std::find(table->inherits.begin(), table->inherits.end(), used) != table->inherits.end()) {
    return RemoveWithParts(user);
  }
  for (const TableConstraint& constraint : std::vector<TableConstraint>(table->constraints)) {
    if (constraint.referenced == used && constraint.constraint.name.known()) {
      DropConstraintOf(user, constraint.constraint.name.value());
    }
  }
  for (const TableColumn& one : std::vector<TableColumn>(catalog_.Get(user)->As<TableObject>()->columns)) {
    if (one.type == used) DropColumnOf(user, one.column.name);
  }
  Change<TableObject>(user, [&](TableObject& changed) {
    changed.triggers.erase(std::remove_if(changed.triggers.begin(), changed.triggers.end(),
                                          [&](const TableTrigger& trigger) { return trigger.function == used; }),
                           changed.triggers.end());
  });
}

void Execution::RemoveWithParts(Oid oid) {
  const Object* object = catalog_.Get(oid);
  if (object == nullptr) return;
  if (const IndexObject* index = object->As<IndexObject>()) {
    const Oid table = index->table;
    Change<TableObject>(table, [&](TableObject& changed) {
      changed.indexes.erase(std::remove(changed.indexes.begin(), changed.indexes.end(), oid), changed.indexes.end());
    });
    Change<ViewObject>(table, [&](ViewObject& changed) {
      changed.indexes.erase(std::remove(changed.indexes.begin(), changed.indexes.end(), oid), changed.indexes.end());
    });
  }
  const std::vector<Oid> users = catalog_.UsersOf(oid);
  catalog_.Remove(oid);
  for (const Oid user : users) RemoveUser(user, oid);
}

bool Execution::DropRelation(const Name& name, absl::string_view kind, bool if_present, bool cascade) {
  const Catalog::Found found = catalog_.FindRelation(name);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    if (if_present) return true;
    if (!name.schema.empty() && !NeedSchema(name)) return false;
    return Refuse(UnknownKind(kind), kind == "index" ? "42704" : "42P01",
                  absl::StrCat(kind, " \"", name.name, "\" does not exist"), name);
  }
  if (found.object == nullptr) {
    if (!name.known()) catalog_.Taint(Catalog::kRelations);
    return true;
  }
  const Object object = *found.object;
  if (object.As<OtherObject>() == nullptr && KindWord(object) != kind) return RefuseKind(object, kind);
  if (const IndexObject* index = object.As<IndexObject>()) {
    const Object* table = catalog_.Get(index->table);
    if (index->of_constraint &&
        !Refuse(Kind::kObjectInUse, "2BP01",
                absl::StrCat("cannot drop index ", object.name.name, " because constraint ", object.name.name,
                             " on table ", table == nullptr ? "" : table->name.name, " requires it"),
                object.name, "", &object)) {
      return false;
    }
    if (table != nullptr && table->As<TableObject>() != nullptr && !index->of_constraint &&
        index->definition.unique.Is(true)) {
      TableConstraint key;
      key.index = object.oid;
      for (const IndexElement& element : index->definition.elements) key.constraint.columns.push_back(element.column);
      if (!NeedUnusedKey(*table, key, Spoken(object), cascade)) return false;
    }
  }
  if (const SequenceObject* sequence = object.As<SequenceObject>();
      sequence != nullptr && sequence->owner != 0 && !cascade) {
    const Object* owner = catalog_.Get(sequence->owner);
    const TableObject* table = owner == nullptr ? nullptr : owner->As<TableObject>();
    const TableColumn* column = table == nullptr ? nullptr : table->FindColumn(sequence->owner_column);
    const bool used = column != nullptr && column->sequence == object.oid &&
                      !(column->column.server_default.known() && column->column.server_default.value().empty() &&
                        !column->column.identity.has_value());
    if (used && !Refuse(Kind::kObjectInUse, "2BP01",
                        absl::StrCat("cannot drop sequence ", object.name.name, " because other objects depend on it"),
                        object.name, "", owner)) {
      return false;
    }
  }
  if (!NeedUnused(object, cascade)) return false;
  RemoveWithParts(object.oid);
  return true;
}

bool Execution::DropUserType(const Name& name, bool if_present, bool cascade, absl::string_view kind) {
  const Catalog::Found found = catalog_.FindType(name);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    if (if_present) return true;
    if (!name.schema.empty() && !NeedSchema(name)) return false;
    return Refuse(Kind::kUnknownType, "42704", absl::StrCat("type \"", name.ToString(), "\" does not exist"), name);
  }
  if (found.object == nullptr) {
    if (!name.known()) catalog_.Taint(Catalog::kTypes);
    return true;
  }
  const bool is_domain = found.As<DomainObject>() != nullptr;
  if (kind == "domain" && !is_domain && found.there() && !RefuseKind(*found.object, "domain")) return false;
  if (!NeedUnused(*found.object, cascade)) return false;
  RemoveWithParts(found.object->oid);
  return true;
}

}  // namespace retort
