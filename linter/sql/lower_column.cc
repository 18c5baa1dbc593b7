#include <algorithm>

#include "linter/sql/lowering.h"

namespace retort {
namespace {

// The expression of GENERATED ALWAYS AS (...).
std::string GeneratedText(const PgQuery__Constraint& constraint, Lowering& lowering) {
  const Wording& words = lowering.words();
  const size_t open = words.Find("as", words.At(constraint.location)) + 1;
  return words.Is(open, '(') ? words.Text(open + 1, words.Close(open)) : std::string(kHole);
}

void ApplyToColumn(const PgQuery__Constraint& constraint, const DefaultLimits& limits, Column& column,
                   Lowering& lowering) {
  switch (constraint.contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
      column.nullable = false;
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY:
      column.nullable = false;
      column.identity = IdentityOf(constraint);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
      column.server_default = DefaultText(constraint, limits, lowering);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
      column.generated = Generated{.expression = GeneratedText(constraint, lowering)};
      break;
    default:
      break;
  }
}

}  // namespace

std::string DefaultText(const PgQuery__Constraint& constraint, const DefaultLimits& limits, Lowering& lowering) {
  const Wording& words = lowering.words();
  size_t begin = words.At(constraint.location);
  if (words.Is(begin, "constraint")) begin += 2;
  if (!words.Is(begin, "default")) return std::string(kHole);
  ++begin;
  size_t end = limits.next != nullptr ? words.At(limits.next->location) : words.ItemEnd(begin);
  if (limits.collation != nullptr && limits.collation->location > constraint.location) {
    end = std::min(end, words.At(limits.collation->location));
  }
  return words.Text(begin, end);
}

const PgQuery__Constraint* ConstraintAt(Nodes constraints, size_t index) {
  if (index >= constraints.size() || constraints[index]->node_case != PG_QUERY__NODE__NODE_CONSTRAINT) return nullptr;
  return constraints[index]->constraint;
}

Identity IdentityOf(const PgQuery__Constraint& constraint) {
  return {.always = absl::string_view(constraint.generated_when) == "a",
          .sequence = SequenceOptionsOf(Nodes(constraint.options, constraint.n_options))};
}

Column ColumnOf(const PgQuery__ColumnDef& definition, Lowering& lowering) {
  Column column{.name = ColumnName(definition.colname), .type = TypeOf(definition.type_name)};
  if (column.type.IsSerial()) column.nullable = false;
  if (definition.coll_clause != nullptr) {
    column.collation = NameOf(Nodes(definition.coll_clause->collname, definition.coll_clause->n_collname));
  }
  const Nodes constraints(definition.constraints, definition.n_constraints);
  for (size_t i = 0; i < constraints.size(); ++i) {
    const PgQuery__Constraint* constraint = ConstraintAt(constraints, i);
    if (constraint == nullptr) continue;
    ApplyToColumn(*constraint, {ConstraintAt(constraints, i + 1), definition.coll_clause}, column, lowering);
  }
  return column;
}

}  // namespace retort
