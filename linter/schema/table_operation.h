// Operations on tables, their columns, constraints and indexes: part of the vocabulary of operation.h.

#ifndef RETORT_LINTER_SCHEMA_TABLE_OPERATION_H_
#define RETORT_LINTER_SCHEMA_TABLE_OPERATION_H_

#include <optional>
#include <string>
#include <vector>

#include "linter/base/known.h"
#include "linter/schema/name.h"
#include "linter/schema/table.h"
#include "linter/schema/type.h"

namespace retort {

enum class Persistence { kPermanent, kUnlogged, kTemporary };

struct CreateTable {
  Name table = {};
  std::vector<Column> columns = {};
  std::vector<Constraint> constraints = {};
  bool if_absent = false;
  Persistence persistence = Persistence::kPermanent;
  std::string partition_by = {};    // "RANGE (day)"
  Name partition_of = {};           // its columns come from there
  std::string bound = {};           // of a partition: "FOR VALUES FROM (1) TO (2)", "DEFAULT"
  std::vector<Name> inherits = {};  // columns come from there as well
  std::vector<Name> like = {};      // and from there
  bool complete = true;             // false: it has more columns or constraints than these (AS SELECT, OF, LIKE ...)
  std::string options = {};         // the rest as written: "WITH (fillfactor=70) TABLESPACE fast"
  bool operator==(const CreateTable&) const = default;
};

struct DropTable {
  Name table = {};
  bool if_present = false;
  bool cascade = false;
  bool operator==(const DropTable&) const = default;
};

struct RenameTable {
  Name table = {};
  Name to = {};  // a new name, or the same in another schema
  bool operator==(const RenameTable&) const = default;
};

struct AttachPartition {
  Name table = {};
  Name partition = {};
  std::string bound = {};
  bool operator==(const AttachPartition&) const = default;
};

struct DetachPartition {
  Name table = {};
  Name partition = {};
  bool concurrently = false;
  bool operator==(const DetachPartition&) const = default;
};

// ALTER TABLE in every way that leaves columns and constraints alone.
struct AlterTable {
  Name table = {};
  enum class Change {
    kOther,      // OWNER TO, SET (...), CLUSTER ON, REPLICA IDENTITY ...
    kSetLogged,  // LOGGED and UNLOGGED rewrite the table
    kSetUnlogged,
    kSetTablespace,    // rewrites
    kSetAccessMethod,  // rewrites
    kEnableTriggers,   // TRIGGER ..., RULE ...
    kDisableTriggers,
    kEnableRowSecurity,
    kDisableRowSecurity,
    kInherit,
    kNoInherit,
  } change = Change::kOther;
  std::string text = {};  // "OWNER TO admin"
  bool operator==(const AlterTable&) const = default;
};

// ---- Columns

struct AddColumn {
  Name table = {};
  Column column = {};
  std::vector<Constraint> constraints = {};  // written inside the column
  bool if_absent = false;
  bool operator==(const AddColumn&) const = default;
};

struct DropColumn {
  Name table = {};
  std::string column = {};
  bool if_present = false;
  bool cascade = false;
  bool operator==(const DropColumn&) const = default;
};

// Each change is absent (unknown is possible only for the value) when the column keeps what it has.
struct AlterColumn {
  Name table = {};
  std::string column = {};
  std::optional<Type> type = {};
  Name collation = {};          // goes with the type
  std::string conversion = {};  // USING: the expression that goes with the type
  std::optional<Known<bool>> nullable = {};
  std::optional<Known<std::string>> server_default = {};  // empty text: DROP DEFAULT
  std::optional<Identity> add_identity = {};
  std::optional<Identity> set_identity = {};
  bool drop_identity = false;
  bool drop_expression = false;
  bool if_present = false;     // DROP IDENTITY IF EXISTS, DROP EXPRESSION IF EXISTS
  std::string rename_to = {};  // empty: keeps its name
  std::string other = {};      // a property without further meaning: "SET STATISTICS 100", "SET STORAGE EXTERNAL"
  bool operator==(const AlterColumn&) const = default;
};

// ---- Constraints and indexes

struct AddConstraint {
  Name table = {};
  Constraint constraint = {};
  bool operator==(const AddConstraint&) const = default;
};

struct DropConstraint {
  Name table = {};
  Known<std::string> constraint = std::string();
  bool if_present = false;
  bool cascade = false;
  bool operator==(const DropConstraint&) const = default;
};

struct RenameConstraint {
  Name table = {};
  Known<std::string> constraint = std::string();
  Known<std::string> to = std::string();
  bool operator==(const RenameConstraint&) const = default;
};

struct ValidateConstraint {
  Name table = {};
  Known<std::string> constraint = std::string();
  bool operator==(const ValidateConstraint&) const = default;
};

// ALTER CONSTRAINT: whether it can be deferred.
struct AlterConstraint {
  Name table = {};
  Known<std::string> constraint = std::string();
  bool deferrable = false;
  bool initially_deferred = false;
  bool operator==(const AlterConstraint&) const = default;
};

struct CreateIndex {
  Name table = {};
  Known<std::string> name = std::string();  // empty: PostgreSQL names it
  std::vector<IndexElement> elements = {};
  Known<bool> unique = false;
  bool concurrently = false;
  bool if_absent = false;
  bool only = false;        // ON ONLY: not on the partitions
  std::string method = {};  // "gin"; empty: btree
  std::vector<std::string> include = {};
  std::string where = {};
  bool nulls_not_distinct = false;
  std::string options = {};  // the rest as written: "WITH (fillfactor = 70) TABLESPACE fast"
  bool operator==(const CreateIndex&) const = default;
};

struct DropIndex {
  Name index = {};
  bool concurrently = false;
  bool if_present = false;
  bool cascade = false;
  bool operator==(const DropIndex&) const = default;
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_TABLE_OPERATION_H_
