// The type classes of SQLAlchemy and of packages that revisions use: which PostgreSQL type each becomes, and which of
// its arguments it prints.
//
//   FindTypeClass("sqlalchemy.String")->postgres   // "varchar"

#ifndef RETORT_LINTER_ALEMBIC_TYPE_TABLE_H_
#define RETORT_LINTER_ALEMBIC_TYPE_TABLE_H_

#include "absl/strings/string_view.h"

namespace retort {

struct TypeClass {
  enum class Shape {
    kPlain,     // takes nothing that is printed
    kText,      // length, collation
    kSized,     // a length that is printed even when it makes no sense
    kNumeric,   // precision, scale
    kFloat,     // precision
    kZoned,     // timezone, precision
    kBit,       // length, varying
    kInterval,  // native, second_precision
    kFields,    // postgresql.INTERVAL: precision, fields
    kUuid,      // native_uuid
    kArray,     // item_type, dimensions
    kEnum,
    kSpatial,    // geometry_type, srid
    kDimension,  // of pgvector
    kFirst,      // the type that is its first argument: as_mutable(JSONB)
  };
  absl::string_view name;
  absl::string_view postgres;  // of kZoned: without time zone
  absl::string_view word;      // as SQLAlchemy prints it; empty: PostgreSQL's own
  Shape shape = Shape::kPlain;
  absl::string_view length = {};  // what an absent length is: "255"
  absl::string_view length_keyword = "length";
  int length_position = 0;
};

// By the dotted path of the class; nullptr for a class that Retort does not know.
const TypeClass* FindTypeClass(absl::string_view path);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_TYPE_TABLE_H_
