// One walk below a folder: where configurations, script folders and settings files stand. Skips what is no source of
// the project: .git, virtual environments, node_modules, build output.
//
//   const Tree tree = WalkTree(files, "/repo");

#ifndef RETORT_LINTER_ENGINE_TREE_H_
#define RETORT_LINTER_ENGINE_TREE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/source/files.h"

namespace retort {

struct Tree {
  std::vector<std::string> configurations;  // *.ini and pyproject.toml
  std::vector<std::string> script_folders;  // with env.py, and versions/ or a template for revisions
  std::vector<std::string> settings;        // files that may hold a credential, by their name
  std::vector<std::string> notes;
};

// Every folder is listed once; links are followed after all else, to folders not seen before.
Tree WalkTree(const Files& files, absl::string_view folder);

// Adds what stands in the folder itself to the tree.
void LookAtEntries(absl::string_view folder, const std::vector<DirectoryEntry>& entries, Tree& tree);

// compose files, .env files, pyproject.toml, Python settings modules. Ini files are settings by what they hold.
bool IsSettingsFile(absl::string_view path);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_TREE_H_
