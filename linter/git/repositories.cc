#include "linter/git/repositories.h"

#include "absl/status/status.h"

namespace retort {
namespace {

// Without a process: most runs ask for many folders of one repository, or are in none. ".git" is a file in work trees
// and submodules.
std::string NearestTop(const Files& files, absl::string_view folder) {
  for (; !folder.empty(); folder = DirectoryOf(folder)) {
    if (files.KindOf(JoinPath(folder, ".git")) != FileKind::kNone) return std::string(folder);
    if (folder == "/") break;
  }
  return "";
}

}  // namespace

const absl::StatusOr<Repository>& Repositories::Of(absl::string_view real_folder) {
  const auto [top, is_new] = top_of_.try_emplace(std::string(real_folder));
  if (is_new) top->second = NearestTop(files_, real_folder);
  const auto known = by_top_.find(top->second);
  if (known != by_top_.end()) return known->second;
  return by_top_
      .emplace(top->second, top->second.empty() ? absl::NotFoundError("this folder is not in a git repository")
                                                : Repository::Open(top->second))
      .first->second;
}

}  // namespace retort
