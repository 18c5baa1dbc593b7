// Runs one program to its end without a shell, within a bound of time and output. The program gets its own process
// group, so that whatever it started ends with it.
//
//   absl::StatusOr<ProcessResult> result = RunProcess({"/usr/bin/git", "--version"}, {"LC_ALL=C"}, "",
//   ProcessLimits());

#ifndef RETORT_LINTER_GIT_PROCESS_H_
#define RETORT_LINTER_GIT_PROCESS_H_

#include <chrono>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace retort {

struct ProcessLimits {
  std::chrono::milliseconds time = std::chrono::seconds(30);
  size_t output_bytes = size_t{256} << 20;
};

struct ProcessResult {
  int exit_code = 0;   // 128 + the signal when one ended it
  std::string output;  // standard output
  std::string errors;  // the beginning of standard error
};

// `arguments[0]` is the program's path. `environment` is all of its environment, as NAME=VALUE. `input` is its standard
// input. Thread-safe. DeadlineExceeded and ResourceExhausted when a limit was reached; Unavailable when it cannot
// start.
absl::StatusOr<ProcessResult> RunProcess(const std::vector<std::string>& arguments,
                                         const std::vector<std::string>& environment, absl::string_view input,
                                         const ProcessLimits& limits);

// Where a program is in the absolute folders of PATH; empty when it is nowhere. Relative folders are not looked at:
// they may be part of what is analysed.
std::string FindProgram(absl::string_view name);

}  // namespace retort

#endif  // RETORT_LINTER_GIT_PROCESS_H_
