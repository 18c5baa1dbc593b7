#include "tests/coverage/gaps.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

class GapFinder {
 public:
  void Look(const Statement& statement) {
    const bool is_written = !statement.sql.empty();
    if (is_written && HasHole(statement.sql)) Add(true, "a part of the SQL text");
    for (const Operation& operation : statement.operations) {
      if (const auto* opaque = std::get_if<Opaque>(&operation.action)) {
        if (!opaque->on_purpose) Add(true, absl::StrCat("not understood: ", opaque->reason));
      } else if (!is_written) {
        std::visit([this](const auto& action) { LookAt(action); }, operation.action);
        // Whatever the functions below do not look for.
        if (gaps_.empty() && HasHole(RenderWithHoles(operation.action)) && !HoldsNoRows(operation.action)) {
          Add(false, "another argument");
        }
      }
    }
  }
  std::vector<Gap> Take() { return std::move(gaps_); }

 private:
  void Add(bool key, std::string what) {
    Gap gap = {key, std::move(what)};
    if (std::find(gaps_.begin(), gaps_.end(), gap) == gaps_.end()) gaps_.push_back(std::move(gap));
  }
  void Check(bool known, bool key, const char* what) {
    if (!known) Add(key, what);
  }
  static bool IsKnown(const std::string& identifier) { return !identifier.empty() && !HasHole(identifier); }
  static bool IsKnown(const Known<std::string>& text) { return text.known() && !HasHole(text.value()); }
  // Rendered with holes for what the vocabulary leaves out.
  static bool HoldsNoRows(const Action& action) {
    return std::holds_alternative<ChangeRows>(action) || std::holds_alternative<Inspect>(action);
  }

  // Of every other action, all that is rendered are names and SQL text.
  template <typename Other>
  void LookAt(const Other& action) {
    if (HasHole(RenderWithHoles(action))) Add(true, absl::StrCat("an argument of ", ActionName(action)));
  }
  void LookAt(const Raise&) {}
  void LookAt(const Inspect&) {}
  void LookAt(const ChangeRows& change) {
    Check(change.table.known(), true, "the table whose rows change");
    Add(false, "the values of the rows");
  }
  void LookAt(const CreateTable& create) {
    Check(create.table.known(), true, "the name of a table");
    for (const Column& column : create.columns) LookAtColumn(column);
    for (const Constraint& constraint : create.constraints) LookAtConstraint(constraint);
  }
  void LookAt(const AddColumn& add) {
    Check(add.table.known(), true, "the name of a table");
    LookAtColumn(add.column);
    for (const Constraint& constraint : add.constraints) LookAtConstraint(constraint);
  }
  void LookAt(const AlterColumn& alter) {
    Check(alter.table.known(), true, "the name of a table");
    Check(IsKnown(alter.column) && !HasHole(alter.rename_to), true, "the name of a column");
    if (alter.type.has_value()) LookAtType(*alter.type);
    Check(!HasHole(alter.conversion), true, "the expression of USING");
    if (alter.nullable.has_value()) Check(alter.nullable->known(), true, "whether a column is nullable");
    if (alter.server_default.has_value()) Check(IsKnown(*alter.server_default), false, "a server default");
  }
  void LookAt(const AddConstraint& add) {
    Check(add.table.known(), true, "the name of a table");
    LookAtConstraint(add.constraint);
  }
  void LookAt(const CreateEnum& create) {
    Check(create.type.known(), true, "the name of a type");
    Check(create.labels.known(), true, "the labels of an enum");
  }
  void LookAt(const CommentOn& comment) {
    Check(comment.name.known() && !HasHole(comment.part), true, "the name of what a comment is on");
    Check(IsKnown(comment.comment), false, "a comment");
  }
  void LookAt(const CreateIndex& create) {
    Check(create.table.known(), true, "the name of a table");
    Check(IsKnown(create.name), true, "the name of an index");
    for (const IndexElement& element : create.elements) {
      Check(!HasHole(element.column) && (!element.column.empty() || IsKnown(element.expression)), true,
            "a column or expression of an index");
    }
    Check(!HasHole(create.where), true, "the condition of an index");
    Check(create.unique.known(), false, "whether an index is unique");
  }

  void LookAtColumn(const Column& column) {
    Check(IsKnown(column.name), true, "the name of a column");
    LookAtType(column.type);
    Check(column.nullable.known(), true, "whether a column is nullable");
    Check(IsKnown(column.server_default), false, "a server default");
    if (column.generated.has_value()) Check(IsKnown(column.generated->expression), false, "a generated column");
  }
  void LookAtType(const Type& type) {
    bool known = type.known();
    for (const std::string& modifier : type.modifiers) known = known && !HasHole(modifier);
    Check(known, true, "the type of a column");
  }
  void LookAtConstraint(const Constraint& constraint) {
    Check(IsKnown(constraint.name), true, "the name of a constraint");
    bool known = !HasHole(constraint.referenced.name);
    for (const std::string& column : constraint.columns) known = known && IsKnown(column);
    for (const std::string& column : constraint.referenced_columns) known = known && IsKnown(column);
    if (constraint.kind == ConstraintKind::kForeignKey) known = known && constraint.referenced.known();
    Check(known, true, "the columns of a constraint");
    Check(!HasHole(constraint.expression), true, "the condition of a CHECK");
  }

  std::vector<Gap> gaps_;
};

}  // namespace

std::vector<Gap> GapsOf(const Statement& statement) {
  GapFinder finder;
  finder.Look(statement);
  return finder.Take();
}

}  // namespace retort
