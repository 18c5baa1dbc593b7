// `retort heads`: the revisions that no other follows, as `alembic heads` lists them.

#ifndef RETORT_LINTER_CLI_HEADS_H_
#define RETORT_LINTER_CLI_HEADS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

absl::StatusOr<Command> ParseHeads(const std::vector<std::string>& arguments, absl::string_view working_directory);
ExitCode RunHeads(const HeadsCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_HEADS_H_
