#include "linter/cli/rules.h"

#include "linter/cli/write.h"
#include "linter/report/rule_list.h"

namespace retort {

ExitCode RunRules(const RulesCommand& command) {
  return Print(command.json ? RuleListJson(AllRules()) : RuleListText(AllRules()));
}

}  // namespace retort
