#include "linter/engine/rule_set.h"

namespace retort {

RuleSet::RuleSet(const Policy& policy, bool all) : options_(&policy.options), all_(all) {
  for (const Rule* rule : AllRules()) {
    if (!MayBeOn(*rule, policy.layers)) continue;
    rules_.push_back(rule);
    for (const RuleCheck& check : rule->checks) {
      if (check.subject >= 0) by_subject_[check.subject].emplace_back(rule, &check);
    }
  }
}

void RuleSet::LookAtAction(const Action& action, const Moment& now, bool is_new, std::vector<Finding>& out) const {
  std::visit([&](const auto& typed) { Look(typed, now, is_new, out); }, action);
}

void RuleSet::LookAt(int subject, const void* pointer, const Moment& moment, bool is_new,
                     std::vector<Finding>& out) const {
  if (by_subject_[subject].empty()) return;
  Moment now = moment;
  now.options = options_;
  for (const auto& [rule, check] : by_subject_[subject]) {
    if (rule->scope == Scope::kNew && !is_new && !all_) continue;
    const size_t first = out.size();
    Findings findings(rule->id, rule->severity, rule->why, out);
    check->run(pointer, now, findings);
    for (size_t i = first; i < out.size(); ++i) {
      if (out[i].revision.empty()) out[i].revision = now.revision.id;
      if (out[i].environment.empty()) out[i].environment = now.environment.name;
    }
  }
}

}  // namespace retort
