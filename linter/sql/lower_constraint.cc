#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/sql/lowering.h"
#include "linter/sql/quote.h"

namespace retort {
namespace {

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

// DEFERRABLE and the like stand behind a column's constraint as nodes of their own.
void ApplyAttribute(PgQuery__ConstrType attribute, Constraint& constraint) {
  switch (attribute) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE:
      constraint.deferrable = true;
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED:
      constraint.deferrable = constraint.initially_deferred = true;
      break;
    default:
      break;
  }
}

std::string ActionOf(absl::string_view code, Nodes columns) {
  std::string action = code == "r" ? "RESTRICT" : code == "c" ? "CASCADE" : code == "n" ? "SET NULL" : "";
  if (code == "d") action = "SET DEFAULT";
  if (columns.empty()) return action;
  std::vector<std::string> names = StringsOf(columns);
  for (std::string& name : names) name = Quoted(name);
  return absl::StrCat(action, " (", absl::StrJoin(names, ", "), ")");
}

void ReadForeignKey(const PgQuery__Constraint& tree, Constraint& constraint) {
  constraint.kind = ConstraintKind::kForeignKey;
  constraint.columns = StringsOf(Nodes(tree.fk_attrs, tree.n_fk_attrs));
  constraint.referenced = NameOf(tree.pktable);
  constraint.referenced_columns = StringsOf(Nodes(tree.pk_attrs, tree.n_pk_attrs));
  constraint.on_delete = ActionOf(tree.fk_del_action, Nodes(tree.fk_del_set_cols, tree.n_fk_del_set_cols));
  constraint.on_update = ActionOf(tree.fk_upd_action, {});
  const absl::string_view match = tree.fk_matchtype;
  constraint.match = match == "f" ? "FULL" : match == "p" ? "PARTIAL" : "";
}

// Where the words of the constraint begin, behind CONSTRAINT name.
size_t BodyOf(const PgQuery__Constraint& tree, const Wording& words) {
  const size_t begin = words.At(tree.location);
  return words.Is(begin, "constraint") ? begin + 2 : begin;
}

void ReadCheck(const PgQuery__Constraint& tree, Constraint& constraint, const Wording& words) {
  const size_t open = BodyOf(tree, words) + 1;
  constraint.expression = words.Is(open, '(') ? words.Text(open + 1, words.Close(open)) : std::string(kHole);
}

std::string OperatorOf(const PgQuery__Node& name) {
  const std::vector<std::string> parts = StringsOf(ListOf(name));
  return parts.size() == 1 ? parts[0] : absl::StrCat("OPERATOR(", absl::StrJoin(parts, "."), ")");
}

void ReadExclude(const PgQuery__Constraint& tree, Constraint& constraint, const Wording& words) {
  constraint.kind = ConstraintKind::kExclude;
  constraint.method = tree.access_method;
  const size_t open = words.Find('(', BodyOf(tree, words));
  const std::vector<Wording::Range> items = words.Items(open + 1);
  const Nodes pairs(tree.exclusions, tree.n_exclusions);
  for (size_t i = 0; i < pairs.size(); ++i) {
    const Nodes pair = ListOf(*pairs[i]);
    if (pair.size() != 2 || pair[0]->node_case != PG_QUERY__NODE__NODE_INDEX_ELEM) continue;
    const size_t at = i < items.size() ? items[i].begin : words.size();
    IndexElement element = ElementOf(*pair[0]->index_elem, words, at);
    element.exclusion_operator = OperatorOf(*pair[1]);
    constraint.elements.push_back(std::move(element));
  }
  if (tree.where_clause == nullptr) return;
  const size_t where = words.Find('(', words.Find("where", words.Close(open) + 1));
  constraint.where = words.Text(where + 1, words.Close(where));
}

}  // namespace

std::vector<Constraint> ConstraintsOf(const PgQuery__ColumnDef& definition, Lowering& lowering) {
  std::vector<Constraint> constraints;
  bool attributes_apply = false;
  for (const PgQuery__Node* node : Nodes(definition.constraints, definition.n_constraints)) {
    if (node->node_case != PG_QUERY__NODE__NODE_CONSTRAINT) continue;
    if (!IsConstraint(*node->constraint)) {
      if (attributes_apply) ApplyAttribute(node->constraint->contype, constraints.back());
      continue;
    }
    attributes_apply = true;
    Constraint constraint = ConstraintOf(*node->constraint, lowering);
    if (constraint.kind != ConstraintKind::kCheck) constraint.columns = {definition.colname};
    constraint.in_column.text = definition.colname;
    constraints.push_back(std::move(constraint));
  }
  return constraints;
}

Constraint ConstraintOf(const PgQuery__Constraint& tree, Lowering& lowering) {
  Constraint constraint{.name = KnownName(tree.conname),
                        .deferrable = tree.deferrable != 0,
                        .initially_deferred = tree.initdeferred != 0,
                        .validated = !tree.skip_validation,
                        .no_inherit = tree.is_no_inherit != 0,
                        .index = KnownName(tree.indexname),
                        .include = StringsOf(Nodes(tree.including, tree.n_including)),
                        .nulls_not_distinct = tree.nulls_not_distinct != 0};
  switch (tree.contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
      constraint.kind =
          tree.contype == PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE ? ConstraintKind::kUnique : ConstraintKind::kPrimaryKey;
      constraint.columns = StringsOf(Nodes(tree.keys, tree.n_keys));
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
      ReadForeignKey(tree, constraint);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
      ReadExclude(tree, constraint, lowering.words());
      break;
    default:
      ReadCheck(tree, constraint, lowering.words());
      break;
  }
  return constraint;
}

}  // namespace retort
