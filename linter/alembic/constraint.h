// Constraints and indexes as SQLAlchemy's objects and Alembic's directives describe them.
//
//   std::optional<Constraint> unique = ReadConstraint(value, table);   // sa.UniqueConstraint("a", name="uq")

#ifndef RETORT_LINTER_ALEMBIC_CONSTRAINT_H_
#define RETORT_LINTER_ALEMBIC_CONSTRAINT_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "linter/alembic/arguments.h"
#include "linter/alembic/column.h"

namespace retort {

// nullopt when the value is no constraint of SQLAlchemy.
std::optional<Constraint> ReadConstraint(const python::Value& value, TableContext& table);

// sa.ForeignKey(...) of a column.
Constraint ReadColumnForeignKey(const python::Call& call, const std::string& column, TableContext& table);

// ON DELETE, DEFERRABLE, NOT VALID and the like, from the keywords of a constraint or a directive.
void ReadConstraintOptions(const python::Call& call, TableContext& table, Constraint& constraint);

// The name, once the rest is known: a naming convention may ask for it.
void NameConstraint(const python::Value* name, TableContext& table, Constraint& constraint);

// The elements and options of an EXCLUDE constraint.
void ReadExclusion(std::span<const python::ValuePtr> elements, const python::Call& call, TableContext& table,
                   Constraint& constraint);

// sa.Index(...) in a table; nullopt when the value is none.
std::optional<CreateIndex> ReadIndex(const python::Value& value, TableContext& table);

// The index that index=True of a column makes.
CreateIndex ColumnIndex(const std::string& column, const Known<bool>& unique, TableContext& table);

// What op.create_index and sa.Index share: columns or expressions, and the keywords.
CreateIndex ReadIndexParts(const python::Value* name, std::span<const python::ValuePtr> columns,
                           const python::Call& call, TableContext& table);

// Keywords that SQLAlchemy does not take are a fault: those that are neither `plain` nor of a dialect, and those of
// PostgreSQL that are not among `postgres`.
void CheckKeywords(const python::Call& call, std::span<const absl::string_view> plain,
                   std::span<const absl::string_view> postgres, absl::string_view type, TableContext& table);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_CONSTRAINT_H_
