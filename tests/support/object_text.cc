#include "tests/support/object_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/schema/object.h"
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

std::string Labels(const Known<std::vector<std::string>>& labels) { return labels.known() ? V(labels.value()) : "?"; }

std::string Arguments(const std::string& arguments) {
  return arguments.empty() ? "" : absl::StrCat("(", arguments, ")");
}

}  // namespace

std::string ObjectText(const CreateEnum& create) {
  constexpr absl::string_view kSenders[] = {"", " by_create_call", " by_table_event"};
  return absl::StrCat("CreateEnum ", V(create.type), " ", Labels(create.labels),
                      kSenders[static_cast<int>(create.sender)], FlagText(create.if_absent, "if_absent"),
                      FlagText(create.flag_ignored, "flag_ignored"),
                      FlagText(!create.suppress.empty(), "suppressible"));
}

std::string ObjectText(const AddEnumValue& add) {
  return absl::StrCat("AddEnumValue ", V(add.type), " ", V(add.value), FlagText(add.if_absent, "if_absent"),
                      FieldText("before", add.before), FieldText("after", add.after));
}

std::string ObjectText(const RenameEnumValue& rename) {
  return absl::StrCat("RenameEnumValue ", V(rename.type), " ", V(rename.value), " -> ", V(rename.to));
}

std::string ObjectText(const CreateDomain& create) {
  std::string text = absl::StrCat(
      "CreateDomain ", V(create.type), " ", V(create.base), FlagText(create.nullable.Is(false), "not_null"),
      create.server_default.known() ? FieldText("default", create.server_default.value()) : " default?",
      FieldText("collate", create.collation));
  for (const Constraint& check : create.checks) absl::StrAppend(&text, "; ", V(check));
  return text;
}

std::string ObjectText(const AlterDomain& alter) {
  constexpr absl::string_view kChanges[] = {"set_default", "drop_default", "set_not_null", "drop_not_null",
                                            "add",         "drop",         "validate"};
  std::string text = absl::StrCat("AlterDomain ", V(alter.type), " ", kChanges[static_cast<int>(alter.change)],
                                  FieldText("", alter.server_default));
  if (alter.change >= AlterDomain::Change::kAddCheck) absl::StrAppend(&text, " ", V(alter.check));
  return text + FlagText(alter.if_present, "if_present");
}

std::string ObjectText(const CreateComposite& create) {
  const auto print = [](std::string* out, const Column& column) { absl::StrAppend(out, V(column)); };
  return absl::StrCat("CreateComposite ", V(create.type), " (", absl::StrJoin(create.columns, "; ", print), ")");
}

std::string ObjectText(const AlterComposite& alter) {
  constexpr absl::string_view kChanges[] = {"add", "drop", "alter_type", "rename"};
  const bool typed = alter.change == AlterComposite::Change::kAdd || alter.change == AlterComposite::Change::kAlterType;
  return absl::StrCat("AlterComposite ", V(alter.type), " ", kChanges[static_cast<int>(alter.change)], " ",
                      typed ? V(alter.column) : V(alter.column.name), FieldText("->", alter.rename_to),
                      Ends(alter.if_present, alter.cascade));
}

std::string ObjectText(const DropType& drop) {
  return absl::StrCat("DropType ", V(drop.type), Ends(drop.if_present, drop.cascade));
}

std::string ObjectText(const RenameType& rename) {
  return absl::StrCat("RenameType ", V(rename.type), " -> ", V(rename.to));
}

std::string ObjectText(const CreateSequence& create) {
  return absl::StrCat("CreateSequence ", V(create.sequence), V(create.options), FlagText(create.if_absent, "if_absent"),
                      FlagText(create.temporary, "temporary"));
}

std::string ObjectText(const AlterSequence& alter) {
  return absl::StrCat("AlterSequence ", V(alter.sequence), V(alter.options), FlagText(alter.if_present, "if_present"));
}

std::string ObjectText(const CreateView& create) {
  return absl::StrCat("CreateView ", V(create.view), create.columns.empty() ? "" : V(create.columns),
                      FlagText(create.materialized, "materialized"), FlagText(create.or_replace, "or_replace"),
                      FlagText(create.if_absent, "if_absent"), FlagText(create.temporary, "temporary"),
                      FlagText(!create.with_data, "no_data"), FieldText("as", create.query),
                      FieldText("reads", create.reads));
}

std::string ObjectText(const RefreshView& refresh) {
  return absl::StrCat("RefreshView ", V(refresh.view), FlagText(refresh.concurrently, "concurrently"));
}

std::string ObjectText(const CreateFunction& create) {
  return absl::StrCat("CreateFunction ", V(create.function), "(", create.arguments, ")",
                      FlagText(create.procedure, "procedure"), FlagText(create.or_replace, "or_replace"),
                      FieldText("returns", create.returns), FieldText("language", create.language),
                      FieldText("", create.volatility), FlagText(create.security_definer, "security_definer"),
                      FlagText(create.sets_search_path, "sets_search_path"), FieldText("body", create.body));
}

std::string ObjectText(const CreateTrigger& create) {
  return absl::StrCat("CreateTrigger ", V(create.trigger), " on ", V(create.table), " ", V(create.function),
                      FlagText(create.or_replace, "or_replace"), FlagText(create.constraint, "constraint"));
}

std::string ObjectText(const CreatePolicy& create) {
  return absl::StrCat("CreatePolicy ", V(create.policy), " on ", V(create.table));
}

std::string ObjectText(const CreateExtension& create) {
  return absl::StrCat("CreateExtension ", V(create.extension), FieldText("schema", create.schema),
                      FlagText(create.if_absent, "if_absent"), FlagText(create.cascade, "cascade"));
}

std::string ObjectText(const CreateSchema& create) {
  return absl::StrCat("CreateSchema ", V(create.schema), FlagText(create.if_absent, "if_absent"));
}

std::string ObjectText(const DropObject& drop) {
  return absl::StrCat("DropObject ", SqlWord(drop.kind), " ", V(drop.name), Arguments(drop.arguments),
                      FieldText("on", drop.table), Ends(drop.if_present, drop.cascade));
}

std::string ObjectText(const RenameObject& rename) {
  return absl::StrCat("RenameObject ", SqlWord(rename.kind), " ", V(rename.name), Arguments(rename.arguments),
                      FieldText("on", rename.table), " -> ", V(rename.to));
}

std::string ObjectText(const CommentOn& comment) {
  return absl::StrCat("CommentOn ", SqlWord(comment.kind), " ", V(comment.name), FieldText("part", comment.part),
                      comment.comment.known() ? FieldText("is", comment.comment.value()) : " is ?");
}

}  // namespace retort
