// The rules of one run, and how a subject meets those that want to see it.
//
//   RuleSet rules(policy, options.all);
//   rules.Look(revision, moment, /*is_new=*/true, findings);

#ifndef RETORT_LINTER_ENGINE_RULE_SET_H_
#define RETORT_LINTER_ENGINE_RULE_SET_H_

#include <utility>
#include <vector>

#include "linter/policy/policy.h"
#include "rules/rule.h"

namespace retort {

class RuleSet {
 public:
  RuleSet() = default;
  // The rules that the policy, which must outlive them, turns on somewhere. With `all`, those about new revisions look
  // at applied ones too.
  RuleSet(const Policy& policy, bool all);

  // In the order of their constants' names.
  const std::vector<const Rule*>& rules() const { return rules_; }

  template <typename Subject>
  void Look(const Subject& subject, const Moment& now, bool is_new, std::vector<Finding>& out) const {
    LookAt(SubjectIndex<Subject>(), &subject, now, is_new, out);
  }
  // The same for whatever operation it is.
  void LookAtAction(const Action& action, const Moment& now, bool is_new, std::vector<Finding>& out) const;

 private:
  void LookAt(int subject, const void* pointer, const Moment& moment, bool is_new, std::vector<Finding>& out) const;

  std::vector<const Rule*> rules_;
  std::vector<std::pair<const Rule*, const RuleCheck*>> by_subject_[kSubjectCount];
  const OptionValues* options_ = nullptr;
  bool all_ = false;
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_RULE_SET_H_
