// Every key of the configuration, once: the reader, the JSON schema and the documentation follow this table.

#ifndef RETORT_LINTER_POLICY_POLICY_KEYS_H_
#define RETORT_LINTER_POLICY_POLICY_KEYS_H_

#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

enum class KeyShape {
  kExtends,     // a preset or file, or a list of them
  kRuleWords,   // a list of rules and categories
  kSeverities,  // a table: rule or category = "error", "warning", "info" or "off"
  kVersion,     // "16", "2.0" or a number
  kText,
  kTexts,    // a list of texts
  kFailOn,   // "error", "warning", "info" or "never"
  kOptions,  // a table of tables: rule, its options
  kOverrides,
  kAllowances,
};

struct PolicyKey {
  absl::string_view name;
  KeyShape shape;
  absl::string_view what;
};

// Of the file, of one of [[overrides]], of one of [[allow]].
std::span<const PolicyKey> PolicyKeys();
std::span<const PolicyKey> OverrideKeys();
std::span<const PolicyKey> AllowanceKeys();

std::vector<std::string> NamesOf(std::span<const PolicyKey> keys);

}  // namespace retort

#endif  // RETORT_LINTER_POLICY_POLICY_KEYS_H_
