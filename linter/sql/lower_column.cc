#include "absl/strings/match.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

std::vector<std::string> ColumnNames(Nodes keys) {
  std::vector<std::string> names;
  for (const PgQuery__Node* key : keys) names.push_back(ColumnName(std::string(StringOf(*key)).c_str()));
  return names;
}

std::vector<std::string> ExcludedColumns(const PgQuery__Constraint& constraint) {
  std::vector<std::string> names;
  for (const PgQuery__Node* pair : Nodes(constraint.exclusions, constraint.n_exclusions)) {
    if (pair->node_case != PG_QUERY__NODE__NODE_LIST || pair->list->n_items == 0) continue;
    const PgQuery__Node& element = *pair->list->items[0];
    if (element.node_case == PG_QUERY__NODE__NODE_INDEX_ELEM) names.push_back(ColumnName(element.index_elem->name));
  }
  return names;
}

bool IsSerial(const Type& type) {
  for (const char* name : {"serial", "serial2", "serial4", "serial8", "smallserial", "bigserial"}) {
    if (type.name == Name{"", name}) return true;
  }
  return false;
}

bool IsConstraint(const PgQuery__Constraint& constraint) {
  switch (constraint.contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
      return true;
    default:
      return false;
  }
}

void ApplyToColumn(const PgQuery__Constraint& constraint, Column& column) {
  switch (constraint.contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
      column.nullable = false;
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY:
      column.nullable = false;
      column.server_default = std::string(kHole);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
    case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
      column.server_default = std::string(kHole);
      break;
    default:
      break;
  }
}

}  // namespace

Column ColumnOf(const PgQuery__ColumnDef& definition) {
  Column column{.name = ColumnName(definition.colname), .type = TypeOf(definition.type_name)};
  if (IsSerial(column.type)) {
    column.nullable = false;
  }
  for (const PgQuery__Node* node : Nodes(definition.constraints, definition.n_constraints)) {
    if (node->node_case == PG_QUERY__NODE__NODE_CONSTRAINT) ApplyToColumn(*node->constraint, column);
  }
  return column;
}

std::vector<PlacedConstraint> ConstraintsOf(const PgQuery__ColumnDef& definition) {
  std::vector<PlacedConstraint> constraints;
  for (const PgQuery__Node* node : Nodes(definition.constraints, definition.n_constraints)) {
    if (node->node_case != PG_QUERY__NODE__NODE_CONSTRAINT || !IsConstraint(*node->constraint)) continue;
    Constraint constraint = ConstraintOf(*node->constraint);
    if (constraint.kind != ConstraintKind::kCheck) constraint.columns = {ColumnName(definition.colname)};
    constraints.push_back({std::move(constraint), node->constraint->location});
  }
  return constraints;
}

Constraint ConstraintOf(const PgQuery__Constraint& tree) {
  Constraint constraint{
      .name = KnownName(tree.conname), .validated = !tree.skip_validation, .index = KnownName(tree.indexname)};
  switch (tree.contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
      constraint.kind = ConstraintKind::kPrimaryKey;
      constraint.columns = ColumnNames(Nodes(tree.keys, tree.n_keys));
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
      constraint.kind = ConstraintKind::kUnique;
      constraint.columns = ColumnNames(Nodes(tree.keys, tree.n_keys));
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
      constraint.kind = ConstraintKind::kForeignKey;
      constraint.columns = ColumnNames(Nodes(tree.fk_attrs, tree.n_fk_attrs));
      constraint.referenced = NameOf(tree.pktable);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
      constraint.kind = ConstraintKind::kExclude;
      constraint.columns = ExcludedColumns(tree);
      break;
    default:
      break;
  }
  return constraint;
}

}  // namespace retort
