#include "linter/engine/rule_set.h"

#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/base/text.h"

namespace retort {
namespace {

absl::Status CheckIds(const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    if (FindRule(id) != nullptr) continue;
    std::vector<std::string> known;
    for (const Rule* rule : AllRules()) known.emplace_back(rule->id);
    return absl::InvalidArgumentError(
        absl::StrCat("there is no rule \"", Printable(id), "\"", DidYouMean(id, known), "; `retort rules` lists them"));
  }
  return absl::OkStatus();
}

bool Contains(const std::vector<std::string>& ids, absl::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

absl::StatusOr<RuleSet> RuleSet::Select(const Options& options) {
  for (const auto* ids : {&options.select, &options.ignore}) {
    if (absl::Status status = CheckIds(*ids); !status.ok()) return status;
  }
  RuleSet rules;
  rules.all_ = options.all;
  for (const Rule* rule : AllRules()) {
    const bool selected = options.select.empty() ? rule->on_by_default : Contains(options.select, rule->id);
    if (!selected || Contains(options.ignore, rule->id)) continue;
    rules.rules_.push_back(rule);
    for (const RuleCheck& check : rule->checks) {
      if (check.subject >= 0) rules.by_subject_[check.subject].emplace_back(rule, &check);
    }
  }
  return rules;
}

void RuleSet::LookAtAction(const Action& action, const Moment& now, bool is_new, std::vector<Finding>& out) const {
  std::visit([&](const auto& typed) { Look(typed, now, is_new, out); }, action);
}

void RuleSet::LookAt(int subject, const void* pointer, const Moment& now, bool is_new,
                     std::vector<Finding>& out) const {
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
