// What a guard asks of the database before an operation: `if not inspector.has_table("a")` lets it run when the table
// "a" does not exist. The replay knows the answer.
//
//   ExistenceTest{.kind = ExistenceTest::Kind::kTable, .table = {"", "a"}, .exists = false}

#ifndef RETORT_LINTER_SCHEMA_EXISTENCE_TEST_H_
#define RETORT_LINTER_SCHEMA_EXISTENCE_TEST_H_

#include <string>
#include <vector>

#include "linter/schema/name.h"
#include "linter/source/span.h"

namespace retort {

struct ExistenceTest {
  enum class Kind { kTable, kView, kColumn, kIndex, kConstraint, kEnum, kSequence, kSchema };
  Kind kind = Kind::kTable;
  Name table = {};        // of kTable and kView itself; of what belongs to a table; else only its schema
  std::string name = {};  // of what is no table; a hole when it is not known
  bool exists = true;
  Span at = {};  // where it is asked

  // Wherever it is asked.
  friend bool operator==(const ExistenceTest& a, const ExistenceTest& b) {
    return a.kind == b.kind && a.table == b.table && a.name == b.name && a.exists == b.exists;
  }
};

struct ExistenceTests {
  std::vector<ExistenceTest> all = {};
  bool exact = true;  // false: there is more to the conditions than these
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_EXISTENCE_TEST_H_
