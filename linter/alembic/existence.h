// What the conditions of an event ask of the database's catalogue: `if not inspector.has_table("a")` holds when the
// table "a" does not exist.
//
//   ExistenceTests tests = ReadExistenceTests(*event.conditions);
//   // any of tests.all does not hold   ->  the event does not happen
//   // all do, and tests.exact          ->  it happens

#ifndef RETORT_LINTER_ALEMBIC_EXISTENCE_H_
#define RETORT_LINTER_ALEMBIC_EXISTENCE_H_

#include <string>
#include <vector>

#include "linter/python/interpreter.h"
#include "linter/schema/name.h"

namespace retort {

struct ExistenceTest {
  enum class Kind { kTable, kView, kColumn, kIndex, kConstraint, kEnum, kSequence, kSchema };
  Kind kind = Kind::kTable;
  Name table;        // of kTable and kView itself; of what belongs to a table; else only its schema
  std::string name;  // of what is no table; a hole when it is not known
  bool exists = true;

  friend bool operator==(const ExistenceTest&, const ExistenceTest&) = default;
};

struct ExistenceTests {
  std::vector<ExistenceTest> all;
  bool exact = true;  // false: there is more to the conditions than these
};

ExistenceTests ReadExistenceTests(const python::Conditions& conditions);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_EXISTENCE_H_
