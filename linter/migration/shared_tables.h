// Tables that two branches of a history both change, in no fixed order.
//
//   for (const SharedTable& shared : SharedTables(graph, a, b)) ...   // heads a and b

#ifndef RETORT_LINTER_MIGRATION_SHARED_TABLES_H_
#define RETORT_LINTER_MIGRATION_SHARED_TABLES_H_

#include <vector>

#include "linter/migration/graph.h"
#include "linter/schema/name.h"
#include "linter/schema/operation.h"

namespace retort {

// The table whose definition an action changes; an unknown name when there is none.
Name ChangedTable(const Action& action);

struct SharedTable {
  Name table;
  size_t in_a;  // a revision that only `a` has
  Span at_a;    // its operation
  size_t in_b;
  Span at_b;
};

// One for each table, in their order. Revisions of which one is an ancestor of the other, by depends_on too, have an
// order.
std::vector<SharedTable> SharedTables(const RevisionGraph& graph, size_t a, size_t b);

}  // namespace retort

#endif  // RETORT_LINTER_MIGRATION_SHARED_TABLES_H_
