// `retort show REVISION`: one revision as Retort understood it.

#ifndef RETORT_LINTER_CLI_SHOW_H_
#define RETORT_LINTER_CLI_SHOW_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

absl::StatusOr<Command> ParseShow(const std::vector<std::string>& arguments, absl::string_view working_directory);
ExitCode RunShow(const ShowCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_SHOW_H_
