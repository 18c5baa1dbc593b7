// Which table-level locks an operation takes, in PostgreSQL's own words: what other sessions wait for. Every entry is
// compared with what a real server shows in pg_locks (tests/oracle/locks).
//
//   for (const TableLock& lock : LocksOf(operation.action, postgres)) {
//     if (BlocksWrites(lock.mode)) ... absl::StrCat(LockModeName(lock.mode), " on ", lock.relation.ToString())
//   }

#ifndef RETORT_LINTER_POSTGRES_LOCKS_H_
#define RETORT_LINTER_POSTGRES_LOCKS_H_

#include <vector>

#include "linter/base/version.h"
#include "linter/postgres/lock_mode.h"
#include "linter/schema/name.h"
#include "linter/schema/operation.h"

namespace retort {

// What a lock is on. Only kNamed has a name; which relations the others are is in the schema, not in the operation.
enum class LockTarget {
  kNamed,
  kItsTable,    // the table of the index or statistics that the operation names
  kItsIndexes,  // each index of the table: a query on the table waits for them as well
  kInherited,   // the table that INHERIT or NO INHERIT names
  kEvery,       // each table of the database: VACUUM without a table
  // There may be none of these.
  kReferenced,        // tables that a foreign key of the table, or the constraint itself, references
  kReferencing,       // tables whose foreign keys reference the table
  kPartitioned,       // the table that the table is a partition of
  kDefaultPartition,  // beside the partition that comes or goes
  kDependents,        // what CASCADE drops or changes: views, tables with such a column, tables with such a foreign key
  kUsers,             // tables with a column of the domain
};

struct TableLock {
  Name relation = {};  // of kNamed: a table, view, sequence, foreign table or, where the operation names one, an index
  LockMode mode = LockMode::kAccessShare;
  LockTarget target = LockTarget::kNamed;
  bool operator==(const TableLock&) const = default;
};

// The strongest mode for each relation, of all that it takes until it ends. IF EXISTS and OR REPLACE are taken to find
// what they look for; what the operation creates itself is not listed. ATTACH PARTITION and ALTER INDEX RENAME took
// more before PostgreSQL 12, DETACH PARTITION less before 14; a command that `postgres` does not have yet is answered
// as the first version that has it.
//
// Not listed, with a mode that is never stronger than the listed one of the relation that leads there: partitions and
// children of a table, its indexes and TOAST table where no target says so, sequences that its columns own, what a view
// reads. Not listed either, and without harm to readers and writers: what the body of a function or the condition of a
// policy or trigger reads, what FOR UPDATE locks (ROW SHARE), rows that foreign keys check (ROW SHARE), and two
// times ACCESS EXCLUSIVE that nobody waits for: on an index that CONCURRENTLY has taken out of use before it drops it,
// and by VACUUM, which gives it up when somebody does.
//
// Nothing is known of an Opaque: the answer is empty, and so is that for what takes no lock on a table.
std::vector<TableLock> LocksOf(const Action& action, Version postgres);

}  // namespace retort

#endif  // RETORT_LINTER_POSTGRES_LOCKS_H_
