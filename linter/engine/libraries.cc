#include "linter/engine/libraries.h"

#include <algorithm>
#include <map>
#include <utility>

namespace retort {
namespace {

// The nearest folder upwards that has ".git".
std::string RootOf(const Files& files, absl::string_view folder, absl::string_view working_directory) {
  for (absl::string_view at = folder; !at.empty(); at = DirectoryOf(at)) {
    if (files.KindOf(JoinPath(at, ".git")) != FileKind::kNone) return std::string(at);
    if (at == "/") break;
  }
  return std::string(IsBelow(folder, working_directory) ? working_directory : folder);
}

std::vector<std::string> SearchFolders(const Files& files, const Environment& environment, const std::string& root) {
  std::vector<std::string> folders;
  const auto add = [&](absl::string_view folder) {
    if (!IsBelow(folder, root) || std::find(folders.begin(), folders.end(), folder) != folders.end()) return;
    folders.emplace_back(folder);
  };
  // A package is imported from the folder that holds it, not from inside.
  const auto is_package = [&](absl::string_view folder) {
    return files.KindOf(JoinPath(folder, "__init__.py")) == FileKind::kFile;
  };
  const absl::string_view script = environment.script_folder;
  const std::string config(DirectoryOf(environment.config_path));
  if (!config.empty()) {
    add(config);
    add(JoinPath(config, "src"));
  }
  for (absl::string_view at = DirectoryOf(script); IsBelow(at, root); at = DirectoryOf(at)) {
    if (!is_package(at)) {
      add(at);
      add(JoinPath(at, "src"));
    }
    if (at.size() <= 1) break;
  }
  add(root);
  add(JoinPath(root, "src"));
  if (!is_package(script)) add(script);
  return folders;
}

}  // namespace

Libraries::Libraries(const Files& files, const std::vector<const Environment*>& environments,
                     absl::string_view working_directory) {
  std::map<std::pair<std::string, std::vector<std::string>>, const python::Library*> known;
  for (const Environment* environment : environments) {
    if (environment->script_folder.empty()) continue;
    std::string root = RootOf(files, environment->script_folder, working_directory);
    std::vector<std::string> folders = SearchFolders(files, *environment, root);
    const python::Library*& library = known[{root, folders}];
    if (library == nullptr) {
      libraries_.push_back(std::make_unique<python::Library>(files, std::move(root), std::move(folders)));
      library = libraries_.back().get();
    }
    by_environment_[environment] = library;
  }
}

const python::Library* Libraries::Of(const Environment& environment) const {
  const auto found = by_environment_.find(&environment);
  return found == by_environment_.end() ? nullptr : found->second;
}

}  // namespace retort
