// `retort schema`: the schema that the revisions make, without a database.

#ifndef RETORT_LINTER_CLI_SCHEMA_H_
#define RETORT_LINTER_CLI_SCHEMA_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

absl::StatusOr<Command> ParseSchema(const std::vector<std::string>& arguments, absl::string_view working_directory);
ExitCode RunSchema(const SchemaCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_SCHEMA_H_
