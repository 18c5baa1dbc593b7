// `retort check`: one pass over the paths, each output written, and the verdict as the exit code.

#ifndef RETORT_LINTER_CLI_CHECK_H_
#define RETORT_LINTER_CLI_CHECK_H_

#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

ExitCode RunCheck(const CheckCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_CHECK_H_
