#include "linter/schema/operation.h"

namespace retort {
namespace {

template <typename... Kinds>
bool IsOneOf(const Action& action) {
  return (std::holds_alternative<Kinds>(action) || ...);
}

}  // namespace

bool LeavesNoTrace(const Action& action) {
  return IsOneOf<Inspect, SetParameter, TransactionCommand, LockTable, Maintain, RefreshView, Raise>(action);
}

}  // namespace retort
