#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

Persistence PersistenceOf(const PgQuery__RangeVar* relation) {
  const absl::string_view code = relation == nullptr ? "p" : relation->relpersistence;
  if (code == "t") return Persistence::kTemporary;
  return code == "u" ? Persistence::kUnlogged : Persistence::kPermanent;
}

// Columns come from somewhere else: the table is created, but its columns are not known.
void AddOpaqueColumns(const Name& table, absl::string_view source, Lowering& lowering) {
  Opaque opaque = OpaqueOf(absl::StrCat("CREATE TABLE ... ", source), Reach::kNamed, {table});
  opaque.reason = "its columns are defined elsewhere";
  lowering.Add(std::move(opaque));
}

// Returns where the columns come from that are not written in the statement, or nothing.
absl::string_view AddElements(const PgQuery__CreateStmt& create, CreateTable& table) {
  absl::string_view elsewhere = create.n_inh_relations > 0 ? "INHERITS" : "";
  if (create.partbound != nullptr) elsewhere = "PARTITION OF";
  if (create.of_typename != nullptr) elsewhere = "OF";
  for (const PgQuery__Node* element : Nodes(create.table_elts, create.n_table_elts)) {
    if (element->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF) {
      table.columns.push_back(ColumnOf(*element->column_def));
      for (PlacedConstraint& placed : ConstraintsOf(*element->column_def)) {
        table.constraints.push_back(std::move(placed.constraint));
      }
    } else if (element->node_case == PG_QUERY__NODE__NODE_CONSTRAINT) {
      table.constraints.push_back(ConstraintOf(*element->constraint));
    } else {
      elsewhere = "LIKE";
    }
  }
  return elsewhere;
}

void ApplyPrimaryKey(CreateTable& table) {
  for (const Constraint& constraint : table.constraints) {
    if (constraint.kind != ConstraintKind::kPrimaryKey) continue;
    for (Column& column : table.columns) {
      for (const std::string& key : constraint.columns) {
        if (!key.empty() && column.name == key) column.nullable = false;
      }
    }
  }
}

}  // namespace

void LowerCreateTable(const PgQuery__CreateStmt& create, Lowering& lowering) {
  CreateTable table{.table = NameOf(create.relation),
                    .if_absent = create.if_not_exists != 0,
                    .persistence = PersistenceOf(create.relation)};
  const absl::string_view elsewhere = AddElements(create, table);
  ApplyPrimaryKey(table);
  const Name name = table.table;
  lowering.Add(std::move(table), lowering.NameAt(create.relation->location));
  if (!elsewhere.empty()) AddOpaqueColumns(name, elsewhere, lowering);
}

void LowerCreateTableAs(const PgQuery__CreateTableAsStmt& create, Lowering& lowering) {
  const Name name = NameOf(create.into->rel);
  if (create.objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE) {
    lowering.Add(OpaqueOf("CREATE MATERIALIZED VIEW", Reach::kNamed, {name}));
    return;
  }
  lowering.Add(
      CreateTable{
          .table = name, .if_absent = create.if_not_exists != 0, .persistence = PersistenceOf(create.into->rel)},
      lowering.NameAt(create.into->rel->location));
  AddOpaqueColumns(name, "AS", lowering);
}

void LowerSelectInto(const PgQuery__IntoClause& into, Lowering& lowering) {
  const Name name = NameOf(into.rel);
  lowering.Add(CreateTable{.table = name, .persistence = PersistenceOf(into.rel)}, lowering.NameAt(into.rel->location));
  AddOpaqueColumns(name, "AS", lowering);
}

void LowerCreateIndex(const PgQuery__IndexStmt& create, Lowering& lowering) {
  CreateIndex index{.table = NameOf(create.relation),
                    .name = KnownName(create.idxname),
                    .unique = create.unique != 0,
                    .concurrently = create.concurrent != 0,
                    .if_absent = create.if_not_exists != 0};
  for (const PgQuery__Node* element : Nodes(create.index_params, create.n_index_params)) {
    index.elements.push_back({.column = ColumnName(element->index_elem->name)});
  }
  lowering.Add(std::move(index));
}

}  // namespace retort
