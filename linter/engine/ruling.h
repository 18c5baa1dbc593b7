// What holds at each place of a run: the policy of the nearest configuration under the words of the command line, and
// the rules that it turns on.
//
//   Rulings rulings(files, options);
//   absl::StatusOr<const Ruling*> ruling = rulings.For("/repo/services/billing");

#ifndef RETORT_LINTER_ENGINE_RULING_H_
#define RETORT_LINTER_ENGINE_RULING_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/engine/options.h"
#include "linter/engine/rule_set.h"
#include "linter/finding/finding.h"
#include "linter/policy/policy.h"
#include "linter/policy/policy_finder.h"
#include "linter/source/files.h"
#include "linter/source/source.h"

namespace retort {

struct Ruling {
  Policy policy;
  RuleSet rules;
};

// A finding, and what governs the place where it was found.
struct Judged {
  Finding finding;
  const Policy* policy = nullptr;
};

// InvalidArgument: --select or --ignore names what is neither a rule nor a category.
absl::Status CheckRuleWords(const Options& options);

// Leaves out the findings of rules that are off in their file, and gives the others the severity that is set.
std::vector<Judged> Govern(std::vector<Finding> findings, const Policy& policy, const Sources& sources);

// For one thread. Rulings live as long as this.
class Rulings {
 public:
  // Both must outlive it.
  Rulings(const Files& files, const Options& options);

  // An absolute folder. InvalidArgument: the configuration says something that it may not.
  absl::StatusOr<const Ruling*> For(absl::string_view folder);
  // Of all that was asked for.
  std::vector<const Policy*> Policies() const;
  // The ids of all rules that are on somewhere in what was asked for, in the order of AllRules().
  std::vector<absl::string_view> RulesThatRan() const;

 private:
  Policy Under(const Policy& policy) const;

  const Options& options_;
  PolicyFinder finder_;
  std::map<const Policy*, std::unique_ptr<Ruling>> rulings_;
  Policy unconfigured_ = DefaultPolicy();
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_RULING_H_
