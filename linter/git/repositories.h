// The repositories of a run, each opened once: a monorepo with fifty environments is one, an environment in a submodule
// is in another.
//
//   Repositories repositories(files);
//   const absl::StatusOr<Repository>& repository = repositories.Of("/repo/services/billing/versions");

#ifndef RETORT_LINTER_GIT_REPOSITORIES_H_
#define RETORT_LINTER_GIT_REPOSITORIES_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/git/repository.h"
#include "linter/source/files.h"

namespace retort {

// For one thread.
class Repositories {
 public:
  // `files` must outlive it.
  explicit Repositories(const Files& files) : files_(files) {}

  // The repository that has an absolute folder without links; see Repository::Open for the errors.
  const absl::StatusOr<Repository>& Of(absl::string_view real_folder);

  const Files& files() const { return files_; }

 private:
  const Files& files_;
  std::map<std::string, std::string, std::less<>> top_of_;  // the nearest folder upwards with ".git"; "": none
  std::map<std::string, absl::StatusOr<Repository>, std::less<>> by_top_;
};

}  // namespace retort

#endif  // RETORT_LINTER_GIT_REPOSITORIES_H_
