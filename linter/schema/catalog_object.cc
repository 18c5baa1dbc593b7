#include "linter/schema/catalog_object.h"

#include <algorithm>

namespace retort {
namespace {

template <typename Parts, typename Match>
auto* FindPart(Parts& parts, const Match& match) {
  const auto found = std::find_if(parts.begin(), parts.end(), match);
  return found == parts.end() ? nullptr : &*found;
}

auto ColumnNamed(absl::string_view name) {
  return [name](const TableColumn& column) { return column.column.name == name; };
}
auto ConstraintNamed(absl::string_view name) {
  return [name](const TableConstraint& constraint) { return constraint.constraint.name.Is(std::string(name)); };
}

struct Needs {
  std::vector<Oid> oids = {};

  void Add(Oid oid) {
    if (oid != 0 && std::find(oids.begin(), oids.end(), oid) == oids.end()) oids.push_back(oid);
  }
  void operator()(const TableObject& table) {
    Add(table.partition_of);
    for (const Oid parent : table.inherits) Add(parent);
    for (const TableColumn& column : table.columns) Add(column.type);
    for (const TableConstraint& constraint : table.constraints) Add(constraint.referenced);
    for (const TableTrigger& trigger : table.triggers) Add(trigger.function);
  }
  void operator()(const IndexObject& index) { Add(index.table); }
  void operator()(const SequenceObject& sequence) { Add(sequence.owner); }
  void operator()(const ViewObject& view) {
    for (const ColumnUse& use : view.uses) Add(use.relation);
  }
  void operator()(const DomainObject& domain) { Add(domain.base); }
  template <typename T>
  void operator()(const T&) {}
};

struct Words {
  absl::string_view operator()(const TableObject& table) const { return table.foreign ? "foreign table" : "table"; }
  absl::string_view operator()(const IndexObject&) const { return "index"; }
  absl::string_view operator()(const SequenceObject&) const { return "sequence"; }
  absl::string_view operator()(const ViewObject& view) const {
    return view.definition.materialized ? "materialized view" : "view";
  }
  absl::string_view operator()(const FunctionObject& function) const {
    return function.definition.procedure ? "procedure" : "function";
  }
  absl::string_view operator()(const SchemaObject&) const { return "schema"; }
  absl::string_view operator()(const ExtensionObject&) const { return "extension"; }
  absl::string_view operator()(const OtherObject&) const { return "object"; }
  template <typename T>
  absl::string_view operator()(const T&) const {
    return "type";
  }
};

}  // namespace

const TableColumn* TableObject::FindColumn(absl::string_view name) const {
  return FindPart(columns, ColumnNamed(name));
}
TableColumn* TableObject::FindColumn(absl::string_view name) { return FindPart(columns, ColumnNamed(name)); }
const TableConstraint* TableObject::FindConstraint(absl::string_view name) const {
  return FindPart(constraints, ConstraintNamed(name));
}
TableConstraint* TableObject::FindConstraint(absl::string_view name) {
  return FindPart(constraints, ConstraintNamed(name));
}
const TableConstraint* TableObject::PrimaryKey() const {
  return FindPart(constraints, [](const TableConstraint& constraint) {
    return constraint.constraint.kind == ConstraintKind::kPrimaryKey;
  });
}

absl::string_view KindWord(const Object& object) { return std::visit(Words{}, object.body); }

std::vector<Oid> NeedsOf(const Object& object) {
  Needs needs;
  std::visit(needs, object.body);
  return std::move(needs.oids);
}

}  // namespace retort
