// Reads the arguments of the program. What cannot be understood is an InvalidArgumentError with one clear sentence and,
// where there is one, the nearest valid word.
//
//   ParseCommandLine({"check", "--format", "sarif"}, "/repo")  ->  CheckCommand{...}

#ifndef RETORT_LINTER_CLI_COMMAND_LINE_H_
#define RETORT_LINTER_CLI_COMMAND_LINE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"

namespace retort {

// `working_directory` is absolute; paths are taken from there.
absl::StatusOr<Command> ParseCommandLine(const std::vector<std::string>& arguments,
                                         absl::string_view working_directory);

// A short overview of the commands.
std::string ShortHelp();

}  // namespace retort

#endif  // RETORT_LINTER_CLI_COMMAND_LINE_H_
