// Any operation as the SQL that PostgreSQL gets, without a semicolon: as Alembic and SQLAlchemy write it, in the layout
// of `alembic upgrade --sql`.
//
//   Render(DropColumn{.table = {"", "user"}, .column = "age"})    // ALTER TABLE "user" DROP COLUMN age
//   Render(RenameTable{.table = {"", "a"}, .to = {"", kHole}})    // ALTER TABLE a RENAME TO <?>
//
// What is not known, and what an operation does not hold (the values of an INSERT), is the mark `<?>`, which is no SQL.

#ifndef RETORT_LINTER_SQL_RENDER_H_
#define RETORT_LINTER_SQL_RENDER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/schema/operation.h"

namespace retort {

inline constexpr absl::string_view kUnknownMark = "<?>";

// Empty when the action is no SQL: Raise, Opaque.
std::string Render(const Action& action);

// The same with a hole (source/mapped_text.h) for each mark, so that it parses: reading it gives the action again, as
// far as the vocabulary holds what the statement says.
std::string RenderWithHoles(const Action& action);

// The type as it stands in a statement, with holes.
std::string TypeSql(const Type& type);

// `sql` with the mark for each hole.
std::string ShowHoles(absl::string_view sql);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_RENDER_H_
