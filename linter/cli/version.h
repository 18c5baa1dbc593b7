// `retort version` and `retort --version`.

#ifndef RETORT_LINTER_CLI_VERSION_H_
#define RETORT_LINTER_CLI_VERSION_H_

#include "linter/cli/exit_code.h"

namespace retort {

ExitCode RunVersion();

}  // namespace retort

#endif  // RETORT_LINTER_CLI_VERSION_H_
