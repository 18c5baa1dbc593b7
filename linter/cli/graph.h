// `retort graph`: the revisions as a picture, with what is applied and what was found.

#ifndef RETORT_LINTER_CLI_GRAPH_H_
#define RETORT_LINTER_CLI_GRAPH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

absl::StatusOr<Command> ParseGraph(const std::vector<std::string>& arguments, absl::string_view working_directory);
ExitCode RunGraph(const GraphCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_GRAPH_H_
