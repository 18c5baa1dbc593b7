#include "linter/schema/operation.h"

#include <iterator>

namespace retort {
namespace {

template <typename... Kinds>
bool IsOneOf(const Action& action) {
  return (std::holds_alternative<Kinds>(action) || ...);
}

}  // namespace

absl::string_view ActionName(const Action& action) {
  constexpr absl::string_view kNames[] = {"CreateTable",
                                          "DropTable",
                                          "RenameTable",
                                          "AttachPartition",
                                          "DetachPartition",
                                          "AlterTable",
                                          "AddColumn",
                                          "DropColumn",
                                          "AlterColumn",
                                          "AddConstraint",
                                          "DropConstraint",
                                          "RenameConstraint",
                                          "ValidateConstraint",
                                          "AlterConstraint",
                                          "CreateIndex",
                                          "DropIndex",
                                          "CreateEnum",
                                          "AddEnumValue",
                                          "RenameEnumValue",
                                          "CreateDomain",
                                          "AlterDomain",
                                          "CreateComposite",
                                          "AlterComposite",
                                          "DropType",
                                          "RenameType",
                                          "CreateSequence",
                                          "AlterSequence",
                                          "CreateView",
                                          "RefreshView",
                                          "CreateFunction",
                                          "CreateTrigger",
                                          "CreatePolicy",
                                          "CreateExtension",
                                          "CreateSchema",
                                          "DropObject",
                                          "RenameObject",
                                          "CommentOn",
                                          "ChangeRows",
                                          "SetParameter",
                                          "TransactionCommand",
                                          "LockTable",
                                          "Maintain",
                                          "Inspect",
                                          "Raise",
                                          "Opaque"};
  static_assert(std::size(kNames) == std::variant_size_v<Action>);
  return kNames[action.index()];
}

bool LeavesNoTrace(const Action& action) {
  return IsOneOf<Inspect, SetParameter, TransactionCommand, LockTable, Maintain, RefreshView, Raise>(action);
}

}  // namespace retort
