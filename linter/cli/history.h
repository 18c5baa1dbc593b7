// `retort history`: the revisions from the newest to the oldest, as `alembic history` lists them.

#ifndef RETORT_LINTER_CLI_HISTORY_H_
#define RETORT_LINTER_CLI_HISTORY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

absl::StatusOr<Command> ParseHistory(const std::vector<std::string>& arguments, absl::string_view working_directory);
ExitCode RunHistory(const HistoryCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_HISTORY_H_
