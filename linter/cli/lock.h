// `retort lock`: writes down which revisions are applied, and what they mean. `--check` only says whether that is done.

#ifndef RETORT_LINTER_CLI_LOCK_H_
#define RETORT_LINTER_CLI_LOCK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

// What follows the name of the command; see ParseCommandLine.
absl::StatusOr<Command> ParseLock(const std::vector<std::string>& arguments, absl::string_view working_directory);

ExitCode RunLock(const LockCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_LOCK_H_
