#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/postgres/type_facts.h"
#include "linter/server/execution.h"
#include "linter/source/mapped_text.h"

namespace retort {

using Kind = Refusal::Kind;

namespace {

// What stands for each element in the name that PostgreSQL makes.
std::vector<std::string> NameParts(const CreateIndex& create) {
  std::vector<std::string> parts;
  for (const IndexElement& element : create.elements) {
    parts.push_back(element.column.empty() ? "expr" : element.column);
  }
  for (const std::string& column : create.include) parts.push_back(column);
  return parts;
}

}  // namespace

Oid Execution::StoreIndex(Oid table, CreateIndex definition, bool of_constraint, bool primary) {
  const Object* object = catalog_.Get(table);
  const Name name{object->name.schema, definition.name.known() ? definition.name.value() : ""};
  IndexObject index{
      .table = table, .definition = std::move(definition), .of_constraint = of_constraint, .primary = primary};
  if (catalog_.FindRelation(name).object != nullptr && mode_ == Mode::kAssume) {
    catalog_.Remove(catalog_.FindRelation(name).object->oid);
  }
  const Oid oid = Make(name, std::move(index));
  Change<TableObject>(table, [&](TableObject& changed) { changed.indexes.push_back(oid); });
  Change<ViewObject>(table, [&](ViewObject& changed) { changed.indexes.push_back(oid); });
  return oid;
}

void Execution::Do(const CreateIndex& create) {
  if (!NeedBlock(create.concurrently, "CREATE INDEX CONCURRENTLY")) return;
  const Catalog::Found found = catalog_.FindRelation(create.table);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    if (!create.table.schema.empty() && !NeedSchema(create.table)) return;
    Refuse(Kind::kUnknownRelation, "42P01", absl::StrCat("relation \"", create.table.ToString(), "\" does not exist"),
           create.table);
    return;
  }
  if (found.object == nullptr) {
    if (create.name.known() && !create.name.value().empty()) {
      Touch({create.table.schema, create.name.value()});
    }
    return;
  }
  const Object object = *found.object;
  const ViewObject* view = object.As<ViewObject>();
  const TableObject* table = object.As<TableObject>();
  if (table == nullptr && (view == nullptr || !view->definition.materialized)) {
    Refuse(Kind::kWrongObjectKind, "42809", absl::StrCat("cannot create index on relation \"", object.name.name, "\""),
           object.name, "", &object);
    return;
  }
  if (table != nullptr && table->IsPartitioned() && create.concurrently &&
      !Refuse(Kind::kConcurrentlyOnPartitioned, "0A000",
              absl::StrCat("cannot create index on partitioned table \"", object.name.name, "\" concurrently"),
              object.name)) {
    return;
  }
  if (!create.name.known() || HasHole(create.name.value())) {
    return Change<TableObject>(object.oid, [](TableObject& changed) { changed.complete = false; });
  }
  const bool known_columns = table != nullptr && table->complete;
  if (table != nullptr && !table->complete) Doubt();
  std::string name = create.name.value();
  const bool default_name = name.empty();
  if (!default_name) {
    const Catalog::Found taken = catalog_.FindRelation({object.name.schema, name});
    if (taken.there() && create.if_absent) return;
    if (taken.unknown() && create.if_absent) return Touch({object.name.schema, name});
    if (taken.unknown()) Doubt();
    if (taken.there() && !Refuse(Kind::kIndexExists, "42P07", absl::StrCat("relation \"", name, "\" already exists"),
                                 {object.name.schema, name}, "", taken.object)) {
      return;
    }
  }
  std::vector<std::string> columns = create.include;
  for (const IndexElement& element : create.elements) {
    if (!element.column.empty()) columns.push_back(element.column);
    if (element.expression.empty() || table == nullptr) continue;
    for (const std::string& column : ColumnsIn(*table, element.expression).value_or(std::vector<std::string>())) {
      columns.push_back(column);
    }
  }
  if (!create.where.empty() && table != nullptr) {
    for (const std::string& column : ColumnsIn(*table, create.where).value_or(std::vector<std::string>())) {
      columns.push_back(column);
    }
  }
  for (const std::string& column : columns) {
    if (HasHole(column) || !known_columns) continue;
    const TableColumn* part = table->FindColumn(column);
    if (part != nullptr && part->existence != Existence::kThere) Doubt();
    if (part != nullptr || column == object.name.name) continue;
    if (!Refuse(Kind::kUnknownColumn, "42703", absl::StrCat("column \"", column, "\" does not exist"), object.name,
                column, &object)) {
      return;
    }
  }
  for (const IndexElement& element : create.elements) {
    const TableColumn* part = table == nullptr ? nullptr : table->FindColumn(element.column);
    if (part == nullptr || !element.operator_class.empty() || part->column.type.dimensions > 0) continue;
    ResolvedType type;
    const bool was_sure = sure_;
    if (!Resolve(part->column.type, type)) return;
    sure_ = was_sure;
    if (type.system.empty() || HasDefaultOperatorClass(create.method, type.system)) continue;
    const absl::string_view method = create.method.empty() ? "btree" : absl::string_view(create.method);
    if (method != "btree") Doubt();  // btree_gin and btree_gist bring more
    if (!Refuse(Kind::kInvalidDefinition, "42704",
                absl::StrCat("data type ", SpokenType(type.system),
                             " has no default operator class for access method \"", method, "\""),
                object.name, element.column, &object)) {
      return;
    }
  }
  CreateIndex definition = create;
  if (default_name) definition.name = NameFor(object, NameParts(create), "idx");
  const Oid oid = object.oid;
  const bool unique = create.unique.Is(true);
  if (table != nullptr && table->IsPartitioned() && unique) {
    for (const TableColumn& column : table->columns) {
      if (!Names(table->partition_by, column.column.name)) continue;
      if (std::find(columns.begin(), columns.end(), column.column.name) != columns.end()) continue;
      if (!Refuse(Kind::kKeyWithoutPartitionColumn, "0A000",
                  "unique constraint on partitioned table must include all partitioning columns", object.name,
                  column.column.name)) {
        return;
      }
    }
  }
  definition.concurrently = false;
  definition.if_absent = false;
  StoreIndex(oid, std::move(definition), false, false);
  if (table == nullptr || !table->IsPartitioned() || create.only) return;
  for (const Oid child : std::vector<Oid>(catalog_.UsersOf(oid))) {
    const Object* other = catalog_.Get(child);
    const TableObject* partition = other == nullptr ? nullptr : other->As<TableObject>();
    if (partition == nullptr || partition->partition_of != oid) continue;
    CreateIndex copy = create;
    copy.name = std::string();
    copy.table = other->name;
    copy.concurrently = false;
    Do(copy);
  }
}

void Execution::Do(const DropIndex& drop) {
  if (!NeedBlock(drop.concurrently, "DROP INDEX CONCURRENTLY")) return;
  DropRelation(drop.index, "index", drop.if_present, drop.cascade);
}

}  // namespace retort
