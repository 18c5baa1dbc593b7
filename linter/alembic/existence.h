// What the conditions of an event ask of the database's catalogue: `if not inspector.has_table("a")` holds when the
// table "a" does not exist.
//
//   ExistenceTests tests = ReadExistenceTests(*event.conditions);
//   // any of tests.all does not hold   ->  the event does not happen
//   // all do, and tests.exact          ->  it happens

#ifndef RETORT_LINTER_ALEMBIC_EXISTENCE_H_
#define RETORT_LINTER_ALEMBIC_EXISTENCE_H_

#include "linter/python/interpreter.h"
#include "linter/schema/existence_test.h"

namespace retort {

ExistenceTests ReadExistenceTests(const python::Conditions& conditions);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_EXISTENCE_H_
