// What an expression or a query names: columns, functions, typed constants. The replay asks it which columns a CHECK,
// an index, a default or a view needs.
//
//   ReadExpression("lower(name) = 'x'")->columns      // {"", "name"}
//   ReadExpression("'new'::mood")->constant           // kString "new", cast to mood

#ifndef RETORT_LINTER_SQL_EXPRESSION_H_
#define RETORT_LINTER_SQL_EXPRESSION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/schema/name.h"
#include "linter/schema/type.h"

namespace retort {

struct ColumnMention {
  std::string qualifier = {};  // a table or its alias
  std::string column = {};     // "*" for all of them
  friend bool operator==(const ColumnMention&, const ColumnMention&) = default;
};

struct SqlConstant {
  enum class Kind { kNull, kString, kInteger, kDecimal, kBoolean } kind = Kind::kNull;
  std::string text = {};
  Type cast = {};  // not known: there is none
};

struct SqlNames {
  std::vector<ColumnMention> columns = {};  // each once
  std::vector<Name> functions = {};
  std::vector<SqlConstant> constants = {};   // string constants with a cast
  std::optional<SqlConstant> constant = {};  // when the whole expression is one
  std::optional<Name> function = {};         // when the whole expression is a call without arguments, or now()
  std::vector<std::string> sequences = {};   // of nextval('name') with or without ::regclass
  struct Relation {
    Name name = {};
    std::string alias = {};  // its own name when it has none
  };
  std::vector<Relation> relations = {};   // of a query, at any depth
  std::vector<std::string> aliases = {};  // that its columns get
  bool simple = true;                     // of a query: one SELECT, without subqueries, joins or CTEs
};

// Nothing when it cannot be read or is too large, or has a part that is not known.
std::optional<SqlNames> ReadExpression(absl::string_view text);
std::optional<SqlNames> ReadQuery(absl::string_view query);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_EXPRESSION_H_
