// The names that constraints and indexes get from SQLAlchemy: the given one, a naming convention's, or none.
//
//   ReadObjectName(value, {.key = "ix", .table = table, .columns = {"email"}}, context)   // ix_user_email

#ifndef RETORT_LINTER_ALEMBIC_NAMES_H_
#define RETORT_LINTER_ALEMBIC_NAMES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/alembic/column.h"

namespace retort {

// What the templates of a naming convention may mention.
struct NamedObject {
  absl::string_view key;  // "pk", "uq", "fk", "ck", "ix"; "": has no convention
  Name table = {};
  std::vector<std::string> columns = {};
  std::string referenced_table = {};
  std::vector<std::string> referenced_columns = {};
};

// Empty when PostgreSQL chooses the name. A name that SQLAlchemy refuses is a fault of `table`.
Known<std::string> ReadObjectName(const python::Value* given, const NamedObject& object, TableContext& table);

absl::string_view ConventionKey(ConstraintKind kind);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_NAMES_H_
