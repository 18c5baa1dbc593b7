// Writing reports: to a file or to standard output, with every error noticed. A reader that has gone away, as in
// `retort check | head`, is no error: it has seen what it wanted.

#ifndef RETORT_LINTER_CLI_WRITE_H_
#define RETORT_LINTER_CLI_WRITE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "linter/cli/exit_code.h"

namespace retort {

// "-" is standard output. A file that cannot be opened is a FailedPreconditionError, one that cannot be written an
// InternalError.
absl::Status WriteTo(const std::string& file, absl::string_view text);

// Says on standard error what went wrong; the exit code for it.
ExitCode Fail(const absl::Status& status);

// Prints `text` and is done.
ExitCode Print(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_WRITE_H_
