#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

void AddColumn(const PgQuery__ColumnDef& definition, CreateTable& table, Lowering& lowering) {
  table.columns.push_back(ColumnOf(definition, lowering));
  for (Constraint& constraint : ConstraintsOf(definition, lowering)) {
    table.constraints.push_back(std::move(constraint));
  }
}

void AddElements(const PgQuery__CreateStmt& create, CreateTable& table, Lowering& lowering) {
  for (const PgQuery__Node* element : Nodes(create.table_elts, create.n_table_elts)) {
    switch (element->node_case) {
      case PG_QUERY__NODE__NODE_COLUMN_DEF:
        AddColumn(*element->column_def, table, lowering);
        break;
      case PG_QUERY__NODE__NODE_CONSTRAINT:
        table.constraints.push_back(ConstraintOf(*element->constraint, lowering));
        break;
      case PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE:
        table.like.push_back(NameOf(element->table_like_clause->relation));
        break;
      default:
        table.complete = false;
        break;
    }
  }
}

void ApplyPrimaryKey(CreateTable& table) {
  absl::flat_hash_set<absl::string_view> key;
  for (const Constraint& constraint : table.constraints) {
    if (constraint.kind == ConstraintKind::kPrimaryKey)
      key.insert(constraint.columns.begin(), constraint.columns.end());
  }
  for (Column& column : table.columns) {
    if (!column.name.empty() && key.contains(column.name)) column.nullable = false;
  }
}

std::vector<Name> NamesOf(Nodes relations) {
  std::vector<Name> names;
  for (const PgQuery__Node* relation : relations) {
    if (relation->node_case == PG_QUERY__NODE__NODE_RANGE_VAR) names.push_back(NameOf(relation->range_var));
  }
  return names;
}

// PARTITION OF parent [(elements)] bound; returns what follows.
size_t ReadPartitionOf(const Wording& words, size_t at, CreateTable& table) {
  at = words.NameEnd(at + 2);
  if (words.Is(at, '(')) at = words.Close(at) + 1;
  table.bound = BoundText(words, at);
  return BoundEnd(words, at);
}

// What stands behind the elements. The statement is valid, so each clause is where the grammar has it.
void ReadTail(const PgQuery__CreateStmt& create, CreateTable& table, Lowering& lowering) {
  const Wording& words = lowering.words();
  size_t at = words.NameEnd(words.At(create.relation->location));
  if (words.Is(at, "partition") && words.Is(at + 1, "of")) {
    at = ReadPartitionOf(words, at, table);
  } else if (words.Is(at, "of")) {
    at = words.NameEnd(at + 1);
  }
  if (words.Is(at, '(')) at = words.Close(at) + 1;
  if (words.Is(at, "inherits")) at = words.Close(at + 1) + 1;
  if (create.partspec != nullptr) {
    table.partition_by = PartitionText(*create.partspec, words);
    at = words.Close(words.Find('(', words.At(create.partspec->location))) + 1;
  }
  table.options = words.Text(at);
}

void AddTableOf(const PgQuery__IntoClause& into, std::string options, bool if_absent, Lowering& lowering) {
  lowering.Add(CreateTable{.table = NameOf(into.rel),
                           .if_absent = if_absent,
                           .persistence = PersistenceOf(into.rel),
                           .complete = false,
                           .options = std::move(options)},
               lowering.NameAt(into.rel->location));
}

}  // namespace

Persistence PersistenceOf(const PgQuery__RangeVar* relation) {
  const absl::string_view code = relation == nullptr ? "p" : relation->relpersistence;
  if (code == "t") return Persistence::kTemporary;
  return code == "u" ? Persistence::kUnlogged : Persistence::kPermanent;
}

void LowerCreateTable(const PgQuery__CreateStmt& create, Lowering& lowering) {
  CreateTable table{.table = NameOf(create.relation),
                    .if_absent = create.if_not_exists != 0,
                    .persistence = PersistenceOf(create.relation)};
  const std::vector<Name> parents = NamesOf(Nodes(create.inh_relations, create.n_inh_relations));
  if (create.partbound != nullptr) {
    table.partition_of = parents.empty() ? Name{} : parents.front();
  } else {
    table.inherits = parents;
  }
  AddElements(create, table, lowering);
  ApplyPrimaryKey(table);
  ReadTail(create, table, lowering);
  table.complete = table.complete && create.of_typename == nullptr && table.like.empty();
  lowering.Add(std::move(table), lowering.NameAt(create.relation->location));
}

void LowerCreateTableAs(const PgQuery__CreateTableAsStmt& create, Lowering& lowering) {
  if (create.objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE) return LowerCreateMaterialized(create, lowering);
  const Wording& words = lowering.words();
  size_t at = words.NameEnd(words.At(create.into->rel->location));
  if (words.Is(at, '(')) at = words.Close(at) + 1;
  AddTableOf(*create.into, words.Text(at), create.if_not_exists != 0, lowering);
}

void LowerSelectInto(const PgQuery__IntoClause& into, Lowering& lowering) { AddTableOf(into, "", false, lowering); }

}  // namespace retort
