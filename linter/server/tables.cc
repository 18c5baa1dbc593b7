#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/server/execution.h"
#include "linter/server/values.h"

namespace retort {

using Kind = Refusal::Kind;

namespace {

// What a partition or child has from its parent. Constraints keep their names.
void Inherit(const TableObject& parent, bool partition, TableObject& table) {
  for (TableColumn column : parent.columns) {
    if (table.FindColumn(column.column.name) != nullptr) continue;
    column.inherited = true;
    column.sequence = 0;
    column.comment.clear();
    if (!partition) column.column.identity.reset();
    table.columns.push_back(std::move(column));
  }
  for (TableConstraint constraint : parent.constraints) {
    if (constraint.constraint.kind != ConstraintKind::kCheck || constraint.constraint.no_inherit) continue;
    constraint.inherited = true;
    table.constraints.push_back(std::move(constraint));
  }
  table.complete = table.complete && parent.complete;
}

// PostgreSQL makes primary keys first, then unique ones, checks, and foreign keys last.
int Turn(const Constraint& constraint) {
  switch (constraint.kind) {
    case ConstraintKind::kCheck:
      return 0;
    case ConstraintKind::kPrimaryKey:
      return 1;
    case ConstraintKind::kForeignKey:
      return 3;
    default:
      return 2;
  }
}

bool IsKey(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::kPrimaryKey || constraint.kind == ConstraintKind::kUnique;
}

// A second key on the same columns is dropped; an unnamed first one takes its name.
std::vector<Constraint> InTurn(std::vector<Constraint> constraints) {
  std::stable_sort(constraints.begin(), constraints.end(),
                   [](const Constraint& a, const Constraint& b) { return Turn(a) < Turn(b); });
  std::vector<Constraint> kept;
  for (Constraint& constraint : constraints) {
    const auto twin = std::find_if(kept.begin(), kept.end(), [&](const Constraint& other) {
      return IsKey(constraint) && IsKey(other) && constraint.kind == ConstraintKind::kUnique &&
             other.columns == constraint.columns && other.deferrable == constraint.deferrable &&
             other.initially_deferred == constraint.initially_deferred;
    });
    if (twin == kept.end()) {
      kept.push_back(std::move(constraint));
    } else if (twin->name.Is("")) {
      twin->name = constraint.name;
    }
  }
  return kept;
}

}  // namespace

void Execution::Do(const CreateTable& create) {
  const Name name = catalog_.Canonical(create.table);
  if (!name.known()) return catalog_.MayHoldMore(Catalog::kRelations);
  if (create.persistence == Persistence::kTemporary) return Touch(name);
  if (!NeedSchema(name)) return;
  const Catalog::Found there = catalog_.FindRelation(name);
  if (create.if_absent && there.there()) return;
  const bool maybe_there = create.if_absent && there.unknown();
  if (!NeedFreeRelation(name)) return;

  TableObject table{.persistence = create.persistence, .partition_by = create.partition_by, .bound = create.bound};
  table.complete = create.complete && !maybe_there;
  table.options = create.options;
  table.empty = create.options.find(" AS ") == std::string::npos && create.complete ? Known(true) : kUnknown;
  std::vector<Name> parents = create.inherits;
  if (!create.partition_of.name.empty()) parents.push_back(create.partition_of);
  std::vector<Oid> parent_oids;
  for (const Name& parent : parents) {
    const Need<TableObject> found = NeedTable(parent);
    if (found.failed) return;
    if (found) parent_oids.push_back(found.object->oid);
    if (found) Inherit(*found.object->As<TableObject>(), !create.partition_of.name.empty(), table);
    if (!found) table.complete = false;
  }
  if (!create.partition_of.name.empty()) {
    table.partition_of = parent_oids.empty() ? 0 : parent_oids.front();
  } else {
    table.inherits = parent_oids;
  }
  std::vector<Oid> sequences;
  for (const Column& column : create.columns) {
    if (!AddColumnTo(name, table, column, sequences)) return;
  }
  if (!NeedFreeType(name)) return;
  // What may be there already keeps what it is in the catalogue.
  if (there.object != nullptr && mode_ == Mode::kAssume) catalog_.Remove(there.object->oid);
  const Oid oid = Make(name, std::move(table));
  for (const Oid sequence : sequences) Change<SequenceObject>(sequence, [&](SequenceObject& own) { own.owner = oid; });
  for (const Constraint& constraint : InTurn(create.constraints)) {
    if (!AddConstraintTo(oid, constraint)) return;
  }
  // A partition has every index of its parent.
  const Oid parent = catalog_.Get(oid)->As<TableObject>()->partition_of;
  if (const Object* partitioned = catalog_.Get(parent); partitioned != nullptr && parent != 0) {
    for (const TableConstraint& key : partitioned->As<TableObject>()->constraints) {
      if (key.constraint.kind == ConstraintKind::kCheck) continue;
      Constraint copy = key.constraint;
      copy.name = key.constraint.kind == ConstraintKind::kForeignKey ? copy.name : Known(std::string());
      if (!AddConstraintTo(oid, copy)) return;
    }
    const std::vector<Oid> indexes = partitioned->As<TableObject>()->indexes;
    for (const Oid index : indexes) {
      const Object* object = catalog_.Get(index);
      const IndexObject* definition = object == nullptr ? nullptr : object->As<IndexObject>();
      if (definition == nullptr || definition->of_constraint) continue;
      CreateIndex copy = definition->definition;
      copy.name = std::string();
      copy.table = name;
      Do(copy);
    }
  }
}

void Execution::Do(const DropTable& drop) { DropRelation(drop.table, "table", drop.if_present, drop.cascade); }

void Execution::Do(const RenameTable& rename) {
  const Catalog::Found found = catalog_.FindRelation(rename.table);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    Refuse(Kind::kUnknownRelation, "42P01", absl::StrCat("relation \"", rename.table.ToString(), "\" does not exist"),
           rename.table);
    return;
  }
  Name to = rename.to;
  if (to.schema.empty() && found.object != nullptr) to.schema = found.object->name.schema;
  to = catalog_.Canonical(to);
  if (!to.known()) {
    Touch(rename.table);
    return;
  }
  if (!NeedSchema(to) || !NeedFreeRelation(to)) return;
  if (found.object == nullptr) return Touch(to);
  Object renamed = *found.object;
  renamed.existence = catalog_.ExistenceOf(*found.object);
  const bool moves = renamed.name.schema != to.schema;
  renamed.name = to;
  // Indexes and owned sequences move along with a table to another schema.
  if (const TableObject* table = renamed.As<TableObject>(); table != nullptr && moves) {
    std::vector<Oid> along = table->indexes;
    for (const TableColumn& column : table->columns) along.push_back(column.sequence);
    for (const Oid oid : along) {
      const Object* part = catalog_.Get(oid);
      if (part == nullptr) continue;
      Object copy = *part;
      copy.name.schema = to.schema;
      catalog_.Set(std::move(copy));
    }
  }
  for (const Oid user : std::vector<Oid>(catalog_.UsersOf(renamed.oid))) {
    Change<ViewObject>(user, [&](ViewObject& view) {
      view.definition.query = Renamed(view.definition.query, found.object->name.name, to.name);
    });
  }
  // The index of a constraint shares its name.
  if (IndexObject* index = renamed.As<IndexObject>(); index != nullptr && !moves) {
    const std::string from = index->definition.name.known() ? index->definition.name.value() : "";
    index->definition.name = to.name;
    if (index->of_constraint) {
      Change<TableObject>(index->table, [&](TableObject& table) {
        if (TableConstraint* constraint = table.FindConstraint(from)) constraint->constraint.name = to.name;
      });
    }
  }
  catalog_.Set(std::move(renamed));
}

