// `retort explain RULE`: everything that a rule says about itself.

#ifndef RETORT_LINTER_CLI_EXPLAIN_H_
#define RETORT_LINTER_CLI_EXPLAIN_H_

#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

ExitCode RunExplain(const ExplainCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_EXPLAIN_H_
