// What SQLAlchemy's insert(), update(), delete() and select() do to which tables.
//
//   ReadRows(call)   // op.execute(users.update().where(...).values(...)): Update users, filtered

#ifndef RETORT_LINTER_ALEMBIC_ROWS_H_
#define RETORT_LINTER_ALEMBIC_ROWS_H_

#include <optional>

#include "linter/alembic/types.h"
#include "linter/migration/revision.h"

namespace retort {

// The table of sa.table("t", ...), sa.Table("t", metadata, ...), op.create_table("t", ...), a class with __tablename__.
Name TableOf(const python::Value& value, const ScriptContext& context);

// The call at the beginning of a chain: text("...") of text("...").bindparams(...).
const python::Call& FirstOfChain(const python::Call& call);

// nullopt when the value is nothing of the kind. The statement's SQL is given when all of it is known.
std::optional<Statement> ReadRows(const python::Call& call, const ScriptContext& context);

// One INSERT a row, as op.bulk_insert prints them.
std::vector<Statement> ReadBulkInsert(const python::Value* table, const python::Value* rows,
                                      const ScriptContext& context);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_ROWS_H_
