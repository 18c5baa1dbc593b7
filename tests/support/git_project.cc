#include "tests/support/git_project.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/source/files.h"

namespace retort {
namespace {

// Nothing of the machine's or the user's git settings matters.
constexpr absl::string_view kGit =
    "GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null git -c user.name=test -c user.email=test@example.com "
    "-c init.defaultBranch=main ";

absl::Status Git(const std::string& folder, absl::string_view arguments) {
  const std::string command = absl::StrCat("cd '", folder, "' && ", kGit, arguments, " >/dev/null");
  if (system(command.c_str()) == 0) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("failed: ", command));
}

absl::Status Commit(const std::string& folder, absl::string_view message) {
  const absl::Status added = Git(folder, "add --all .");
  return added.ok() ? Git(folder, absl::StrCat("commit --allow-empty -m ", message)) : added;
}

absl::StatusOr<std::string> NewFolder() {
  const char* parent = getenv("TEST_TMPDIR");
  std::string path = absl::StrCat(parent == nullptr ? "/tmp" : parent, "/projectXXXXXX");
  if (mkdtemp(path.data()) == nullptr) return absl::InternalError(absl::StrCat("no folder ", path));
  return path;
}

}  // namespace

absl::Status WriteProject(const std::string& folder, const std::map<std::string, std::string>& texts) {
  for (const auto& [path, text] : texts) {
    const std::string target = JoinPath(folder, absl::StripPrefix(path, "/project/"));
    std::error_code error;
    std::filesystem::create_directories(std::string(DirectoryOf(target)), error);
    std::ofstream file(target, std::ios::binary);
    file << text;
    if (!file.flush()) return absl::InternalError(absl::StrCat("cannot write ", target));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> WriteGitProject(const std::map<std::string, std::string>& base,
                                            const std::map<std::string, std::string>& now,
                                            const std::map<std::string, std::string>& tip) {
  const absl::StatusOr<std::string> folder = NewFolder();
  if (!folder.ok()) return folder;
  absl::Status done = Git(*folder, "init");
  if (done.ok()) done = WriteProject(*folder, base);
  if (done.ok()) done = Commit(*folder, "base");
  if (done.ok() && !tip.empty()) {
    done = WriteProject(*folder, tip);
    if (done.ok()) done = Commit(*folder, "tip");
  }
  if (done.ok()) done = Git(*folder, tip.empty() ? "checkout -b change" : "checkout -b change main~1");
  if (done.ok()) done = Git(*folder, "rm -r --ignore-unmatch .");
  if (done.ok()) done = WriteProject(*folder, now);
  if (done.ok()) done = Commit(*folder, "change");
  if (!done.ok()) return done;
  return *folder;
}

}  // namespace retort
