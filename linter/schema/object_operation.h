// Operations on types, sequences, views, functions and everything else that has a name: part of the vocabulary of
// operation.h.

#ifndef RETORT_LINTER_SCHEMA_OBJECT_OPERATION_H_
#define RETORT_LINTER_SCHEMA_OBJECT_OPERATION_H_

#include <optional>
#include <string>
#include <vector>

#include "linter/base/known.h"
#include "linter/schema/name.h"
#include "linter/schema/object.h"
#include "linter/schema/table.h"
#include "linter/schema/type.h"
#include "linter/source/edit.h"

namespace retort {

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
  friend bool operator==(const CreateEnum& a, const CreateEnum& b) {
    return a.type == b.type && a.labels == b.labels && a.sender == b.sender && a.if_absent == b.if_absent;
  }
};

struct AddEnumValue {
  Name type = {};
  Known<std::string> value = kUnknown;
  bool if_absent = false;
  std::string before = {};  // the label that it is placed before, or after
  std::string after = {};
  bool operator==(const AddEnumValue&) const = default;
};

struct RenameEnumValue {
  Name type = {};
  Known<std::string> value = kUnknown;
  Known<std::string> to = kUnknown;
  bool operator==(const RenameEnumValue&) const = default;
};

struct CreateDomain {
  Name type = {};
  Type base = {};
  Known<bool> nullable = true;
  Known<std::string> server_default = std::string();
  Name collation = {};
  std::vector<Constraint> checks = {};
  bool operator==(const CreateDomain&) const = default;
};

// A constraint, default or NOT NULL of a domain changes.
struct AlterDomain {
  Name type = {};
  enum class Change { kSetDefault, kDropDefault, kSetNotNull, kDropNotNull, kAddCheck, kDropCheck, kValidate };
  Change change = Change::kAddCheck;
  Constraint check = {};  // for kDropCheck and kValidate only its name
  std::string server_default = {};
  bool if_present = false;
  bool operator==(const AlterDomain&) const = default;
};

struct CreateComposite {
  Name type = {};
  std::vector<Column> columns = {};
  bool operator==(const CreateComposite&) const = default;
};

// ADD, DROP or ALTER ATTRIBUTE.
struct AlterComposite {
  Name type = {};
  enum class Change { kAdd, kDrop, kAlterType, kRename } change = Change::kAdd;
  Column column = {};
  std::string rename_to = {};
  bool if_present = false;
  bool cascade = false;
  bool operator==(const AlterComposite&) const = default;
};

// Of every kind: enum, domain, composite, range.
struct DropType {
  Name type = {};
  bool if_present = false;
  bool cascade = false;
  bool operator==(const DropType&) const = default;
};

struct RenameType {
  Name type = {};
  Name to = {};
  bool operator==(const RenameType&) const = default;
};

// ---- Everything else that has a name: see object.h

struct CreateSequence {
  Name sequence = {};
  SequenceOptions options = {};
  bool if_absent = false;
  bool temporary = false;
  bool operator==(const CreateSequence&) const = default;
};

struct AlterSequence {
  Name sequence = {};
  SequenceOptions options = {};
  bool if_present = false;
  bool operator==(const AlterSequence&) const = default;
};

struct CreateView {
  Name view = {};
  bool materialized = false;
  bool or_replace = false;
  bool if_absent = false;
  bool temporary = false;
  bool with_data = true;
  std::string query = {};
  std::vector<std::string> columns = {};  // those that are named; empty: the query names them
  std::vector<Name> reads = {};           // tables and views in the query
  bool operator==(const CreateView&) const = default;
};

struct RefreshView {
  Name view = {};
  bool concurrently = false;
  bool operator==(const RefreshView&) const = default;
};

struct CreateFunction {
  Name function = {};
  std::string arguments = {};  // the types of its input arguments as PostgreSQL tells overloads apart: "int4, text"
  bool procedure = false;
  bool or_replace = false;
  std::string language = {};
  std::string returns = {};  // "trigger", "SETOF app.user"
  std::string body = {};
  std::string volatility = {};  // "immutable"; empty: volatile
  bool security_definer = false;
  bool sets_search_path = false;
  Spelling text = {};  // the whole statement, which says more than this
  bool operator==(const CreateFunction&) const = default;
};

struct CreateTrigger {
  Name table = {};
  std::string trigger = {};
  Name function = {};
  bool or_replace = false;
  bool constraint = false;
  Spelling text = {};  // the whole statement: when it fires
  bool operator==(const CreateTrigger&) const = default;
};

struct CreatePolicy {
  Name table = {};
  std::string policy = {};
  Spelling text = {};  // the whole statement: for whom, and what
  bool operator==(const CreatePolicy&) const = default;
};

struct CreateExtension {
  std::string extension = {};
  std::string schema = {};
  bool if_absent = false;
  bool cascade = false;
  bool operator==(const CreateExtension&) const = default;
};

struct CreateSchema {
  std::string schema = {};  // empty: not known
  bool if_absent = false;
  bool operator==(const CreateSchema&) const = default;
};

// Drops an object that has no Drop action of its own.
struct DropObject {
  ObjectKind kind = ObjectKind::kView;
  Name name = {};
  Name table = {};             // of a trigger, policy or rule
  std::string arguments = {};  // of a function, like CreateFunction's; "*" when none are given
  bool if_present = false;
  bool cascade = false;
  bool operator==(const DropObject&) const = default;
};

// Renames an object that has no Rename action of its own, or moves it to another schema.
struct RenameObject {
  ObjectKind kind = ObjectKind::kView;
  Name name = {};
  Name to = {};
  Name table = {};
  std::string arguments = {};
  bool operator==(const RenameObject&) const = default;
};

// COMMENT ON.
struct CommentOn {
  ObjectKind kind = ObjectKind::kTable;
  Name name = {};
  std::string part = {};                       // the column, constraint, trigger or policy of the table `name`
  Known<std::string> comment = std::string();  // empty: IS NULL
  bool operator==(const CommentOn&) const = default;
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_OBJECT_OPERATION_H_
