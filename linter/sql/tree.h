// The small values of PostgreSQL's tree: names, types, options.
//
//   NameOf(create.relation)      // Name{"app", "user"}
//   TypeOf(column.type_name)     // Type{{"", "varchar"}, {"255"}}

#ifndef RETORT_LINTER_SQL_TREE_H_
#define RETORT_LINTER_SQL_TREE_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/base/known.h"
#include "linter/schema/name.h"
#include "linter/schema/object.h"
#include "linter/schema/type.h"
#include "linter/sql/parser.h"

namespace retort {

using Nodes = std::span<PgQuery__Node* const>;

absl::string_view StringOf(const PgQuery__Node& node);  // empty when it is no String
std::vector<std::string> StringsOf(Nodes nodes);        // each may have a hole
Name NameOf(const PgQuery__RangeVar* relation);
Name NameOf(Nodes parts);                  // a list of Strings: [catalog,] schema, name
Name NameOf(const PgQuery__Node& object);  // a list, a type name or a function, as DROP and RENAME have it
Nodes ListOf(const PgQuery__Node& node);   // empty when it is no List

Type TypeOf(const PgQuery__TypeName* type);
std::string TypeText(const PgQuery__TypeName* type);  // "SETOF app.mood[]", as it may stand in SQL
// The types of a function's input arguments, "int4, text"; "*" when none are given.
std::string ArgumentsOf(const PgQuery__ObjectWithArgs& function);

// Names with a hole are not known.
std::string ColumnName(const char* name);
Known<std::string> KnownName(const char* name);

// The value of a constant: a number, a string, a word; nothing for anything else.
std::optional<std::string> ConstantOf(const PgQuery__Node* node);

// An option that is on: written without a value, or as true, on, 1.
bool IsOn(const PgQuery__DefElem& option);
const PgQuery__DefElem* FindOption(Nodes options, absl::string_view name);

// kOther for what has no kind of its own.
ObjectKind KindOf(PgQuery__ObjectType type);
// In words, as SQL has it: "TEXT SEARCH PARSER".
absl::string_view WordsOf(PgQuery__ObjectType type);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_TREE_H_
