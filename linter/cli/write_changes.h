// Writes what a command changes in files, or shows it.
//
//   return WriteChanges({{path, before, after}}, {.diff = true, .working_directory = "/repo"}, "1 fix in 1 file\n");

#ifndef RETORT_LINTER_CLI_WRITE_CHANGES_H_
#define RETORT_LINTER_CLI_WRITE_CHANGES_H_

#include <string>
#include <vector>

#include "linter/cli/exit_code.h"
#include "linter/source/span.h"

namespace retort {

struct FileChange {
  std::string path;
  std::string before;
  std::string after;
  std::vector<Span> conceal = {};  // of `before`
};

struct ChangeWriting {
  bool diff = false;  // only show the changes, on standard output; the exit code is 1 if there are any
  std::string working_directory;
};

// `summary` goes to standard output; with a diff, to standard error. Of several files all are written, or none.
ExitCode WriteChanges(const std::vector<FileChange>& changes, const ChangeWriting& how, const std::string& summary);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_WRITE_CHANGES_H_
