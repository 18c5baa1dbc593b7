// The type of a column as PostgreSQL names it inside ("int4", "varchar", "timestamptz"), whoever wrote it.

#ifndef RETORT_LINTER_SCHEMA_TYPE_H_
#define RETORT_LINTER_SCHEMA_TYPE_H_

#include <string>
#include <vector>

#include "linter/schema/name.h"

namespace retort {

struct Type {
  Name name = {};                           // not known: a type Retort cannot name
  std::vector<std::string> modifiers = {};  // varchar(255) -> {"255"}
  int dimensions = 0;                       // text[][] -> 2
  std::string spelling = {};                // as SQLAlchemy or the author writes it: "FLOAT"; empty: PostgreSQL's own

  bool known() const { return name.known(); }
  // The pseudo-types that make a sequence.
  bool IsSerial() const {
    return name.schema.empty() && (name.name == "serial" || name.name == "bigserial" || name.name == "smallserial");
  }
  friend bool operator==(const Type& a, const Type& b) {
    return a.name == b.name && a.modifiers == b.modifiers && a.dimensions == b.dimensions;
  }
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_TYPE_H_
