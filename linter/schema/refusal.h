// What PostgreSQL (or SQLAlchemy before it) answers to an operation that it cannot carry out.
//
//   Refusal{.kind = Refusal::Kind::kRelationExists, .sqlstate = "42P07", .message = "relation \"user\" already exists"}

#ifndef RETORT_LINTER_SCHEMA_REFUSAL_H_
#define RETORT_LINTER_SCHEMA_REFUSAL_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/schema/name.h"
#include "linter/source/span.h"

namespace retort {

struct Refusal {
  enum class Kind {
    kRelationExists,
    kUnknownRelation,
    kColumnExists,
    kUnknownColumn,
    kConstraintExists,
    kUnknownConstraint,
    kIndexExists,
    kUnknownIndex,
    kTypeExists,
    kUnknownType,
    kSchemaExists,
    kUnknownSchema,
    kExtensionExists,
    kUnknownExtension,
    kFunctionExists,
    kUnknownFunction,
    kPartExists,  // a trigger or policy
    kUnknownPart,
    kLabelExists,
    kUnknownLabel,
    kWrongObjectKind,
    kObjectInUse,
    kForeignKeyTargetNotUnique,
    kForeignKeyTypeMismatch,
    kMultiplePrimaryKeys,
    kBadUsingIndex,
    kCastNeedsUsing,
    kDefaultCannotBeCast,
    kInvalidDefault,
    kNullsInColumn,  // rows would violate NOT NULL
    kValueUsedTooEarly,
    kNotInTransaction,
    kConcurrentlyOnPartitioned,
    kRefreshNeedsUniqueIndex,
    kKeyWithoutPartitionColumn,
    kPendingTriggerEvents,
    kInvalidDefinition,  // everything else that PostgreSQL finds wrong in the statement itself
  };
  Kind kind = Kind::kInvalidDefinition;
  absl::string_view sqlstate = "";  // "42P07": a literal
  std::string message = {};         // as PostgreSQL words it
  Name subject = {};                // the object that is there, or is not
  std::string part = {};            // its column, constraint or label
  Span earlier = {};                // the operation that made or removed it; an empty span when unknown
  std::string earlier_word = {};    // "created here", "dropped here"
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_REFUSAL_H_
