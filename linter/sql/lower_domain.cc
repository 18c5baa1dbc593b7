#include "linter/sql/lowering.h"

namespace retort {
namespace {

using Change = AlterDomain::Change;

void ReadConstraint(const PgQuery__Constraint& tree, const DefaultLimits& limits, CreateDomain& domain,
                    Lowering& lowering) {
  switch (tree.contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
      domain.nullable = false;
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
      domain.server_default = DefaultText(tree, limits, lowering);
      break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
      domain.checks.push_back(ConstraintOf(tree, lowering));
      break;
    default:
      break;
  }
}

Change ChangeOf(char subtype, bool has_definition) {
  switch (subtype) {
    case 'T':
      return has_definition ? Change::kSetDefault : Change::kDropDefault;
    case 'N':
      return Change::kDropNotNull;
    case 'O':
      return Change::kSetNotNull;
    case 'X':
      return Change::kDropCheck;
    case 'V':
      return Change::kValidate;
    default:
      return Change::kAddCheck;
  }
}

}  // namespace

void LowerCreateDomain(const PgQuery__CreateDomainStmt& create, Lowering& lowering) {
  CreateDomain domain{.type = NameOf(Nodes(create.domainname, create.n_domainname)), .base = TypeOf(create.type_name)};
  if (create.coll_clause != nullptr) {
    domain.collation = NameOf(Nodes(create.coll_clause->collname, create.coll_clause->n_collname));
  }
  const Nodes constraints(create.constraints, create.n_constraints);
  for (size_t i = 0; i < constraints.size(); ++i) {
    const PgQuery__Constraint* constraint = ConstraintAt(constraints, i);
    if (constraint == nullptr) continue;
    ReadConstraint(*constraint, {ConstraintAt(constraints, i + 1), create.coll_clause}, domain, lowering);
  }
  lowering.Add(std::move(domain));
}

void LowerAlterDomain(const PgQuery__AlterDomainStmt& alter, Lowering& lowering) {
  AlterDomain domain{.type = NameOf(Nodes(alter.type_name, alter.n_type_name)),
                     .change = ChangeOf(*alter.subtype, alter.def != nullptr),
                     .if_present = alter.missing_ok != 0};
  const Wording& words = lowering.words();
  if (domain.change == Change::kSetDefault) domain.server_default = words.Text(words.Find("default", 0) + 1);
  if (domain.change == Change::kDropCheck || domain.change == Change::kValidate) {
    domain.check.name = KnownName(alter.name);
  }
  if (domain.change == Change::kAddCheck && alter.def != nullptr &&
      alter.def->node_case == PG_QUERY__NODE__NODE_CONSTRAINT) {
    domain.check = ConstraintOf(*alter.def->constraint, lowering);
  }
  lowering.Add(std::move(domain));
}

}  // namespace retort
