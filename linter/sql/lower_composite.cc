#include "linter/sql/lowering.h"

namespace retort {
namespace {

using Change = AlterComposite::Change;

Change ChangeOf(PgQuery__AlterTableType type) {
  if (type == PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn) return Change::kAdd;
  return type == PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn ? Change::kDrop : Change::kAlterType;
}

}  // namespace

void LowerCreateComposite(const PgQuery__CompositeTypeStmt& create, Lowering& lowering) {
  CreateComposite composite{.type = NameOf(create.typevar)};
  for (const PgQuery__Node* node : Nodes(create.coldeflist, create.n_coldeflist)) {
    composite.columns.push_back(ColumnOf(*node->column_def, lowering));
  }
  lowering.Add(std::move(composite));
}

void LowerAlterComposite(const PgQuery__AlterTableStmt& alter, Lowering& lowering) {
  const Name type = NameOf(alter.relation);
  const std::vector<Wording::Range> places = lowering.CommandsAfter(alter.relation->location, alter.n_cmds);
  for (size_t i = 0; i < alter.n_cmds; ++i) {
    const PgQuery__AlterTableCmd& command = *alter.cmds[i]->alter_table_cmd;
    AlterComposite change{.type = type,
                          .change = ChangeOf(command.subtype),
                          .if_present = command.missing_ok != 0,
                          .cascade = command.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE};
    if (change.change != Change::kDrop) change.column = ColumnOf(*command.def->column_def, lowering);
    if (change.change != Change::kAdd) change.column.name = ColumnName(command.name);
    lowering.Add(std::move(change), lowering.SpanOf(places[i]));
  }
}

}  // namespace retort
