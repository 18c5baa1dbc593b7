// What a migration does to a database, one typed operation at a time, whether it was written as an Alembic directive or
// as SQL. This is the vocabulary of the rules: they see operations, never syntax trees.
//
//   Operation{.at = span, .action = CreateIndex{.table = {"", "user"}, .name = "ix_user_email", ...}}
//
// Facts: one SQL statement or directive may be several operations (a CREATE TABLE whose Enum column creates its type).
// Operations are equal when they do the same, however they were written.

#ifndef RETORT_LINTER_SCHEMA_OPERATION_H_
#define RETORT_LINTER_SCHEMA_OPERATION_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/base/known.h"
#include "linter/schema/existence_test.h"
#include "linter/schema/name.h"
#include "linter/schema/object.h"
#include "linter/schema/object_operation.h"
#include "linter/schema/table_operation.h"
#include "linter/source/span.h"

namespace retort {

// ---- Rows and sessions

// INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY: rows change, the schema does not.
struct ChangeRows {
  enum class Kind { kInsert, kUpdate, kDelete, kTruncate, kMerge, kCopy } kind = Kind::kInsert;
  Name table = {};
  Known<bool> filtered = kUnknown;  // of UPDATE and DELETE: has a WHERE
  bool cascade = false;             // of TRUNCATE
  std::vector<Name> reads = {};     // other tables in the statement
  bool operator==(const ChangeRows&) const = default;
};

// SET, SET LOCAL, RESET, set_config().
struct SetParameter {
  std::string parameter = {};                // lower case: "lock_timeout"; "all" for RESET ALL
  Known<std::string> value = std::string();  // as text: "5s", "app, public"; empty: RESET or DEFAULT
  bool local = false;
  bool operator==(const SetParameter&) const = default;
};

// BEGIN, COMMIT and the like in SQL.
struct TransactionCommand {
  enum class Kind { kBegin, kCommit, kRollback, kSavepoint, kRelease, kRollbackTo, kPrepare } kind = Kind::kCommit;
  std::string savepoint = {};
  bool operator==(const TransactionCommand&) const = default;
};

struct LockTable {
  std::vector<Name> tables = {};
  std::string mode = "ACCESS EXCLUSIVE";
  bool nowait = false;
  bool operator==(const LockTable&) const = default;
};

// VACUUM, ANALYZE, CLUSTER, REINDEX.
struct Maintain {
  enum class Kind { kVacuum, kVacuumFull, kAnalyze, kCluster, kReindex } kind = Kind::kVacuum;
  ObjectKind object = ObjectKind::kTable;  // of REINDEX: index, table, schema, database
  Name name = {};                          // empty: everything
  bool everything = false;
  bool concurrently = false;
  bool operator==(const Maintain&) const = default;
};

// A statement that is understood to change neither schema nor rows: SELECT, SHOW, NOTIFY ...
struct Inspect {
  std::string command = {};
  std::vector<Name> reads = {};
  bool operator==(const Inspect&) const = default;
};

// ---- What is no operation

// Python or Alembic raises before anything is sent: the upgrade stops here.
struct Raise {
  std::string error = {};    // "sqlalchemy.exc.CompileError"
  std::string message = {};  // as it is raised, without what cannot be known
  bool operator==(const Raise&) const = default;
};

// What an opaque operation may have changed.
enum class Reach {
  kNothing,  // no object that Retort models: GRANT
  kNamed,    // the objects named in `touches`
  kAnything,
};

// Anything that is not understood. It is counted, shown, and taints what it may have touched.
struct Opaque {
  std::string what = {};    // "op.create_view", "op.execute"
  std::string reason = {};  // "a custom directive", "the SQL text is not known"
  Reach reach = Reach::kAnything;
  std::vector<Name> touches = {};
  // True when it is understood as far as Retort needs, and left untyped on purpose: it is no gap in the reading.
  bool on_purpose = false;
  bool operator==(const Opaque&) const = default;
};

using Action =
    std::variant<CreateTable, DropTable, RenameTable, AttachPartition, DetachPartition, AlterTable, AddColumn,
                 DropColumn, AlterColumn, AddConstraint, DropConstraint, RenameConstraint, ValidateConstraint,
                 AlterConstraint, CreateIndex, DropIndex, CreateEnum, AddEnumValue, RenameEnumValue, CreateDomain,
                 AlterDomain, CreateComposite, AlterComposite, DropType, RenameType, CreateSequence, AlterSequence,
                 CreateView, RefreshView, CreateFunction, CreateTrigger, CreatePolicy, CreateExtension, CreateSchema,
                 DropObject, RenameObject, CommentOn, ChangeRows, SetParameter, TransactionCommand, LockTable, Maintain,
                 Inspect, Raise, Opaque>;

enum class Certainty {
  kCertain,      // runs whenever the revision runs
  kConditional,  // under an if, in a loop over unknown things, after a guard
};

struct Operation {
  Span at = {};
  Certainty certainty = Certainty::kCertain;
  std::string condition = {};  // of a conditional one, for people: "if inspector.has_table(\"x\")"; may be empty
  std::optional<ExistenceTests> guards = {};  // of a conditional one: it runs when they hold, if they are exact
  Action action = {};

  // Places do not count: the same operation may stand elsewhere.
  friend bool operator==(const Operation& a, const Operation& b) {
    return a.certainty == b.certainty && a.action == b.action;
  }
};

// "CreateTable": for people who ask what an action is.
absl::string_view ActionName(const Action& action);

// Whether the database is the same after it, but for what its session remembers: reading, settings, locks, upkeep.
bool LeavesNoTrace(const Action& action);

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_OPERATION_H_
