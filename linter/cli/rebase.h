// `retort rebase`: makes a history linear again, by putting new revisions behind the applied ones.

#ifndef RETORT_LINTER_CLI_REBASE_H_
#define RETORT_LINTER_CLI_REBASE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

absl::StatusOr<Command> ParseRebase(const std::vector<std::string>& arguments, absl::string_view working_directory);
ExitCode RunRebase(const RebaseCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_REBASE_H_
