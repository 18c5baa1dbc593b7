// Names of database objects, as PostgreSQL stores them: without quotes, folded as the lexer folds them.

#ifndef RETORT_LINTER_SCHEMA_NAME_H_
#define RETORT_LINTER_SCHEMA_NAME_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "linter/source/mapped_text.h"

namespace retort {

// A name that may be qualified. An empty `name` is one that cannot be known; an empty `schema` is the search path's.
struct Name {
  std::string schema;
  std::string name;

  bool known() const { return !name.empty() && !HasHole(name) && !HasHole(schema); }
  std::string ToString() const { return schema.empty() ? name : absl::StrCat(schema, ".", name); }

  template <typename H>
  friend H AbslHashValue(H h, const Name& n) {
    return H::combine(std::move(h), n.schema, n.name);
  }
  friend bool operator==(const Name&, const Name&) = default;
  friend auto operator<=>(const Name&, const Name&) = default;
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_NAME_H_
