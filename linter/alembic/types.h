// SQLAlchemy types to PostgreSQL types, and the enum types that they bring with them.

#ifndef RETORT_LINTER_ALEMBIC_TYPES_H_
#define RETORT_LINTER_ALEMBIC_TYPES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/base/known.h"
#include "linter/facts/environment.h"
#include "linter/python/interpreter.h"
#include "linter/python/value.h"
#include "linter/schema/operation.h"
#include "linter/schema/type.h"
#include "linter/source/edit.h"

namespace retort {

// What reading a revision needs besides the value at hand.
struct ScriptContext {
  FileId file = 0;
  absl::string_view text;
  const Environment& environment;
  const python::Module& module;
  const python::Interpreter& interpreter;
  bool offline = false;  // as `alembic upgrade --sql` runs it
};

// sa.Enum(...) or postgresql.ENUM(...), as the dialect sees it.
struct EnumType {
  Name name;  // not known when it is nameless or computed
  Known<std::vector<std::string>> labels = kUnknown;
  bool native = true;                // false: a VARCHAR
  bool is_postgresql_class = false;  // postgresql.ENUM
  Known<bool> creates = true;        // op.create_table sends CREATE TYPE for it
  bool flag_ignored = false;         // create_type=False on sa.Enum, before SQLAlchemy 2.1
  bool inherits_schema = false;      // from the table
  bool checks = false;               // of one that is not native: create_constraint=True
  Known<std::string> check_name = std::string();
  const python::Call* call = nullptr;
  Span at;
};

// The enum that this value is, if it is one: `e`, `e.copy()`, `e.with_variant(...)`, ARRAY(e).
std::optional<EnumType> ReadEnum(const python::Value& type, const ScriptContext& context);

// Not known for types that Retort cannot name. Its spelling is SQLAlchemy's.
Type ReadType(const python::Value& type, const ScriptContext& context);

// sa.String(collation="C"): the collation of the column; none is an empty name.
Name CollationOf(const python::Value& type, const ScriptContext& context);

// Whether SQLAlchemy makes a SERIAL of a primary key of this type: it derives from Integer or Numeric.
Known<bool> IsNumberType(const python::Value& type, const ScriptContext& context);

// What SQLAlchemy raises for a type that it cannot make or print: an array of arrays, NullType.
std::optional<Raise> TypeFault(const python::Value& type);

// The type that PostgreSQL gets, as it is written: without copies, the variant where there is one for it, and what a
// type of the project stands for.
const python::Value& TypeForPostgres(const python::Value& type, const ScriptContext& context);

// The edits that stop an enum from being created with its table; empty when it cannot be said safely.
std::vector<Edit> SuppressCreation(const EnumType& type, const ScriptContext& context);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_TYPES_H_
