// The kinds of database objects that can be dropped, renamed or commented on, with PostgreSQL's word for each.

#ifndef RETORT_LINTER_SCHEMA_OBJECT_H_
#define RETORT_LINTER_SCHEMA_OBJECT_H_

#include "absl/strings/string_view.h"

namespace retort {

enum class ObjectKind {
  kTable,
  kColumn,
  kConstraint,
  kIndex,
  kType,
  kDomain,
  kSequence,
  kView,
  kMaterializedView,
  kForeignTable,
  kFunction,
  kProcedure,
  kAggregate,
  kTrigger,
  kEventTrigger,
  kPolicy,
  kRule,
  kExtension,
  kSchema,
  kStatistics,
  kCollation,
  kPublication,
  kSubscription,
  kServer,
  kRole,
  kDatabase,
  kOther,
};

// "MATERIALIZED VIEW", as DROP and COMMENT ON have it; empty for kOther.
absl::string_view SqlWord(ObjectKind kind);

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_OBJECT_H_
