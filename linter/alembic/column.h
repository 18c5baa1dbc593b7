// sa.Column(...) as SQLAlchemy takes it: what stands in the definition, and what it adds to its table.
//
//   std::optional<ColumnReading> read = ReadColumn(value, table);

#ifndef RETORT_LINTER_ALEMBIC_COLUMN_H_
#define RETORT_LINTER_ALEMBIC_COLUMN_H_

#include <optional>
#include <string>
#include <vector>

#include "linter/alembic/types.h"
#include "linter/python/value.h"
#include "linter/schema/operation.h"

namespace retort {

// The table whose parts are read.
struct TableContext {
  const ScriptContext& script;
  Name table = {};
  std::optional<Raise> fault = {};  // what SQLAlchemy raises for the first part that it refuses

  void Fail(absl::string_view error, std::string message) {
    if (!fault.has_value()) fault = Raise{.error = std::string(error), .message = std::move(message)};
  }
};

struct ColumnReading {
  Column column = {};
  std::optional<EnumType> enum_type = {};
  Known<bool> primary_key = false;
  Known<bool> unique = false;
  Known<bool> index = false;
  enum class Autoincrement { kAuto, kOn, kOff, kIgnoreForeignKey, kUnknown } autoincrement = Autoincrement::kAuto;
  Known<bool> is_number = false;  // its type makes a SERIAL of a primary key
  bool fills_in_python = false;   // default=
  std::vector<Constraint> checks = {};
  std::vector<Constraint> foreign_keys = {};
  std::vector<Constraint> late_foreign_keys = {};  // use_alter=True: op.create_table forgets them
  std::vector<Constraint> type_checks = {};        // of an Enum that is no type of PostgreSQL: they belong to the table
  Known<std::string> comment = std::string();
  std::string key = {};       // what constraints call it
  bool system = false;        // never created
  bool refers = false;        // a foreign key of the table has it
  bool without_type = false;  // it takes that of the column that it refers to
  bool allows_null = false;   // nullable=True is written
};

// nullopt when the value is no sa.Column.
std::optional<ColumnReading> ReadColumn(const python::Value& value, TableContext& table);

// The text after DEFAULT; empty: none.
Known<std::string> ReadServerDefault(const python::Value* value, TableContext& table);

// nullopt: it is no sa.Identity(...).
std::optional<Identity> ReadIdentity(const python::Value& value);
// What sa.Identity and sa.Sequence say of the sequence, from the argument at `position` on.
SequenceOptions ReadSequenceOptions(const python::Call& call, int position, const ScriptContext& context);

// The CHECK that an Enum brings which is no type of PostgreSQL.
Constraint EnumCheck(const EnumType& type, const std::string& column, TableContext& table);

// SQLAlchemy makes one column of the primary key a SERIAL.
void MakeSerial(const std::vector<std::string>& key, std::vector<ColumnReading>& columns);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_COLUMN_H_
