#include "linter/engine/changed_code.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace retort {
namespace {

// Languages that talk to a database.
bool IsCode(absl::string_view path) {
  constexpr absl::string_view kSuffixes[] = {".py", ".go", ".java", ".kt", ".rb", ".js", ".ts", ".php", ".cs", ".rs"};
  return std::any_of(std::begin(kSuffixes), std::end(kSuffixes),
                     [&](absl::string_view suffix) { return absl::EndsWith(path, suffix); });
}

bool IsTest(absl::string_view path) {
  const std::vector<absl::string_view> parts = absl::StrSplit(path, '/');
  const absl::string_view stem = parts.back().substr(0, parts.back().find('.'));
  return stem == "conftest" || absl::StartsWith(stem, "test_") || absl::EndsWith(stem, "_test") ||
         std::any_of(parts.begin(), parts.end(),
                     [](absl::string_view part) { return part == "test" || part == "tests"; });
}

}  // namespace

std::vector<std::string> ChangedCode(const Environment& environment, const std::string& commit, const Files& files,
                                     Repositories& repositories) {
  if (commit.empty()) return {};
  std::vector<std::string> folders = environment.version_folders;
  if (!environment.script_folder.empty()) folders.push_back(environment.script_folder);
  if (folders.empty()) return {};
  for (std::string& folder : folders) folder = files.RealPath(folder);
  const absl::StatusOr<Repository>& repository = repositories.Of(folders.front());
  if (!repository.ok()) return {};
  absl::StatusOr<std::vector<std::string>> changed = repository->ChangedFiles(commit);
  if (!changed.ok()) return {};
  std::vector<std::string> code;
  for (std::string& path : *changed) {
    const std::string full = JoinPath(repository->root(), path);
    const bool of_environment =
        std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) { return IsBelow(full, folder); });
    if (IsCode(path) && !IsTest(path) && !of_environment) code.push_back(std::move(path));
  }
  std::sort(code.begin(), code.end());
  return code;
}

}  // namespace retort
