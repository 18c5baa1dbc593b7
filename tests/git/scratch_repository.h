// A git repository in a folder of the test's own, made by the real git, without the settings of the machine or its
// user.
//
//   ScratchRepository repository;
//   repository.Write("versions/1_a.py", "revision = 'a'");
//   repository.Commit();
//   repository.Git({"branch", "feature"});

#ifndef RETORT_TESTS_GIT_SCRATCH_REPOSITORY_H_
#define RETORT_TESTS_GIT_SCRATCH_REPOSITORY_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

// A new folder, links resolved. From then on git reads no settings but a repository's own.
std::string NewScratchFolder();

// Runs git as a developer would; a failure fails the test. The answer is its output without the last line break.
std::string RunRealGit(const std::string& folder, const std::vector<std::string>& arguments);

class ScratchRepository {
 public:
  ScratchRepository() : ScratchRepository("--quiet") {}
  explicit ScratchRepository(const char* init);  // an argument of `git init`, as "--bare"
  // A clone of another one, with `clone` arguments, as "--depth=1".
  static ScratchRepository CloneOf(const ScratchRepository& origin, const std::vector<std::string>& clone = {});

  const std::string& folder() const { return folder_; }
  std::string PathOf(absl::string_view path) const;
  std::string Git(const std::vector<std::string>& arguments) const { return RunRealGit(folder_, arguments); }
  void Write(absl::string_view path, absl::string_view text) const;
  std::string Commit() const;  // everything; its id

 private:
  struct Existing {
    std::string folder;
  };
  explicit ScratchRepository(Existing existing) : folder_(std::move(existing.folder)) {}
  std::string folder_;
};

}  // namespace retort

#endif  // RETORT_TESTS_GIT_SCRATCH_REPOSITORY_H_
