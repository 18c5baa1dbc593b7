#include "linter/cli/explain.h"

#include "linter/cli/write.h"
#include "linter/engine/rule_set.h"
#include "linter/report/rule_page.h"

namespace retort {

ExitCode RunExplain(const ExplainCommand& command) {
  Options options;
  options.select = {command.rule};
  const absl::StatusOr<RuleSet> rules = RuleSet::Select(options);
  if (!rules.ok()) return Fail(rules.status());
  const Rule& rule = *rules->rules().front();
  return Print(command.markdown ? RulePage(rule) : RuleText(rule));
}

}  // namespace retort
