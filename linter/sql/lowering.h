// What the lower_*.cc files share: the statement being lowered, its operations so far, and the small values of a tree.
//
//   void LowerCreateEnum(const PgQuery__CreateEnumStmt& create, Lowering& lowering);

#ifndef RETORT_LINTER_SQL_LOWERING_H_
#define RETORT_LINTER_SQL_LOWERING_H_

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/schema/operation.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/parser.h"
#include "linter/sql/split.h"

namespace retort {

class Lowering {
 public:
  Lowering(const MappedText& sql, const Piece& piece) : sql_(sql), piece_(piece) {}

  void Add(Action action) { Add(std::move(action), Statement()); }
  void Add(Action action, Span at) {
    operations_.push_back({.at = at, .certainty = certainty_, .action = std::move(action)});
  }
  // What follows happens only if something is there: ALTER TABLE IF EXISTS.
  void BecomeConditional() { certainty_ = Certainty::kConditional; }

  Span Statement() const { return sql_.At(piece_.begin, piece_.end); }
  Span NameAt(int location) const;                      // the name, qualified or not, that begins there
  Span ItemAt(int location) const;                      // from there to the comma or parenthesis that ends it
  std::vector<Span> CommandsAfter(int location) const;  // the items of a list that follows the name there
  std::vector<Span> DroppedNames() const;               // of DROP <kind> [IF EXISTS] a, b
  Span CreatedName() const;                             // of CREATE TYPE a
  bool Mentions(absl::string_view word) const;          // a token that begins so

  std::vector<Operation> Take() { return std::move(operations_); }

 private:
  size_t Begin(int location) const { return piece_.begin + (location > 0 ? location : 0); }
  std::vector<Span> Items(size_t begin) const;
  size_t NameEnd(size_t begin) const;

  const MappedText& sql_;
  const Piece& piece_;
  Certainty certainty_ = Certainty::kCertain;
  std::vector<Operation> operations_;
};

using Nodes = std::span<PgQuery__Node* const>;

absl::string_view StringOf(const PgQuery__Node& node);  // empty when it is no String
Name NameOf(const PgQuery__RangeVar* relation);
Name NameOf(Nodes parts);                  // a list of Strings: [catalog,] schema, name
Name NameOf(const PgQuery__Node& object);  // a list or a type name, as DROP and RENAME have it
Type TypeOf(const PgQuery__TypeName* type);
// Names with a hole are not known.
std::string ColumnName(const char* name);
Known<std::string> KnownName(const char* name);

void LowerNode(const PgQuery__Node& node, Lowering& lowering);

// lower_table.cc
void LowerCreateTable(const PgQuery__CreateStmt& create, Lowering& lowering);
void LowerCreateTableAs(const PgQuery__CreateTableAsStmt& create, Lowering& lowering);
void LowerSelectInto(const PgQuery__IntoClause& into, Lowering& lowering);
void LowerCreateIndex(const PgQuery__IndexStmt& create, Lowering& lowering);

// lower_column.cc
struct PlacedConstraint {
  Constraint constraint;
  int location;
};
Column ColumnOf(const PgQuery__ColumnDef& column);
std::vector<PlacedConstraint> ConstraintsOf(const PgQuery__ColumnDef& column);
Constraint ConstraintOf(const PgQuery__Constraint& constraint);

// lower_alter.cc
void LowerAlterTable(const PgQuery__AlterTableStmt& alter, Lowering& lowering);

// lower_rename.cc
void LowerRename(const PgQuery__RenameStmt& rename, Lowering& lowering);
void LowerSetSchema(const PgQuery__AlterObjectSchemaStmt& alter, Lowering& lowering);

// lower_drop.cc
void LowerDrop(const PgQuery__DropStmt& drop, Lowering& lowering);

// lower_type.cc
void LowerCreateEnum(const PgQuery__CreateEnumStmt& create, Lowering& lowering);
void LowerAlterEnum(const PgQuery__AlterEnumStmt& alter, Lowering& lowering);

// lower_rows.cc: false when the statement is of no such kind.
bool LowerRows(const PgQuery__Node& node, Lowering& lowering);

// lower_inspect.cc: false when the statement is of no such kind.
bool LowerInspect(const PgQuery__Node& node, Lowering& lowering);

// lower_opaque.cc
Opaque OpaqueOf(absl::string_view what, Reach reach, std::vector<Name> touches = {});
void LowerOpaque(const PgQuery__Node& node, Lowering& lowering);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_LOWERING_H_
