// What a migration does to a database, one typed operation at a time, whether it was written as an Alembic directive or
// as SQL. This is the vocabulary of the rules: they see operations, never syntax trees.
//
//   Operation{span, Certainty::kCertain, CreateIndex{.table = {"", "user"}, .name = "ix_user_email", ...}}
//
// Facts: one SQL statement or directive may be several operations (a CREATE TABLE whose Enum column creates its type).

#ifndef RETORT_LINTER_SCHEMA_OPERATION_H_
#define RETORT_LINTER_SCHEMA_OPERATION_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "linter/base/known.h"
#include "linter/schema/name.h"
#include "linter/schema/type.h"
#include "linter/source/edit.h"
#include "linter/source/span.h"

namespace retort {

struct Column {
  std::string name = {};  // empty: not known
  Type type = {};
  Known<bool> nullable = true;
  Known<bool> has_default = false;  // a server default; Python's `default=` is none
};

enum class ConstraintKind { kPrimaryKey, kUnique, kCheck, kForeignKey, kExclude };

struct Constraint {
  ConstraintKind kind = ConstraintKind::kCheck;
  Known<std::string> name = std::string();  // empty: PostgreSQL or a naming convention names it
  std::vector<std::string> columns = {};
  Name referenced = {};                      // the table of a foreign key
  bool validated = true;                     // false: NOT VALID
  Known<std::string> index = std::string();  // USING INDEX
};

struct CreateTable {
  Name table = {};
  std::vector<Column> columns = {};
  std::vector<Constraint> constraints = {};
  bool if_absent = false;
  bool temporary = false;
};

struct DropTable {
  Name table = {};
  bool if_present = false;
  bool cascade = false;
};

struct RenameTable {
  Name table = {};
  Name to = {};  // a new name, or the same in another schema
};

struct AddColumn {
  Name table = {};
  Column column = {};
  bool if_absent = false;
};

struct DropColumn {
  Name table = {};
  std::string column = {};
  bool if_present = false;
  bool cascade = false;
};

// Each change is absent (unknown is possible only for the value) when the column keeps what it has.
struct AlterColumn {
  Name table = {};
  std::string column = {};
  std::optional<Type> type = {};
  bool has_using = false;  // a USING clause goes with the type
  std::optional<Known<bool>> nullable = {};
  enum class Default { kKept, kSet, kDropped } server_default = Default::kKept;
  std::string rename_to = {};  // empty: keeps its name
};

struct AddConstraint {
  Name table = {};
  Constraint constraint = {};
};

struct DropConstraint {
  Name table = {};
  Known<std::string> constraint = std::string();
  bool if_present = false;
  bool cascade = false;
};

struct CreateIndex {
  Name table = {};
  Known<std::string> name = std::string();  // empty: PostgreSQL names it
  std::vector<std::string> columns = {};    // empty text for an expression
  bool unique = false;
  bool concurrently = false;
  bool if_absent = false;
};

struct DropIndex {
  Name index = {};
  bool concurrently = false;
  bool if_present = false;
  bool cascade = false;
};

// CREATE TYPE ... AS ENUM, by whoever sends it.
struct CreateEnum {
  enum class Sender {
    kStatement,   // SQL: always sent
    kCreateCall,  // Enum(...).create(bind)
    kTableEvent,  // op.create_table with an Enum column: SQLAlchemy sends it once a run (its memo)
  };
  Name type = {};
  Known<std::vector<std::string>> labels = kUnknown;
  Sender sender = Sender::kStatement;
  bool if_absent = false;           // checkfirst=True, a DO block that catches duplicate_object, an IF NOT EXISTS guard
  bool generic = false;             // written as sa.Enum
  bool flag_ignored = false;        // create_type=False was written on sa.Enum, which ignores it before SQLAlchemy 2.1
  std::vector<Edit> suppress = {};  // kTableEvent: the edits that stop it from creating the type; empty when not known
};

struct DropType {
  Name type = {};
  bool if_present = false;
  bool cascade = false;
};

struct RenameType {
  Name type = {};
  Name to = {};
};

struct AddEnumValue {
  Name type = {};
  Known<std::string> value = kUnknown;
  bool if_absent = false;
  bool placed = false;  // BEFORE or AFTER another value
};

struct RenameEnumValue {
  Name type = {};
  Known<std::string> value = kUnknown;
  Known<std::string> to = kUnknown;
};

// INSERT, UPDATE, DELETE, TRUNCATE, COPY: rows change, the schema does not.
struct ChangeRows {
  enum class Kind { kInsert, kUpdate, kDelete, kTruncate } kind = Kind::kInsert;
  Name table = {};
};

// A statement that is understood to change neither schema nor rows: SELECT, SET, COMMENT, LOCK ...
struct Inspect {
  std::string command = {};  // "SELECT", "SET lock_timeout"
};

// What an opaque operation may have changed.
enum class Reach {
  kNothing,  // no object that Retort models: GRANT, CREATE FUNCTION
  kNamed,    // the objects named in `touches`
  kAnything,
};

// Anything that is not understood. It is counted, shown, and taints what it may have touched.
struct Opaque {
  std::string what = {};    // "op.create_view", "CREATE FUNCTION", "op.execute"
  std::string reason = {};  // "a custom directive", "the SQL text is not known"
  Reach reach = Reach::kAnything;
  std::vector<Name> touches = {};
};

using Action = std::variant<CreateTable, DropTable, RenameTable, AddColumn, DropColumn, AlterColumn, AddConstraint,
                            DropConstraint, CreateIndex, DropIndex, CreateEnum, DropType, RenameType, AddEnumValue,
                            RenameEnumValue, ChangeRows, Inspect, Opaque>;

enum class Certainty {
  kCertain,      // runs whenever the revision runs
  kConditional,  // under an if, in a loop over unknown things, after a guard
};

struct Operation {
  Span at = {};
  Certainty certainty = Certainty::kCertain;
  Action action = {};
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_OPERATION_H_
