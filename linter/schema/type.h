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

  bool known() const { return name.known(); }
  friend bool operator==(const Type&, const Type&) = default;
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_TYPE_H_
