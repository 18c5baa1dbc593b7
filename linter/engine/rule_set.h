// The rules of one run, and how a subject meets those that want to see it.
//
//   absl::StatusOr<RuleSet> rules = RuleSet::Select(options);
//   rules->Look(revision, moment, /*is_new=*/true, findings);

#ifndef RETORT_LINTER_ENGINE_RULE_SET_H_
#define RETORT_LINTER_ENGINE_RULE_SET_H_

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "linter/engine/options.h"
#include "rules/rule.h"

namespace retort {

class RuleSet {
 public:
  // A rule id that does not exist is an InvalidArgumentError that names the nearest.
  static absl::StatusOr<RuleSet> Select(const Options& options);

  // In the order of their constants' names.
  const std::vector<const Rule*>& rules() const { return rules_; }

  template <typename Subject>
  void Look(const Subject& subject, const Moment& now, bool is_new, std::vector<Finding>& out) const {
    LookAt(SubjectIndex<Subject>(), &subject, now, is_new, out);
  }
  // The same for whatever operation it is.
  void LookAtAction(const Action& action, const Moment& now, bool is_new, std::vector<Finding>& out) const;

 private:
  void LookAt(int subject, const void* pointer, const Moment& now, bool is_new, std::vector<Finding>& out) const;

  std::vector<const Rule*> rules_;
  std::vector<std::pair<const Rule*, const RuleCheck*>> by_subject_[kSubjectCount];
  bool all_ = false;  // safety rules look at applied revisions too
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_RULE_SET_H_
