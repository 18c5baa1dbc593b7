#include "linter/engine/ruling.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "linter/policy/rule_layer.h"

namespace retort {
absl::Status CheckRuleWords(const Options& options) {
  const std::vector<std::string> known = RuleWords();
  for (const auto* words : {&options.select, &options.ignore}) {
    for (const std::string& word : *words) {
      if (std::find(known.begin(), known.end(), word) == known.end()) {
        return absl::InvalidArgumentError(NoSuchRuleWord(word));
      }
    }
  }
  return absl::OkStatus();
}

std::vector<Judged> Govern(std::vector<Finding> findings, const Policy& policy, const Sources& sources) {
  std::vector<Judged> judged;
  for (Finding& finding : findings) {
    const Rule* rule = FindRule(finding.rule);
    if (rule == nullptr) continue;
    const RuleState state = policy.StateOf(*rule, sources.PathOf(finding.at.file));
    if (!state.on) continue;
    if (state.severity.has_value()) finding.severity = *state.severity;
    judged.push_back({std::move(finding), &policy});
  }
  return judged;
}

Rulings::Rulings(const Files& files, const Options& options)
    : options_(options), finder_(files, options.working_directory) {}

absl::StatusOr<const Ruling*> Rulings::For(absl::string_view folder) {
  absl::StatusOr<const Policy*> policy = &unconfigured_;
  if (options_.use_config) policy = options_.config.empty() ? finder_.For(folder) : finder_.In(options_.config);
  if (!policy.ok()) return policy.status();
  std::unique_ptr<Ruling>& ruling = rulings_[*policy];
  if (ruling == nullptr) {
    ruling = std::make_unique<Ruling>();
    ruling->policy = Under(**policy);
    ruling->rules = RuleSet(ruling->policy, options_.all);
  }
  return ruling.get();
}

// `policy` under the words of the command line.
Policy Rulings::Under(const Policy& policy) const {
  Policy under = policy;
  RuleLayer layer;
  layer.alone = !options_.select.empty();
  layer.from = {"--select", 0};
  for (const std::string& word : options_.select) layer.turns.push_back({.word = word, .from = {"--select", 0}});
  for (const std::string& word : options_.ignore) {
    layer.turns.push_back({.word = word, .on = false, .from = {"--ignore", 0}});
  }
  under.layers.push_back(std::move(layer));
  if (options_.fail_on.has_value()) under.fail_on = {*options_.fail_on, {"--fail-on", 0}};
  if (!options_.base.empty()) under.base = {options_.base, {"--base", 0}};
  if (!options_.baseline.empty()) under.baseline = {options_.baseline, {"--baseline", 0}};
  if (options_.postgres.has_value()) under.postgres = {*options_.postgres, {"--postgres-version", 0}};
  if (options_.sqlalchemy.has_value()) under.sqlalchemy = {*options_.sqlalchemy, {"--sqlalchemy-version", 0}};
  if (options_.alembic.has_value()) under.alembic = {*options_.alembic, {"--alembic-version", 0}};
  return under;
}

std::vector<const Policy*> Rulings::Policies() const {
  std::vector<const Policy*> policies;
  for (const auto& [policy, ruling] : rulings_) policies.push_back(&ruling->policy);
  return policies;
}

std::vector<absl::string_view> Rulings::RulesThatRan() const {
  std::vector<absl::string_view> ids;
  for (const Rule* rule : AllRules()) {
    const bool ran = std::any_of(rulings_.begin(), rulings_.end(), [&](const auto& entry) {
      const std::vector<const Rule*>& rules = entry.second->rules.rules();
      return std::find(rules.begin(), rules.end(), rule) != rules.end();
    });
    if (ran) ids.push_back(rule->id);
  }
  return ids;
}

}  // namespace retort
