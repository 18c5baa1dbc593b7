// `retort sql`: the SQL that Alembic would run, without running Alembic.

#ifndef RETORT_LINTER_CLI_SQL_H_
#define RETORT_LINTER_CLI_SQL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

absl::StatusOr<Command> ParseSql(const std::vector<std::string>& arguments, absl::string_view working_directory);
ExitCode RunSql(const SqlCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_SQL_H_
