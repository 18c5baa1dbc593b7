// The parts of a table as operations carry them: columns, constraints, index elements. Expressions are SQL text as it
// was written, with a hole (source/mapped_text.h) for each part that cannot be known; an empty text is none.
//
//   Column{.name = "id", .type = {.name = {"", "int8"}}, .nullable = false, .server_default = std::string("0")}

#ifndef RETORT_LINTER_SCHEMA_TABLE_H_
#define RETORT_LINTER_SCHEMA_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "linter/base/known.h"
#include "linter/schema/name.h"
#include "linter/schema/spelling.h"
#include "linter/schema/type.h"

namespace retort {

// What is given about a sequence, or about the one behind an identity column; the rest is PostgreSQL's default.
struct SequenceOptions {
  std::string type = {};  // AS smallint
  std::optional<int64_t> increment = {};
  std::optional<int64_t> start = {};
  std::optional<int64_t> restart = {};  // of ALTER SEQUENCE
  std::optional<int64_t> minimum = {};
  std::optional<int64_t> maximum = {};
  std::optional<int64_t> cache = {};
  bool no_minimum = false;
  bool no_maximum = false;
  std::optional<bool> cycle = {};
  Name owner_table = {};  // OWNED BY
  std::string owner_column = {};
  bool unowned = false;  // OWNED BY NONE
  bool complete = true;  // false: an option was given whose value is not known

  bool operator==(const SequenceOptions&) const = default;
};

struct Identity {
  bool always = false;  // GENERATED ALWAYS, not BY DEFAULT
  SequenceOptions sequence = {};
  bool operator==(const Identity&) const = default;
};

struct Generated {
  std::string expression = {};
  bool stored = true;
  bool operator==(const Generated&) const = default;
};

struct Column {
  std::string name = {};        // empty: not known
  Type type = {};               // "serial", "bigserial" and "smallserial" too, as they are written
  Known<bool> nullable = true;  // false for a column of the primary key too
  Known<std::string> server_default = std::string();  // Python's `default=` is none; unknown: there may be one
  std::optional<Identity> identity = {};
  std::optional<Generated> generated = {};
  Name collation = {};
  bool operator==(const Column&) const = default;

  // Whether a row that does not give the column gets a value: from a default, a sequence or an expression.
  Known<bool> FillsItself() const {
    if (identity.has_value() || generated.has_value() || type.IsSerial()) return true;
    if (!server_default.known()) return kUnknown;
    return !server_default.value().empty();
  }
};

// A column or an expression of an index or of an exclusion constraint.
struct IndexElement {
  std::string column = {};      // empty: an expression, or not known
  std::string expression = {};  // without outer parentheses
  std::string operator_class = {};
  Name collation = {};
  bool descending = false;
  enum class Nulls { kDefault, kFirst, kLast } nulls = Nulls::kDefault;
  std::string exclusion_operator = {};  // "&&": EXCLUDE only
  Spelling spelling = {};               // all of it but the operator: "lower(name) DESC"
  bool operator==(const IndexElement&) const = default;
};

enum class ConstraintKind { kPrimaryKey, kUnique, kCheck, kForeignKey, kExclude };

struct Constraint {
  ConstraintKind kind = ConstraintKind::kCheck;
  Known<std::string> name = std::string();           // empty: PostgreSQL names it
  std::vector<std::string> columns = {};             // a hole for each that is not known
  std::string expression = {};                       // of CHECK
  Name referenced = {};                              // the table of a foreign key
  std::vector<std::string> referenced_columns = {};  // empty: its primary key
  std::string on_delete = {};                        // "CASCADE", "SET NULL (a)"; empty: NO ACTION
  std::string on_update = {};
  std::string match = {};  // "FULL"; empty: SIMPLE
  bool deferrable = false;
  bool initially_deferred = false;
  bool validated = true;  // false: NOT VALID
  bool no_inherit = false;
  Known<std::string> index = std::string();  // USING INDEX
  std::vector<std::string> include = {};
  bool nulls_not_distinct = false;
  std::string method = {};                  // of EXCLUDE: "gist"
  std::vector<IndexElement> elements = {};  // of EXCLUDE
  std::string where = {};                   // of EXCLUDE
  Spelling in_column = {};  // the column of a table whose definition holds it: SQLAlchemy writes CHECK there
  Spelling options = {};    // what follows the columns or the expression: " ON DELETE cascade NOT DEFERRABLE"
  bool operator==(const Constraint&) const = default;
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_TABLE_H_
