// Types that the project defines: what a TypeDecorator chooses for PostgreSQL, and what a UserDefinedType writes.
//
//   class StringUUID(TypeDecorator):
//       def load_dialect_impl(self, dialect): ...    // StringUUID() is what this returns when asked with PostgreSQL

#ifndef RETORT_LINTER_ALEMBIC_OWN_TYPE_H_
#define RETORT_LINTER_ALEMBIC_OWN_TYPE_H_

#include <optional>
#include <string>
#include <vector>

#include "linter/alembic/types.h"
#include "linter/python/value.h"

namespace retort {

struct OwnType {
  // The type that it stands for, which may be another one of the project; nullptr: none.
  const python::Value* same_as = nullptr;
  // It is a class of SQLAlchemy or of a package, with these arguments: `class Name(sa.String)`.
  std::string base = {};
  const python::Call* arguments = nullptr;  // nullptr: none
  std::string text = {};                    // get_col_spec(): the type as SQL
};

// The class of the project that a type is, or is made from; nullptr: it is another type.
const python::Class* OwnTypeClass(const python::Value& type);

// Nothing when it is not known. What it points to lives as long as the context. `of_postgres`: what the dialect gets;
// else what SQLAlchemy itself takes it for.
std::optional<OwnType> ReadOwnType(const python::Value& type, bool of_postgres, const ScriptContext& context);

// The constraints that functions of the project add where a column gets such a type, for the type's events:
// @listens_for(PyIntEnum, "before_parent_attach"). `column` is sa.Column(...).
std::vector<python::ValuePtr> ConstraintsOfType(const python::Value& type, const python::Value& column,
                                                const ScriptContext& context);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_OWN_TYPE_H_
