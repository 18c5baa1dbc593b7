// `retort merge`: writes the revision that joins several heads.

#ifndef RETORT_LINTER_CLI_MERGE_H_
#define RETORT_LINTER_CLI_MERGE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"
#include "linter/cli/exit_code.h"

namespace retort {

absl::StatusOr<Command> ParseMerge(const std::vector<std::string>& arguments, absl::string_view working_directory);
ExitCode RunMerge(const MergeCommand& command);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_MERGE_H_
