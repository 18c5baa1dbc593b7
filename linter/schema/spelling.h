// How something is written where PostgreSQL has several ways to say the same: SQLAlchemy's `ON DELETE cascade`, an
// index element with its parentheses. It is for printing only, so that every spelling equals every other.
//
//   IndexElement{.expression = "data->>'x'", .spelling = {"(data->>'x')"}}

#ifndef RETORT_LINTER_SCHEMA_SPELLING_H_
#define RETORT_LINTER_SCHEMA_SPELLING_H_

#include <string>

namespace retort {

struct Spelling {
  std::string text = {};  // empty: the usual way
  bool empty() const { return text.empty(); }
  friend bool operator==(const Spelling&, const Spelling&) { return true; }
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_SPELLING_H_
