// How commands begin that need the revisions and judge nothing: the project, read.
//
//   const OpenProject project(command.options);
//   if (!project.reading().ok()) return Fail(project.reading().status());

#ifndef RETORT_LINTER_CLI_OPEN_PROJECT_H_
#define RETORT_LINTER_CLI_OPEN_PROJECT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "linter/engine/options.h"
#include "linter/engine/reading.h"
#include "linter/engine/ruling.h"
#include "linter/source/files.h"

namespace retort {

class OpenProject {
 public:
  explicit OpenProject(const Options& options);

  const DiskFiles& files() const { return files_; }
  // For commands that mean one environment, an error that lists them when there are several.
  absl::Status CheckOneEnvironment() const;
  const absl::StatusOr<Reading>& reading() const { return reading_; }

 private:
  DiskFiles files_;
  Rulings rulings_;
  absl::StatusOr<Reading> reading_;
};

// The same by the names of the environments.
absl::Status CheckOneEnvironment(const std::vector<std::string>& names);

// Says on standard error which files have no place in a list of revisions, because their ids cannot be read.
void WarnOfUnread(const Reading& reading, absl::string_view working_directory);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_OPEN_PROJECT_H_
