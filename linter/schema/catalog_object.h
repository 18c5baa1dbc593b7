// What the catalogue holds: each object of the database with everything that later operations may depend on. The parts
// are those of the vocabulary (table.h), filled in as PostgreSQL would: every constraint and index has its name.
//
//   if (const Table* table = object.As<Table>()) ... table->FindColumn("email")

#ifndef RETORT_LINTER_SCHEMA_CATALOG_OBJECT_H_
#define RETORT_LINTER_SCHEMA_CATALOG_OBJECT_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/base/known.h"
#include "linter/schema/name.h"
#include "linter/schema/object_operation.h"
#include "linter/schema/table.h"
#include "linter/schema/table_operation.h"
#include "linter/source/span.h"

namespace retort {

enum class Existence { kAbsent, kThere, kUnknown };

// Names an object for as long as it exists, whatever it is called: 0 is none.
using Oid = uint32_t;

// A column, constraint, trigger or policy of a table, with what every part has.
struct TablePart {
  Existence existence = Existence::kThere;  // unknown: it may have been dropped, or never made
  Span at = {};                             // the operation that made it, or changed it last
  std::string comment = {};
};

struct TableColumn : TablePart {
  Column column = {};
  Oid type = 0;      // of the project's own: an enum, domain or composite type
  Oid sequence = 0;  // that it owns: of a serial or identity column
  bool inherited = false;
};

struct TableConstraint : TablePart {
  Constraint constraint = {};
  Oid referenced = 0;  // of a foreign key
  Oid index = 0;       // of a primary key, unique or exclusion constraint
  bool inherited = false;
};

struct TableTrigger : TablePart {
  CreateTrigger trigger = {};
  Oid function = 0;
  bool enabled = true;
};

struct TablePolicy : TablePart {
  CreatePolicy policy = {};
};

struct TableObject {
  bool foreign = false;
  Persistence persistence = Persistence::kPermanent;
  std::string partition_by = {};
  Oid partition_of = 0;
  std::string bound = {};
  std::vector<Oid> inherits = {};
  std::string options = {};
  bool row_security = false;
  std::vector<TableColumn> columns = {};
  std::vector<TableConstraint> constraints = {};
  std::vector<TableTrigger> triggers = {};
  std::vector<TablePolicy> policies = {};
  std::vector<Oid> indexes = {};  // those of constraints too
  bool complete = true;           // false: it may have parts that are not listed
  Known<bool> empty = kUnknown;   // whether it has rows: known of a table that no statement has written to

  const TableColumn* FindColumn(absl::string_view name) const;
  TableColumn* FindColumn(absl::string_view name);
  const TableConstraint* FindConstraint(absl::string_view name) const;
  TableConstraint* FindConstraint(absl::string_view name);
  const TableConstraint* PrimaryKey() const;
  bool IsPartitioned() const { return !partition_by.empty(); }
};

struct IndexObject {
  Oid table = 0;
  CreateIndex definition = {};  // with its name; `table` is that at its creation
  bool of_constraint = false;
  bool primary = false;
  bool valid = true;
};

struct SequenceObject {
  SequenceOptions options = {};
  Oid owner = 0;
  std::string owner_column = {};
  bool of_identity = false;
  bool temporary = false;
};

// A column that the query of a view names.
struct ColumnUse {
  Oid relation = 0;
  std::string column = {};  // empty: some of its columns, not known which
  friend bool operator==(const ColumnUse&, const ColumnUse&) = default;
};

struct ViewObject {
  CreateView definition = {};
  std::vector<ColumnUse> uses = {};
  std::vector<Oid> indexes = {};  // of a materialized view
  Known<std::vector<std::string>> columns = kUnknown;
};

struct EnumObject {
  struct Label {
    std::string text = {};
    uint32_t transaction = 0;  // the one that added it to a type that was there; 0: made with the type
    friend bool operator==(const Label& a, const Label& b) { return a.text == b.text; }
  };
  Known<std::vector<Label>> labels = kUnknown;
  CreateEnum::Sender sender = CreateEnum::Sender::kStatement;
};

struct DomainObject {
  CreateDomain definition = {};  // each check with its name
  Oid base = 0;
};

struct CompositeObject {
  std::vector<Column> columns = {};
};

struct FunctionObject {
  CreateFunction definition = {};
};

struct SchemaObject {};
struct ExtensionObject {
  std::string schema = {};
};

// Something whose kind Retort does not model: it occupies its name.
struct OtherObject {
  ObjectKind kind = ObjectKind::kOther;
};

struct Object {
  using Body = std::variant<TableObject, IndexObject, SequenceObject, ViewObject, EnumObject, DomainObject,
                            CompositeObject, FunctionObject, SchemaObject, ExtensionObject, OtherObject>;
  Oid oid = 0;
  Name name = {};  // with its schema, "public" too; of a schema or extension only the name
  Existence existence = Existence::kThere;
  Span at = {};              // the operation that created it; an empty span when unknown
  uint32_t run = 0;          // the run that created it
  uint32_t transaction = 0;  // and the transaction
  uint32_t taint = 0;        // the catalogue's own, when the object was stored
  std::string comment = {};
  Body body = OtherObject{};

  template <typename T>
  const T* As() const {
    return std::get_if<T>(&body);
  }
  template <typename T>
  T* As() {
    return std::get_if<T>(&body);
  }
};

// PostgreSQL's word: "table", "materialized view".
absl::string_view KindWord(const Object& object);

// The objects that this one needs: the types of its columns, the tables of its keys, what a view reads.
std::vector<Oid> NeedsOf(const Object& object);

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_CATALOG_OBJECT_H_
