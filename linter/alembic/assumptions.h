// What a revision may ask about its surroundings and what the answer is taken to be: the dialect is PostgreSQL, and
// Alembic has a connection unless it writes SQL.
//
//   python::Interpreter interpreter(module, OnPostgres(/*offline=*/false));

#ifndef RETORT_LINTER_ALEMBIC_ASSUMPTIONS_H_
#define RETORT_LINTER_ALEMBIC_ASSUMPTIONS_H_

#include "linter/python/interpreter.h"

namespace retort {

// `offline`: as `alembic upgrade --sql` runs it.
python::Assumptions OnPostgres(bool offline);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_ASSUMPTIONS_H_
