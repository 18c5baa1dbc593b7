// SQLAlchemy expressions as the SQL that they compile to inside of DDL, where values are written as literals.
//
//   sa.func.lower(sa.column("name"))                    ->  lower(name)
//   sa.and_(sa.column("a") > 1, sa.text("b IS NULL"))   ->  a > 1 AND b IS NULL

#ifndef RETORT_LINTER_ALEMBIC_EXPRESSION_H_
#define RETORT_LINTER_ALEMBIC_EXPRESSION_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/alembic/types.h"
#include "linter/python/value.h"

namespace retort {

// With a hole for each part that is not known. A str is a literal.
std::string ExpressionSql(const python::Value& value, const ScriptContext& context);

// The same in a statement on rows, where columns are named with their tables.
std::string QualifiedSql(const python::Value& value, const ScriptContext& context);
// And as one of several conditions, or as a value that is assigned: in parentheses when it is an operator's result.
std::string QualifiedTerm(const python::Value& value, const ScriptContext& context);
std::string QualifiedValue(const python::Value& value, const ScriptContext& context);

// A string literal: what the script is printed for, SQLAlchemy before 2.1 doubles backslashes.
std::string LiteralText(absl::string_view text, const ScriptContext& context);

// The same where a str is SQL: the condition of a CHECK, `postgresql_where`.
std::string ConditionSql(const python::Value& value, const ScriptContext& context);

// What text("...") compiles to: its parameters are NULL, having no values.
std::string TextClauseSql(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_EXPRESSION_H_
