#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/postgres/type_facts.h"
#include "linter/schema/default_names.h"
#include "linter/server/execution.h"
#include "linter/server/values.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/expression.h"
#include "linter/sql/quote.h"

namespace retort {

using Kind = Refusal::Kind;

namespace {

constexpr absl::string_view kSystemColumns[] = {"tableoid", "cmax", "xmax", "cmin", "xmin", "ctid"};

bool IsSystemColumn(absl::string_view name) {
  return std::find(std::begin(kSystemColumns), std::end(kSystemColumns), name) != std::end(kSystemColumns);
}

std::string OfRelation(absl::string_view column, const Object& table) {
  return absl::StrCat("column \"", column, "\" of relation \"", table.name.name, "\"");
}

// The integer type behind serial.
Type IntegerOf(const Type& serial) {
  if (serial.name.name == "bigserial") return {.name = {"", "int8"}};
  return {.name = {"", serial.name.name == "smallserial" ? "int2" : "int4"}};
}

template <typename T>
void Replace(std::vector<T>& all, const T& from, const T& to) {
  std::replace(all.begin(), all.end(), from, to);
}

}  // namespace

Oid Execution::MakeSequence(const Name& table, const std::string& column, SequenceOptions options, bool of_identity) {
  const std::string name = DefaultName(table.name, {column}, "seq", [&](absl::string_view taken) {
    return !catalog_.FindRelation({table.schema, std::string(taken)}).absent();
  });
  return Make({table.schema, name},
              SequenceObject{.options = std::move(options), .owner_column = column, .of_identity = of_identity});
}

bool Execution::AddColumnTo(const Name& name, TableObject& table, const Column& column, std::vector<Oid>& sequences) {
  if (column.name.empty() || HasHole(column.name)) {
    table.complete = false;
    return true;
  }
  TableColumn* there = table.FindColumn(column.name);
  if (there != nullptr && !there->inherited &&
      !Refuse(Kind::kColumnExists, "42701", absl::StrCat("column \"", column.name, "\" specified more than once"), name,
              column.name)) {
    return false;
  }
  TableColumn added;
  added.at = at_;
  added.column = column;
  ResolvedType type;
  if (column.type.IsSerial()) {
    added.column.type = IntegerOf(column.type);
    added.column.nullable = false;
    added.sequence = MakeSequence(name, column.name, {.type = added.column.type.name.name}, false);
    const Name& sequence = catalog_.Get(added.sequence)->name;
    added.column.server_default = absl::StrCat("nextval('", QuotedName(sequence), "'::regclass)");
  } else if (!Resolve(column.type, type)) {
    return false;
  }
  if (column.identity.has_value()) {
    SequenceOptions options = column.identity->sequence;
    if (options.type.empty()) options.type = column.type.name.name;
    added.sequence = MakeSequence(name, column.name, std::move(options), true);
    added.column.nullable = false;
  }
  added.type = type.oid;
  if (added.sequence != 0) sequences.push_back(added.sequence);
  if (!CheckDefault(name, column, type)) return false;
  if (there != nullptr) {
    *there = std::move(added);
  } else {
    table.columns.push_back(std::move(added));
  }
  return true;
}

bool Execution::CheckDefault(const Name& table, const Column& column, const ResolvedType& type) {
  if (!column.server_default.known() || column.server_default.value().empty()) return true;
  const std::optional<SqlNames> names = ReadExpression(column.server_default.value());
  if (!names.has_value()) return true;
  for (const std::string& sequence : names->sequences) {
    const Catalog::Found found = catalog_.FindRelation(NameIn(sequence));
    if (found.unknown()) Doubt();
    if (found.absent() && !Refuse(Kind::kUnknownRelation, "42P01",
                                  absl::StrCat("relation \"", sequence, "\" does not exist"), NameIn(sequence))) {
      return false;
    }
  }
  for (const SqlConstant& constant : names->constants) {
    if (constant.cast.dimensions > 0 || !constant.cast.known()) continue;
    const Catalog::Found cast = catalog_.FindType(constant.cast.name);
    if (cast.As<EnumObject>() != nullptr && !CheckLabel(*cast.object, constant.text)) return false;
  }
  if (!names->constant.has_value() && !names->function.has_value()) return true;
  if (column.type.dimensions > 0) return true;
  if (const Object* user = catalog_.Get(type.oid); user != nullptr && type.oid != 0) {
    const bool plain = names->constant.has_value() && names->constant->kind == SqlConstant::Kind::kString &&
                       !names->constant->cast.known();
    return !plain || CheckLabel(*user, names->constant->text);
  }
  const absl::string_view system = column.type.IsSerial() ? "int4" : absl::string_view(type.system);
  if (system.empty()) return true;
  const std::optional<ValueProblem> problem = ProblemOf(*names, system, column.name);
  return !problem.has_value() || Refuse(Kind::kInvalidDefault, problem->sqlstate, problem->message, table, column.name);
}

void Execution::Do(const AddColumn& add) {
  const Need<TableObject> table = NeedTable(add.table);
  if (!table) return;
  const Object& object = *table.object;
  if (add.column.name.empty() || HasHole(add.column.name)) {
    return Change<TableObject>(object.oid, [](TableObject& changed) { changed.complete = false; });
  }
  const TableColumn* there = table->FindColumn(add.column.name);
  if (there == nullptr && !table->complete) Doubt();
  if (there != nullptr && there->existence == Existence::kUnknown) Doubt();
  if (IsSystemColumn(add.column.name) &&
      !Refuse(Kind::kColumnExists, "42701",
              absl::StrCat("column name \"", add.column.name, "\" conflicts with a system column name"), object.name,
              add.column.name)) {
    return;
  }
  if (there != nullptr) {
    if (add.if_absent) return;
    Refusal refusal{.kind = Kind::kColumnExists, .sqlstate = "42701"};
    refusal.message = absl::StrCat(OfRelation(add.column.name, object), " already exists");
    refusal.subject = object.name;
    refusal.part = add.column.name;
    refusal.earlier = there->at;
    if (!Refuse(std::move(refusal))) return;
  }
  const Oid oid = object.oid;
  const Name name = object.name;
  TableObject changed = *object.As<TableObject>();
  if (there != nullptr) {  // whichever of the two it is now
    changed.columns.erase(changed.columns.begin() + (there - table->columns.data()));
  }
  std::vector<Oid> sequences;
  if (!AddColumnTo(name, changed, add.column, sequences)) return;
  const bool maybe = !table->complete && add.if_absent;
  if (maybe && changed.FindColumn(add.column.name) != nullptr) {
    changed.FindColumn(add.column.name)->existence = Existence::kUnknown;
  }
  const bool fills = !add.column.FillsItself().Is(false);
  if (changed.empty.Is(false) && add.column.nullable.Is(false) && !fills &&
      !Refuse(Kind::kNullsInColumn, "23502", absl::StrCat(OfRelation(add.column.name, object), " contains null values"),
              name, add.column.name)) {
    return;
  }
  Change<TableObject>(oid, [&](TableObject& now) { now = changed; });
  for (const Oid sequence : sequences) Change<SequenceObject>(sequence, [&](SequenceObject& own) { own.owner = oid; });
  for (const Oid child : std::vector<Oid>(catalog_.UsersOf(oid))) {
    const Object* other = catalog_.Get(child);
    const TableObject* inheriting = other == nullptr ? nullptr : other->As<TableObject>();
    const bool inherits = inheriting != nullptr && (inheriting->partition_of == oid ||
                                                    std::find(inheriting->inherits.begin(), inheriting->inherits.end(),
                                                              oid) != inheriting->inherits.end());
    if (!inherits || inheriting->FindColumn(add.column.name) != nullptr) continue;
    Change<TableObject>(child, [&](TableObject& now) {
      TableColumn column = *changed.FindColumn(add.column.name);
      column.inherited = true;
      now.columns.push_back(std::move(column));
    });
  }
  for (const Constraint& constraint : add.constraints) {
    if (!AddConstraintTo(oid, constraint)) return;
  }
}

void Execution::Do(const DropColumn& drop) {
  const Need<TableObject> table = NeedTable(drop.table);
  if (!table) return;
  const Object& object = *table.object;
  if (drop.column.empty() || HasHole(drop.column)) {
    return Change<TableObject>(object.oid, [](TableObject& changed) { changed.complete = false; });
  }
  const TableColumn* column = table->FindColumn(drop.column);
  if (column == nullptr) {
    if (drop.if_present || !table->complete) return;
    Refuse(Kind::kUnknownColumn, "42703", absl::StrCat(OfRelation(drop.column, object), " does not exist"), object.name,
           drop.column, &object);
    return;
  }
  if (column->existence == Existence::kUnknown) Doubt();
  if (column->inherited &&
      !Refuse(Kind::kObjectInUse, "42P16", absl::StrCat("cannot drop inherited column \"", drop.column, "\""),
              object.name, drop.column)) {
    return;
  }
  if (table->IsPartitioned() && Names(table->partition_by, drop.column) &&
      !Refuse(Kind::kObjectInUse, "42P16",
              absl::StrCat("cannot drop column \"", drop.column,
                           "\" because it is part of the partition key of relation \"", object.name.name, "\""),
              object.name, drop.column)) {
    return;
  }
  if (!NeedUnusedColumn(object, drop.column, drop.cascade)) return;
  DropColumnOf(object.oid, drop.column);
}

// With the indexes, constraints and sequences that stand on it, and the same column of partitions and children.
void Execution::DropColumnOf(Oid oid, const std::string& column) {
  const Object* object = catalog_.Get(oid);
  const TableObject* table = object == nullptr ? nullptr : object->As<TableObject>();
  const TableColumn* dropped = table == nullptr ? nullptr : table->FindColumn(column);
  if (dropped == nullptr) return;
  const Oid sequence = dropped->sequence;
  std::vector<std::string> constraints;
  for (const TableConstraint& one : table->constraints) {
    const std::vector<std::string>& columns = one.constraint.columns;
    const bool lists = std::find(columns.begin(), columns.end(), column) != columns.end();
    const bool names = one.constraint.kind == ConstraintKind::kCheck && Names(one.constraint.expression, column);
    if ((lists || names) && one.constraint.name.known()) constraints.push_back(one.constraint.name.value());
  }
  for (const std::string& constraint : constraints) DropConstraintOf(oid, constraint);
  for (const Oid index : std::vector<Oid>(catalog_.Get(oid)->As<TableObject>()->indexes)) {
    const Object* one = catalog_.Get(index);
    if (one == nullptr ||
        !IndexNames(*one->As<IndexObject>(), column,
                    [this](const std::string& text, const std::string& c) { return Names(text, c); })) {
      continue;
    }
    RemoveWithParts(index);
  }
  if (sequence != 0) catalog_.Remove(sequence);
  Change<TableObject>(oid, [&](TableObject& changed) {
    changed.columns.erase(std::remove_if(changed.columns.begin(), changed.columns.end(),
                                         [&](const TableColumn& one) { return one.column.name == column; }),
                          changed.columns.end());
  });
  for (const Oid child : std::vector<Oid>(catalog_.UsersOf(oid))) {
    const Object* other = catalog_.Get(child);
    const TableObject* inheriting = other == nullptr ? nullptr : other->As<TableObject>();
    if (inheriting == nullptr || inheriting->FindColumn(column) == nullptr) continue;
    const bool partition = inheriting->partition_of == oid;
    const bool inherits = partition || std::find(inheriting->inherits.begin(), inheriting->inherits.end(), oid) !=
                                           inheriting->inherits.end();
    if (inherits && inheriting->FindColumn(column)->inherited) DropColumnOf(child, column);
  }
}

void Execution::RenameColumn(Oid oid, const std::string& from, const std::string& to) {
  const Object* object = catalog_.Get(oid);
  if (object == nullptr || object->As<TableObject>() == nullptr) return;
  const std::vector<Oid> indexes = object->As<TableObject>()->indexes;
  const std::vector<Oid> users = catalog_.UsersOf(oid);
  const TableColumn* column = object->As<TableObject>()->FindColumn(from);
  const Oid sequence = column == nullptr ? 0 : column->sequence;
  Change<TableObject>(oid, [&](TableObject& table) {
    if (TableColumn* renamed = table.FindColumn(from)) renamed->column.name = to;
    for (TableColumn& one : table.columns) {
      if (one.column.generated) one.column.generated->expression = Renamed(one.column.generated->expression, from, to);
    }
    for (TableConstraint& constraint : table.constraints) {
      Replace(constraint.constraint.columns, from, to);
      Replace(constraint.constraint.include, from, to);
      constraint.constraint.expression = Renamed(constraint.constraint.expression, from, to);
      if (constraint.referenced == oid) Replace(constraint.constraint.referenced_columns, from, to);
    }
    table.partition_by = Renamed(table.partition_by, from, to);
  });
  if (sequence != 0) Change<SequenceObject>(sequence, [&](SequenceObject& own) { own.owner_column = to; });
  for (const Oid index : indexes) {
    Change<IndexObject>(index, [&](IndexObject& changed) {
      for (IndexElement& element : changed.definition.elements) {
        if (element.column == from) element.column = to;
        element.expression = Renamed(element.expression, from, to);
        element.spelling = {};
      }
      Replace(changed.definition.include, from, to);
      changed.definition.where = Renamed(changed.definition.where, from, to);
    });
  }
  for (const Oid user : users) {
    Change<ViewObject>(user, [&](ViewObject& view) {
      for (ColumnUse& use : view.uses) {
        if (use.relation == oid && use.column == from) use.column = to;
      }
    });
    if (user == oid) continue;
    const Object* other = catalog_.Get(user);
    const TableObject* table = other == nullptr ? nullptr : other->As<TableObject>();
    if (table == nullptr) continue;
    Change<TableObject>(user, [&](TableObject& changed) {
      for (TableConstraint& constraint : changed.constraints) {
        if (constraint.referenced == oid) Replace(constraint.constraint.referenced_columns, from, to);
      }
    });
    const TableColumn* inherited = catalog_.Get(user)->As<TableObject>()->FindColumn(from);
    const bool child = table->partition_of == oid ||
                       std::find(table->inherits.begin(), table->inherits.end(), oid) != table->inherits.end();
    if (child && inherited != nullptr && inherited->inherited) RenameColumn(user, from, to);
  }
}

}  // namespace retort
