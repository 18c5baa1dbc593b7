// What the program's exit code says.

#ifndef RETORT_LINTER_CLI_EXIT_CODE_H_
#define RETORT_LINTER_CLI_EXIT_CODE_H_

namespace retort {

enum ExitCode {
  kExitClean = 0,
  kExitFindings = 1,  // at or above --fail-on
  kExitUsage = 2,     // the arguments, the configuration, or a path
  kExitInternal = 3,  // Retort itself, or an output that could not be written
};

}  // namespace retort

#endif  // RETORT_LINTER_CLI_EXIT_CODE_H_
