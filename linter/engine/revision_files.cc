#include "linter/engine/revision_files.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/base/text.h"

namespace retort {
namespace {

// Alembic's _only_source_rev_file.
bool IsRevisionName(absl::string_view name) {
  return absl::EndsWith(name, ".py") && !absl::StartsWith(name, ".#") && !absl::StartsWith(name, "__init__");
}

class Loading {
 public:
  Loading(const Files& files, const Environment& environment, std::vector<std::string>& notes)
      : files_(files), environment_(environment), notes_(notes) {}

  std::vector<std::string> Load() {
    for (const std::string& folder : environment_.version_folders) LoadBelow(folder);
    return std::move(paths_);
  }

 private:
  // As os.walk does: a folder's files, then its sub-folders by name; links to folders are not followed.
  void LoadBelow(const std::string& top) {
    std::vector<std::string> todo = {top};
    while (!todo.empty()) {
      const std::string folder = std::move(todo.back());
      todo.pop_back();
      const absl::StatusOr<std::vector<DirectoryEntry>> entries = files_.List(folder);
      if (!entries.ok()) {
        if (!absl::IsNotFound(entries.status())) Note("versions folder not read", entries.status().message());
        continue;
      }
      const bool folder_is_real = files_.RealPath(folder) == folder;
      for (const DirectoryEntry& entry : *entries) LoadEntry(folder, entry, folder_is_real);
      if (!environment_.recursive) return;
      for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
        if (entry->kind == FileKind::kDirectory && !entry->is_link && entry->name != "__pycache__") {
          todo.push_back(JoinPath(folder, entry->name));
        }
      }
    }
  }

  void LoadEntry(const std::string& folder, const DirectoryEntry& entry, bool folder_is_real) {
    const std::string path = JoinPath(folder, entry.name);
    if (environment_.sourceless && (absl::EndsWith(entry.name, ".pyc") || absl::EndsWith(entry.name, ".pyo"))) {
      Note("compiled revision not read", path);
    }
    if (!IsRevisionName(entry.name)) return;
    if (entry.kind != FileKind::kFile) {
      Note("not a regular file, though named like a revision", path);
      return;
    }
    const bool is_real = folder_is_real && !entry.is_link;
    if (seen_.insert(is_real ? path : files_.RealPath(path)).second) paths_.push_back(path);
  }

  void Note(absl::string_view what, absl::string_view path) {
    notes_.push_back(absl::StrCat(what, ": ", Printable(path)));
  }

  const Files& files_;
  const Environment& environment_;
  std::vector<std::string>& notes_;
  std::vector<std::string> paths_;
  absl::flat_hash_set<std::string> seen_;  // by real path
};

}  // namespace

std::vector<std::string> RevisionFiles(const Files& files, const Environment& environment,
                                       std::vector<std::string>& notes) {
  return Loading(files, environment, notes).Load();
}

}  // namespace retort
