// `retort fix`: applies what the findings offer to mend themselves with.

#ifndef RETORT_LINTER_CLI_FIX_H_
#define RETORT_LINTER_CLI_FIX_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

absl::StatusOr<Command> ParseFix(const std::vector<std::string>& arguments, absl::string_view working_directory);
ExitCode RunFix(const FixCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_FIX_H_
