#include "linter/cli/explain.h"

#include "linter/cli/write.h"
#include "linter/policy/rule_layer.h"
#include "linter/report/rule_page.h"
#include "rules/rule.h"

namespace retort {

ExitCode RunExplain(const ExplainCommand& command) {
  const Rule* rule = FindRule(command.rule);
  if (rule == nullptr) return Fail(absl::InvalidArgumentError(NoSuchRuleWord(command.rule)));
  return Print(command.markdown ? RulePage(*rule) : RuleText(*rule));
}

}  // namespace retort
