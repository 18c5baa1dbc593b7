// `retort rules`: every rule that there is.

#ifndef RETORT_LINTER_CLI_RULES_H_
#define RETORT_LINTER_CLI_RULES_H_

#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

ExitCode RunRules(const RulesCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_RULES_H_
