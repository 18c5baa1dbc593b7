#include "rules/rule.h"

namespace retort {

absl::string_view CategoryName(Category category) {
  constexpr absl::string_view kNames[] = {"graph", "history",     "downgrade", "enum",    "failing", "locking",
                                          "data",  "transaction", "secrets",   "project", "style",   "retort"};
  return kNames[static_cast<int>(category)];
}

const Rule* FindRule(absl::string_view id) {
  for (const Rule* rule : AllRules()) {
    if (rule->id == id) return rule;
  }
  return nullptr;
}

}  // namespace retort
