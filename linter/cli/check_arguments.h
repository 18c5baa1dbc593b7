// Reads the arguments of the commands that look at a project.

#ifndef RETORT_LINTER_CLI_CHECK_ARGUMENTS_H_
#define RETORT_LINTER_CLI_CHECK_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"

namespace retort {

// What follows the name of the command; see ParseCommandLine.
absl::StatusOr<Command> ParseCheck(const std::vector<std::string>& arguments, absl::string_view working_directory);
absl::StatusOr<Command> ParseBaseline(const std::vector<std::string>& arguments, absl::string_view working_directory);
absl::StatusOr<Command> ParseConfig(const std::vector<std::string>& arguments, absl::string_view working_directory);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_CHECK_ARGUMENTS_H_
