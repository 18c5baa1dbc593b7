#include "tests/git/scratch_repository.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "linter/git/process.h"
#include "linter/source/files.h"

namespace retort {

std::string NewScratchFolder() {
  const std::string parent = testing::TempDir();
  std::string folder = absl::StrCat(absl::StripSuffix(parent, "/"), "/scratch_XXXXXX");
  EXPECT_NE(mkdtemp(folder.data()), nullptr) << folder;
  setenv("HOME", folder.c_str(), 1);
  setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
  setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
  return DiskFiles().RealPath(folder);
}

std::string RunRealGit(const std::string& folder, const std::vector<std::string>& arguments) {
  std::vector<std::string> command = {FindProgram("git"),
                                      "-C",
                                      folder,
                                      "-c",
                                      "user.name=somebody",
                                      "-c",
                                      "user.email=somebody@example.org",
                                      "-c",
                                      "init.defaultBranch=main",
                                      "-c",
                                      "protocol.file.allow=always",
                                      "-c",
                                      "commit.gpgSign=false"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!absl::StartsWith(*variable, "GIT_TEST_")) environment.emplace_back(*variable);
  }
  const absl::StatusOr<ProcessResult> result = RunProcess(command, environment, "", ProcessLimits());
  if (!result.ok() || result->exit_code != 0) {
    ADD_FAILURE() << "git " << absl::StrJoin(arguments, " ") << ": "
                  << (result.ok() ? result->errors : result.status().ToString());
    return "";
  }
  return std::string(absl::StripSuffix(result->output, "\n"));
}

ScratchRepository::ScratchRepository(const char* init) : folder_(NewScratchFolder()) { Git({"init", "--quiet", init}); }

ScratchRepository ScratchRepository::CloneOf(const ScratchRepository& origin, const std::vector<std::string>& clone) {
  const std::string parent = NewScratchFolder();
  std::vector<std::string> arguments = {"clone", "--quiet"};
  arguments.insert(arguments.end(), clone.begin(), clone.end());
  arguments.insert(arguments.end(), {absl::StrCat("file://", origin.folder()), "clone"});
  RunRealGit(parent, arguments);
  return ScratchRepository(Existing{absl::StrCat(parent, "/clone")});
}

std::string ScratchRepository::PathOf(absl::string_view path) const { return JoinPath(folder_, path); }

void ScratchRepository::Write(absl::string_view path, absl::string_view text) const {
  const std::string target = PathOf(path);
  std::filesystem::create_directories(std::string(DirectoryOf(target)));
  std::ofstream(target, std::ios::binary) << text;
}

std::string ScratchRepository::Commit() const {
  Git({"add", "--all"});
  // No two commits are equal, even of one content at one time.
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  Git({"commit", "--quiet", "--allow-empty", absl::StrCat("--message=change ", now)});
  return Git({"rev-parse", "HEAD"});
}

}  // namespace retort
