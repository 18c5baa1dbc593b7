// `retort config`: what is configured for a place, and where each value was said.

#ifndef RETORT_LINTER_CLI_CONFIG_H_
#define RETORT_LINTER_CLI_CONFIG_H_

#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

ExitCode RunConfig(const ConfigCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_CONFIG_H_
