#include "linter/policy/rule_layer.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "linter/source/files.h"

namespace retort {
namespace {

constexpr absl::string_view kPresets[] = {"recommended", "strict", "standards", "all"};

bool IsAbout(const RuleLayer& layer, absl::string_view path) {
  if (layer.paths.empty()) return true;
  const std::string relative = RelativePath(path, layer.folder);
  return std::any_of(layer.paths.begin(), layer.paths.end(),
                     [&](const PathPattern& pattern) { return pattern.Matches(relative); });
}

void Apply(const RuleTurn& turn, RuleState& state) {
  if (state.on != turn.on) {
    state.on = turn.on;
    state.from = turn.from;
  }
  if (turn.severity.has_value()) {
    state.severity = turn.severity;
    state.severity_from = turn.from;
  }
}

// A severity for a whole category says nothing about which of its rules are on; any other word does.
bool TurnsOn(const RuleTurn& turn, const Rule& rule) {
  return turn.on && !(turn.severity.has_value() && turn.word != rule.id);
}

void Apply(const RuleLayer& layer, const Rule& rule, RuleState& state) {
  if (layer.alone && state.on) state = {.on = false, .severity = state.severity, .from = layer.from};
  if (layer.preset.has_value() && !state.on && IsInPreset(rule, *layer.preset)) {
    state.on = true;
    state.from = layer.from;
  }
  for (const absl::string_view word : {CategoryName(rule.category), rule.id}) {
    for (const bool on : {true, false}) {
      for (RuleTurn turn : layer.turns) {
        if (turn.word != word || turn.on != on) continue;
        if (turn.on && !TurnsOn(turn, rule)) turn.on = state.on;
        Apply(turn, state);
      }
    }
  }
}

}  // namespace

std::optional<Preset> PresetNamed(absl::string_view name) {
  const auto found = std::find(std::begin(kPresets), std::end(kPresets), name);
  if (found == std::end(kPresets)) return std::nullopt;
  return static_cast<Preset>(found - std::begin(kPresets));
}

std::vector<std::string> PresetNames() { return {std::begin(kPresets), std::end(kPresets)}; }

bool IsInPreset(const Rule& rule, Preset preset) {
  switch (preset) {
    case Preset::kRecommended:
      return rule.on_by_default;
    case Preset::kStrict:
      return rule.on_by_default || (rule.category != Category::kProject && rule.category != Category::kStyle);
    case Preset::kStandards:
      return rule.on_by_default || rule.category == Category::kProject;
    case Preset::kAll:
      return true;
  }
  return rule.on_by_default;
}

std::optional<Category> CategoryNamed(absl::string_view name) {
  for (int i = 0; i <= static_cast<int>(Category::kRetort); ++i) {
    if (CategoryName(static_cast<Category>(i)) == name) return static_cast<Category>(i);
  }
  return std::nullopt;
}

std::vector<std::string> RuleWords() {
  std::vector<std::string> words;
  for (const Rule* rule : AllRules()) words.emplace_back(rule->id);
  for (int i = 0; i <= static_cast<int>(Category::kRetort); ++i) {
    words.emplace_back(CategoryName(static_cast<Category>(i)));
  }
  return words;
}

std::string NoSuchRuleWord(absl::string_view word) {
  return absl::StrCat("there is no rule or category \"", Printable(word), "\"", DidYouMean(word, RuleWords()),
                      "; `retort rules` lists them");
}

RuleState StateOf(const Rule& rule, absl::string_view path, const std::vector<RuleLayer>& layers) {
  RuleState state;
  for (const RuleLayer& layer : layers) {
    if (IsAbout(layer, path)) Apply(layer, rule, state);
  }
  return state;
}

bool MayBeOn(const Rule& rule, const std::vector<RuleLayer>& layers) {
  RuleState state;
  bool somewhere = false;  // by a layer that is about some paths
  for (const RuleLayer& layer : layers) {
    RuleState after = state;
    Apply(layer, rule, after);
    if (layer.paths.empty()) {
      state = after;
      somewhere = somewhere && !layer.alone;
    } else {
      somewhere = somewhere || after.on;
    }
  }
  return state.on || somewhere;
}

}  // namespace retort
