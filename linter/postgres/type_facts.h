// PostgreSQL's own types, and which value goes where without being asked: pg_type, pg_cast and pg_amop of a real
// server.
//
//   IsSystemType("int4")                              // true: also "trigger", "regclass"
//   CastBetween("int4", "text")                       // CastContext::kAssignment: ALTER TYPE needs no USING
//   HaveCommonEquality("int4", "int8")                // a foreign key may join them

#ifndef RETORT_LINTER_POSTGRES_TYPE_FACTS_H_
#define RETORT_LINTER_POSTGRES_TYPE_FACTS_H_

#include "absl/strings/string_view.h"

namespace retort {

bool IsSystemType(absl::string_view type);

// A type that a well-known extension brings: "citext", "vector", "geometry".
bool IsExtensionType(absl::string_view type);

enum class CastContext { kNone, kAssignment, kImplicit };

// How a value is cast when no cast is written. Casts that must be written are none.
CastContext CastBetween(absl::string_view from, absl::string_view to);

// Whether one btree operator family compares them, as a foreign key needs; the same type always does if it has one.
bool HaveCommonEquality(absl::string_view a, absl::string_view b);

// Whether an index of the method takes a column of the type without an operator class. True for methods that are not
// known.
bool HasDefaultOperatorClass(absl::string_view method, absl::string_view type);

// As PostgreSQL words it in messages: "int4" is "integer", "varchar" "character varying".
absl::string_view SpokenType(absl::string_view type);

}  // namespace retort

#endif  // RETORT_LINTER_POSTGRES_TYPE_FACTS_H_
