#include "tests/support/operation_text.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace retort {
namespace {

std::string Text(const Name& name) { return name.known() ? name.ToString() : "?"; }
std::string Text(const std::string& name) { return name.empty() || HasHole(name) ? "?" : name; }
std::string Text(const Known<std::string>& name) {
  return !name.known() ? "?" : name.value().empty() ? "unnamed" : name.value();
}
std::string Flag(bool set, absl::string_view name) { return set ? absl::StrCat(" ", name) : ""; }

std::string List(const std::vector<std::string>& names) {
  return absl::StrCat(
      "(",
      absl::StrJoin(names, ", ", [](std::string* out, const std::string& name) { absl::StrAppend(out, Text(name)); }),
      ")");
}

std::string Text(const Type& type) {
  std::string text = Text(type.name);
  if (!type.modifiers.empty()) absl::StrAppend(&text, "(", absl::StrJoin(type.modifiers, ","), ")");
  for (int i = 0; i < type.dimensions; ++i) text += "[]";
  return text;
}

std::string Text(const Column& column) {
  const auto known = [](const Known<bool>& value, bool expected, absl::string_view word) -> std::string {
    if (!value.known()) return absl::StrCat(" ", word, "?");
    return Flag(value.value() == expected, word);
  };
  return absl::StrCat(Text(column.name), " ", Text(column.type), known(column.nullable, false, "not_null"),
                      known(column.FillsItself(), true, "default"));
}

std::string Text(const Constraint& constraint) {
  constexpr absl::string_view kKinds[] = {"primary_key", "unique", "check", "foreign_key", "exclude"};
  std::string text = absl::StrCat(kKinds[static_cast<int>(constraint.kind)], " ", Text(constraint.name));
  if (!constraint.columns.empty()) absl::StrAppend(&text, List(constraint.columns));
  if (constraint.kind == ConstraintKind::kForeignKey) absl::StrAppend(&text, " -> ", Text(constraint.referenced));
  if (constraint.index != Known<std::string>("")) absl::StrAppend(&text, " using ", Text(constraint.index));
  return text + Flag(!constraint.validated, "not_valid");
}

std::string Labels(const Known<std::vector<std::string>>& labels) {
  return labels.known() ? List(labels.value()) : "?";
}

std::string Text(const CreateTable& table) {
  std::vector<std::string> elements;
  for (const Column& column : table.columns) elements.push_back(Text(column));
  for (const Constraint& constraint : table.constraints) elements.push_back(Text(constraint));
  return absl::StrCat("CreateTable ", Text(table.table), " (", absl::StrJoin(elements, "; "), ")",
                      Flag(table.if_absent, "if_absent"),
                      Flag(table.persistence == Persistence::kTemporary, "temporary"));
}

std::string Text(const DropTable& drop) {
  return absl::StrCat("DropTable ", Text(drop.table), Flag(drop.if_present, "if_present"),
                      Flag(drop.cascade, "cascade"));
}

std::string Text(const RenameTable& rename) {
  return absl::StrCat("RenameTable ", Text(rename.table), " -> ", Text(rename.to));
}

std::string Text(const AddColumn& add) {
  return absl::StrCat("AddColumn ", Text(add.table), " ", Text(add.column), Flag(add.if_absent, "if_absent"));
}

std::string Text(const DropColumn& drop) {
  return absl::StrCat("DropColumn ", Text(drop.table), " ", Text(drop.column), Flag(drop.if_present, "if_present"),
                      Flag(drop.cascade, "cascade"));
}

std::string Text(const AlterColumn& alter) {
  std::string text = absl::StrCat("AlterColumn ", Text(alter.table), " ", Text(alter.column));
  if (alter.type.has_value()) absl::StrAppend(&text, " type ", Text(*alter.type));
  if (alter.nullable.has_value()) {
    absl::StrAppend(&text, !alter.nullable->known() ? " nullable?" : alter.nullable->value() ? " null" : " not_null");
  }
  if (!alter.rename_to.empty()) absl::StrAppend(&text, " -> ", alter.rename_to);
  return absl::StrCat(
      text, Flag(!alter.conversion.empty(), "using"),
      Flag(alter.server_default.has_value() && *alter.server_default != Known<std::string>(""), "set_default"),
      Flag(alter.server_default == Known<std::string>(""), "drop_default"));
}

std::string Text(const AddConstraint& add) {
  return absl::StrCat("AddConstraint ", Text(add.table), " ", Text(add.constraint));
}

std::string Text(const DropConstraint& drop) {
  return absl::StrCat("DropConstraint ", Text(drop.table), " ", Text(drop.constraint),
                      Flag(drop.if_present, "if_present"), Flag(drop.cascade, "cascade"));
}

std::string Text(const CreateIndex& index) {
  std::vector<std::string> columns;
  for (const IndexElement& element : index.elements) columns.push_back(element.column);
  return absl::StrCat("CreateIndex ", Text(index.name), " on ", Text(index.table), List(columns),
                      Flag(index.unique.Is(true), "unique"), Flag(index.concurrently, "concurrently"),
                      Flag(index.if_absent, "if_absent"));
}

std::string Text(const DropIndex& drop) {
  return absl::StrCat("DropIndex ", Text(drop.index), Flag(drop.concurrently, "concurrently"),
                      Flag(drop.if_present, "if_present"), Flag(drop.cascade, "cascade"));
}

std::string Text(const CreateEnum& create) {
  constexpr absl::string_view kSenders[] = {"", " by_create_call", " by_table_event"};
  return absl::StrCat("CreateEnum ", Text(create.type), " ", Labels(create.labels),
                      kSenders[static_cast<int>(create.sender)], Flag(create.if_absent, "if_absent"),
                      Flag(create.flag_ignored, "flag_ignored"), Flag(!create.suppress.empty(), "suppressible"));
}

std::string Text(const DropType& drop) {
  return absl::StrCat("DropType ", Text(drop.type), Flag(drop.if_present, "if_present"), Flag(drop.cascade, "cascade"));
}

std::string Text(const RenameType& rename) {
  return absl::StrCat("RenameType ", Text(rename.type), " -> ", Text(rename.to));
}

std::string Text(const AddEnumValue& add) {
  return absl::StrCat("AddEnumValue ", Text(add.type), " ", Text(add.value), Flag(add.if_absent, "if_absent"),
                      Flag(!add.before.empty() || !add.after.empty(), "placed"));
}

std::string Text(const RenameEnumValue& rename) {
  return absl::StrCat("RenameEnumValue ", Text(rename.type), " ", Text(rename.value), " -> ", Text(rename.to));
}

std::string Text(const ChangeRows& change) {
  constexpr absl::string_view kKinds[] = {"Insert", "Update", "Delete", "Truncate", "Merge", "Copy"};
  return absl::StrCat(kKinds[static_cast<int>(change.kind)], " ", Text(change.table));
}

std::string Text(const Inspect& inspect) { return absl::StrCat("Inspect ", inspect.command); }

template <typename Other>
std::string Text(const Other&) {
  return "?";
}

std::string Text(const Opaque& opaque) {
  constexpr absl::string_view kReaches[] = {"nothing", "named", "anything"};
  std::string text = absl::StrCat("Opaque ", opaque.what, ": ", kReaches[static_cast<int>(opaque.reach)]);
  for (const Name& name : opaque.touches) absl::StrAppend(&text, " ", Text(name));
  return text;
}

}  // namespace

std::string OperationText(const Operation& operation) {
  return absl::StrCat(operation.certainty == Certainty::kConditional ? "? " : "",
                      std::visit([](const auto& action) { return Text(action); }, operation.action));
}

std::string OperationText(const std::vector<Operation>& operations) {
  return absl::StrJoin(operations, "\n", [](std::string* out, const Operation& operation) {
    absl::StrAppend(out, OperationText(operation));
  });
}

}  // namespace retort
