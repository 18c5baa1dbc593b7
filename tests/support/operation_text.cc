#include "tests/support/operation_text.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "linter/schema/object.h"
#include "tests/support/object_text.h"
#include "tests/support/value_text.h"

namespace retort {
namespace {

template <typename Value>
std::string V(const Value& value) {
  return ValueText(value);
}

std::string Ends(bool if_present, bool cascade) {
  return FlagText(if_present, "if_present") + FlagText(cascade, "cascade");
}

std::string Text(const CreateTable& table) {
  std::vector<std::string> elements;
  for (const Column& column : table.columns) elements.push_back(V(column));
  for (const Constraint& constraint : table.constraints) elements.push_back(V(constraint));
  return absl::StrCat(
      "CreateTable ", V(table.table), " (", absl::StrJoin(elements, "; "), ")", FlagText(table.if_absent, "if_absent"),
      FlagText(table.persistence == Persistence::kTemporary, "temporary"),
      FlagText(table.persistence == Persistence::kUnlogged, "unlogged"), FieldText("partition_by", table.partition_by),
      FieldText("partition_of", table.partition_of), FieldText("bound", table.bound),
      FieldText("inherits", table.inherits), FieldText("like", table.like), FieldText("options", table.options),
      FlagText(!table.complete, "incomplete"));
}

std::string Text(const DropTable& drop) {
  return absl::StrCat("DropTable ", V(drop.table), Ends(drop.if_present, drop.cascade));
}

std::string Text(const RenameTable& rename) {
  return absl::StrCat("RenameTable ", V(rename.table), " -> ", V(rename.to));
}

std::string Text(const AttachPartition& attach) {
  return absl::StrCat("AttachPartition ", V(attach.table), " ", V(attach.partition), FieldText("bound", attach.bound));
}

std::string Text(const DetachPartition& detach) {
  return absl::StrCat("DetachPartition ", V(detach.table), " ", V(detach.partition),
                      FlagText(detach.concurrently, "concurrently"));
}

std::string Text(const AlterTable& alter) {
  constexpr absl::string_view kChanges[] = {
      "other",           "set_logged",       "set_unlogged",        "set_tablespace",       "set_access_method",
      "enable_triggers", "disable_triggers", "enable_row_security", "disable_row_security", "inherit",
      "no_inherit"};
  return absl::StrCat("AlterTable ", V(alter.table), " ", kChanges[static_cast<int>(alter.change)],
                      FieldText("text", alter.text));
}

std::string Text(const AddColumn& add) {
  std::string text = absl::StrCat("AddColumn ", V(add.table), " ", V(add.column));
  for (const Constraint& constraint : add.constraints) absl::StrAppend(&text, "; ", V(constraint));
  return text + FlagText(add.if_absent, "if_absent");
}

std::string Text(const DropColumn& drop) {
  return absl::StrCat("DropColumn ", V(drop.table), " ", V(drop.column), Ends(drop.if_present, drop.cascade));
}

std::string Text(const AlterColumn& alter) {
  std::string text = absl::StrCat("AlterColumn ", V(alter.table), " ", V(alter.column));
  if (alter.type.has_value()) absl::StrAppend(&text, " type ", V(*alter.type));
  text += FieldText("collate", alter.collation);
  if (alter.nullable.has_value()) {
    absl::StrAppend(&text, !alter.nullable->known() ? " nullable?" : alter.nullable->value() ? " null" : " not_null");
  }
  if (!alter.rename_to.empty()) absl::StrAppend(&text, " -> ", alter.rename_to);
  text += FieldText("using", alter.conversion);
  if (alter.server_default.has_value()) {
    text += !alter.server_default->known()          ? " set_default ?"
            : alter.server_default->value().empty() ? " drop_default"
                                                    : FieldText("set_default", alter.server_default->value());
  }
  if (alter.add_identity.has_value()) absl::StrAppend(&text, " add_identity ", V(*alter.add_identity));
  if (alter.set_identity.has_value()) absl::StrAppend(&text, " set_identity ", V(*alter.set_identity));
  return absl::StrCat(text, FlagText(alter.drop_identity, "drop_identity"),
                      FlagText(alter.drop_expression, "drop_expression"), FlagText(alter.if_present, "if_present"),
                      FieldText("other", alter.other));
}

std::string Text(const AddConstraint& add) {
  return absl::StrCat("AddConstraint ", V(add.table), " ", V(add.constraint));
}

std::string Text(const DropConstraint& drop) {
  return absl::StrCat("DropConstraint ", V(drop.table), " ", V(drop.constraint), Ends(drop.if_present, drop.cascade));
}

std::string Text(const RenameConstraint& rename) {
  return absl::StrCat("RenameConstraint ", V(rename.table), " ", V(rename.constraint), " -> ", V(rename.to));
}

std::string Text(const ValidateConstraint& validate) {
  return absl::StrCat("ValidateConstraint ", V(validate.table), " ", V(validate.constraint));
}

std::string Text(const AlterConstraint& alter) {
  return absl::StrCat("AlterConstraint ", V(alter.table), " ", V(alter.constraint),
                      FlagText(alter.deferrable, "deferrable"),
                      FlagText(alter.initially_deferred, "initially_deferred"));
}

std::string Text(const CreateIndex& index) {
  return absl::StrCat("CreateIndex ", V(index.name), " on ", V(index.table), ElementsText(index.elements),
                      !index.unique.known() ? " unique?" : "", FlagText(index.unique.Is(true), "unique"),
                      FlagText(index.concurrently, "concurrently"), FlagText(index.if_absent, "if_absent"),
                      FlagText(index.only, "only"), FieldText("method", index.method),
                      FieldText("include", index.include), FieldText("where", index.where),
                      FlagText(index.nulls_not_distinct, "nulls_not_distinct"), FieldText("options", index.options));
}

std::string Text(const DropIndex& drop) {
  return absl::StrCat("DropIndex ", V(drop.index), FlagText(drop.concurrently, "concurrently"),
                      Ends(drop.if_present, drop.cascade));
}

std::string Text(const ChangeRows& change) {
  constexpr absl::string_view kKinds[] = {"Insert", "Update", "Delete", "Truncate", "Merge", "Copy"};
  return absl::StrCat(kKinds[static_cast<int>(change.kind)], " ", V(change.table),
                      FlagText(change.filtered.Is(true), "filtered"), FlagText(change.filtered.Is(false), "all_rows"),
                      FlagText(change.cascade, "cascade"), FieldText("reads", change.reads));
}

std::string Text(const SetParameter& set) {
  return absl::StrCat("SetParameter ", V(set.parameter), set.value.known() ? FieldText("=", set.value.value()) : " = ?",
                      FlagText(set.local, "local"));
}

std::string Text(const TransactionCommand& command) {
  constexpr absl::string_view kKinds[] = {"Begin",   "Commit",     "Rollback", "Savepoint",
                                          "Release", "RollbackTo", "Prepare"};
  return absl::StrCat(kKinds[static_cast<int>(command.kind)], command.savepoint.empty() ? "" : " ", command.savepoint);
}

std::string Text(const LockTable& lock) {
  return absl::StrCat("LockTable ", V(lock.tables), " ", lock.mode, FlagText(lock.nowait, "nowait"));
}

std::string Text(const Maintain& maintain) {
  constexpr absl::string_view kKinds[] = {"Vacuum", "VacuumFull", "Analyze", "Cluster", "Reindex"};
  return absl::StrCat(kKinds[static_cast<int>(maintain.kind)], " ", SqlWord(maintain.object),
                      FieldText("", maintain.name), FlagText(maintain.everything, "everything"),
                      FlagText(maintain.concurrently, "concurrently"));
}

std::string Text(const Inspect& inspect) {
  return absl::StrCat("Inspect ", inspect.command, FieldText("reads", inspect.reads));
}

std::string Text(const Raise& raise) { return absl::StrCat("Raise ", raise.error, FieldText(":", raise.message)); }

std::string Text(const Opaque& opaque) {
  constexpr absl::string_view kReaches[] = {"nothing", "named", "anything"};
  std::string text = absl::StrCat("Opaque ", opaque.what, ": ", kReaches[static_cast<int>(opaque.reach)]);
  for (const Name& name : opaque.touches) absl::StrAppend(&text, " ", V(name));
  return text + FlagText(opaque.on_purpose, "on_purpose");
}

// The rest of the vocabulary: object_operation.h.
template <typename Object>
std::string Text(const Object& object) {
  return ObjectText(object);
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
