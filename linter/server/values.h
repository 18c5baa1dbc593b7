// Small texts of SQL that the server looks into: defaults that do not fit their column, expressions that name a column.
//
//   ProblemOf(*ReadExpression("'x'"), "int4", "size")->message     // invalid input syntax for type integer: "x"
//   Renamed("lower(name)", "name", "title")                        // lower(title)

#ifndef RETORT_LINTER_SERVER_VALUES_H_
#define RETORT_LINTER_SERVER_VALUES_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "linter/schema/catalog_object.h"
#include "linter/sql/expression.h"

namespace retort {

struct ValueProblem {
  absl::string_view sqlstate;
  std::string message;
};

// Why PostgreSQL refuses the expression, a constant or a call, as the default of a column of one of its own types.
// Nothing when it takes it, or may.
std::optional<ValueProblem> ProblemOf(const SqlNames& expression, absl::string_view type, absl::string_view column);

// The type of such an expression; empty when it is not known. A string without a cast has none.
std::string TypeOfExpression(const SqlNames& expression);

// A name as a string holds it: 'app."Order"'::regclass.
Name NameIn(absl::string_view text);

// The expression after a column has got another name.
std::string Renamed(const std::string& expression, const std::string& from, const std::string& to);

// Whether the index stands on the column in any way. `names` tells whether an expression does.
bool IndexNames(const IndexObject& index, const std::string& column,
                const std::function<bool(const std::string&, const std::string&)>& names);

}  // namespace retort

#endif  // RETORT_LINTER_SERVER_VALUES_H_
