// `retort baseline`: writes today's findings to the file of those that are known, or takes out what nobody finds any
// more.

#ifndef RETORT_LINTER_CLI_BASELINE_H_
#define RETORT_LINTER_CLI_BASELINE_H_

#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

ExitCode RunBaseline(const BaselineCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_BASELINE_H_