void Execution::Do(const AttachPartition& attach) {
  const Need<TableObject> table = NeedTable(attach.table);
  if (table.failed) return;
  const Need<TableObject> partition = NeedTable(attach.partition);
  if (partition.failed || !table || !partition) return;
  if (!table->IsPartitioned() &&
      !Refuse(Kind::kWrongObjectKind, "42P16", absl::StrCat("\"", table.object->name.name, "\" is not partitioned"),
              table.object->name)) {
    return;
  }
  Change<TableObject>(partition.object->oid, [&](TableObject& child) {
    child.partition_of = table.object->oid;
    child.bound = attach.bound;
    child.complete = false;  // indexes that it lacks are made
  });
}

void Execution::Do(const DetachPartition& detach) {
  if (!NeedBlock(detach.concurrently, "ALTER TABLE ... DETACH CONCURRENTLY")) return;
  const Need<TableObject> table = NeedTable(detach.table);
  if (table.failed) return;
  const Need<TableObject> partition = NeedTable(detach.partition);
  if (partition.failed || !table || !partition) return;
  if (partition->partition_of != table.object->oid &&
      !Refuse(Kind::kUnknownRelation, "42P01",
              absl::StrCat("relation \"", partition.object->name.name, "\" is not a partition of relation \"",
                           table.object->name.name, "\""),
              partition.object->name)) {
    return;
  }
  Change<TableObject>(partition.object->oid, [](TableObject& child) {
    child.partition_of = 0;
    child.bound.clear();
    for (TableColumn& column : child.columns) column.inherited = false;
    for (TableConstraint& constraint : child.constraints) constraint.inherited = false;
  });
}

void Execution::Do(const AlterTable& alter) {
  using What = AlterTable::Change;
  const Need<TableObject> table = NeedTable(alter.table);
  if (!table) return;
  Change<TableObject>(table.object->oid, [&](TableObject& changed) {
    if (alter.change == What::kSetLogged) changed.persistence = Persistence::kPermanent;
    if (alter.change == What::kSetUnlogged) changed.persistence = Persistence::kUnlogged;
    if (alter.change == What::kEnableRowSecurity) changed.row_security = true;
    if (alter.change == What::kDisableRowSecurity) changed.row_security = false;
    const bool inheritance = alter.change == What::kInherit || alter.change == What::kNoInherit;
    const bool triggers = alter.change == What::kEnableTriggers || alter.change == What::kDisableTriggers;
    if (inheritance || triggers) changed.complete = false;
  });
}

}  // namespace retort
