// What Retort does not know of a statement of a revision, for the report on coverage.
//
//   for (const Gap& gap : GapsOf(statement)) ...   // {.key = true, .what = "the type of a column"}

#ifndef RETORT_TESTS_COVERAGE_GAPS_H_
#define RETORT_TESTS_COVERAGE_GAPS_H_

#include <string>
#include <vector>

#include "linter/migration/revision.h"

namespace retort {

struct Gap {
  bool key = true;  // in names, columns, types, nullability or SQL text; false: in anything else
  std::string what = {};
  bool operator==(const Gap&) const = default;
};

// Each once, in the order in which they are found. What is opaque on purpose is none.
std::vector<Gap> GapsOf(const Statement& statement);

}  // namespace retort

#endif  // RETORT_TESTS_COVERAGE_GAPS_H_
