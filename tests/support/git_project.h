// A project as a git repository on disk, for what can only be seen in history.
//
//   absl::StatusOr<std::string> root = WriteGitProject(folder, base_texts, today_texts);

#ifndef RETORT_TESTS_SUPPORT_GIT_PROJECT_H_
#define RETORT_TESTS_SUPPORT_GIT_PROJECT_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace retort {

// Writes files, whose paths begin with /project, below `folder`.
absl::Status WriteProject(const std::string& folder, const std::map<std::string, std::string>& texts);

// A new repository in a new folder of the test's own: `base` committed as branch "main", `now` as a change on top. The
// answer is the folder. With `tip`, that is what "main" has by then.
absl::StatusOr<std::string> WriteGitProject(const std::map<std::string, std::string>& base,
                                            const std::map<std::string, std::string>& now,
                                            const std::map<std::string, std::string>& tip = {});

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_GIT_PROJECT_H_
