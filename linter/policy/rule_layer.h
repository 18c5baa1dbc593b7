// Which rules are on, and how severe they are, as one place of the configuration says it: a preset, a file, an override
// for some paths, the command line. Layers lie upon each other, and the upper one wins.
//
//   RuleLayer layer;
//   layer.turns = {{.word = "style", .on = true}, {.word = "int-key", .on = false}};
//   RuleState state = StateOf(rule, "services/billing/versions/1_a.py", layers);

#ifndef RETORT_LINTER_POLICY_RULE_LAYER_H_
#define RETORT_LINTER_POLICY_RULE_LAYER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/finding/finding.h"
#include "linter/policy/path_pattern.h"
#include "rules/rule.h"

namespace retort {

// Where a value was read: the path of a file and its line; or words such as "default", "--select" or "poetry.lock".
struct Origin {
  std::string source;
  uint32_t line = 0;  // 0: not a file of the configuration
};

template <typename T>
struct Chosen {
  T value = {};
  Origin from = {"default", 0};
};

enum class Preset { kRecommended, kStrict, kStandards, kAll };

std::optional<Preset> PresetNamed(absl::string_view name);
std::vector<std::string> PresetNames();
bool IsInPreset(const Rule& rule, Preset preset);

std::optional<Category> CategoryNamed(absl::string_view name);
// The ids of all rules, then the names of the categories: what `select` and its kin may name.
std::vector<std::string> RuleWords();
// "there is no rule or category "x" (did you mean "y"?); `retort rules` lists them".
std::string NoSuchRuleWord(absl::string_view word);

// One rule or one category, turned on or off or given a severity.
struct RuleTurn {
  std::string word;
  bool on = true;
  std::optional<Severity> severity = {};
  Origin from = {};
};

struct RuleLayer {
  std::string folder = {};              // what the patterns are relative to
  std::vector<PathPattern> paths = {};  // of the files that it is about; empty: all
  bool alone = false;                   // what it does not turn on is off, whatever lies below
  std::optional<Preset> preset = {};
  std::vector<RuleTurn> turns = {};  // a rule's own word wins over its category's, and off over on
  Origin from = {};
};

struct RuleState {
  bool on = false;
  std::optional<Severity> severity = {};  // instead of the findings' own
  Origin from = {};
  Origin severity_from = {};
};

// Of a rule in a file, an absolute path.
RuleState StateOf(const Rule& rule, absl::string_view path, const std::vector<RuleLayer>& layers);
// Is it on anywhere?
bool MayBeOn(const Rule& rule, const std::vector<RuleLayer>& layers);

}  // namespace retort

#endif  // RETORT_LINTER_POLICY_RULE_LAYER_H_
