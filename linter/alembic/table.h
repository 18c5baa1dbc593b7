// A table as op.create_table and sa.Table take it: what is created with it, and before and after it.
//
//   TableReading read = ReadTable(columns, call, table);

#ifndef RETORT_LINTER_ALEMBIC_TABLE_H_
#define RETORT_LINTER_ALEMBIC_TABLE_H_

#include <span>
#include <utility>
#include <vector>

#include "linter/alembic/column.h"
#include "linter/alembic/lowering.h"

namespace retort {

struct TableReading {
  std::vector<EnumType> enums = {};  // one a name
  CreateTable create = {};
  std::optional<CreateTable> written = {};  // where SQLAlchemy does not repeat that a key is not null
  bool written_guarded = false;             // `create` looks first whether it is there, `written` does not
  std::vector<CreateIndex> indexes = {};
  std::vector<CommentOn> comments = {};
};

// `items` are the columns, constraints and indexes; what is none of them is ignored, as SQLAlchemy ignores it.
TableReading ReadTable(std::span<const python::ValuePtr> items, const python::Call& call, TableContext& table);

// CREATE TYPE, CREATE TABLE, CREATE INDEX, COMMENT ON.
void SendTable(TableReading table, Directive& directive);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_TABLE_H_
