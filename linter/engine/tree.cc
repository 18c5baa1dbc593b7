#include "linter/engine/tree.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/base/text.h"

namespace retort {
namespace {

using Entries = std::vector<DirectoryEntry>;

template <size_t n>
bool IsOneOf(absl::string_view name, const absl::string_view (&names)[n]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool HasEntry(const Entries& entries, absl::string_view name, FileKind kind) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const DirectoryEntry& entry) { return entry.kind == kind && entry.name == name; });
}

// A package that is built leaves copies of its sources in build/ and dist/.
bool IsBuilt(const Entries& siblings) {
  for (const absl::string_view name : {"pyproject.toml", "setup.py", "setup.cfg", "package.json"}) {
    if (HasEntry(siblings, name, FileKind::kFile)) return true;
  }
  return false;
}

bool IsForeign(const DirectoryEntry& folder, const Entries& siblings) {
  constexpr absl::string_view kForeign[] = {".git",        ".hg",          ".svn",          ".venv",       ".tox",
                                            ".nox",        ".mypy_cache",  ".pytest_cache", ".ruff_cache", ".eggs",
                                            "__pycache__", "node_modules", "site-packages"};
  if (IsOneOf(folder.name, kForeign)) return true;
  if (folder.is_link && absl::StartsWith(folder.name, "bazel-")) return true;
  return (folder.name == "build" || folder.name == "dist") && IsBuilt(siblings);
}

class Walk {
 public:
  explicit Walk(const Files& files) : files_(files) {}

  Tree Below(absl::string_view folder) {
    todo_.push_back({std::string(folder), files_.RealPath(folder)});
    while (!todo_.empty() || !links_.empty()) {
      std::vector<Folder>& next = todo_.empty() ? links_ : todo_;
      const Folder current = std::move(next.back());
      next.pop_back();
      if (seen_.insert(current.real_path).second) Visit(current, current.path == folder);
    }
    for (auto* list : {&tree_.configurations, &tree_.script_folders, &tree_.settings, &tree_.notes}) {
      std::sort(list->begin(), list->end());
    }
    return std::move(tree_);
  }

 private:
  struct Folder {
    std::string path;
    std::string real_path;
  };

  void Visit(const Folder& folder, bool is_first) {
    const absl::StatusOr<Entries> entries = files_.List(folder.path);
    if (!entries.ok()) {
      tree_.notes.push_back(absl::StrCat("folder not read: ", Printable(entries.status().message())));
      return;
    }
    if (!is_first && HasEntry(*entries, "pyvenv.cfg", FileKind::kFile)) return;
    LookAtEntries(folder.path, *entries, tree_);
    // Backwards, because the stack turns them round.
    for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
      if (entry->kind == FileKind::kDirectory && !IsForeign(*entry, *entries)) Enqueue(folder, *entry);
    }
  }

  void Enqueue(const Folder& parent, const DirectoryEntry& entry) {
    std::string path = JoinPath(parent.path, entry.name);
    if (!entry.is_link) {
      todo_.push_back({std::move(path), JoinPath(parent.real_path, entry.name)});
      return;
    }
    std::string target = files_.RealPath(path);
    if (IsBelow(parent.real_path, target)) {
      tree_.notes.push_back(absl::StrCat("link not followed, it leads back to its own folder: ", Printable(path)));
    } else {
      links_.push_back({std::move(path), std::move(target)});
    }
  }

  const Files& files_;
  Tree tree_;
  absl::flat_hash_set<std::string> seen_;  // by real path
  std::vector<Folder> todo_;
  std::vector<Folder> links_;
};

}  // namespace

void LookAtEntries(absl::string_view folder, const std::vector<DirectoryEntry>& entries, Tree& tree) {
  for (const DirectoryEntry& entry : entries) {
    if (entry.kind != FileKind::kFile) continue;
    std::string path = JoinPath(folder, entry.name);
    if (absl::EndsWith(entry.name, ".ini") || entry.name == "pyproject.toml") tree.configurations.push_back(path);
    if (IsSettingsFile(path)) tree.settings.push_back(std::move(path));
  }
  if (HasEntry(entries, "env.py", FileKind::kFile) &&
      (HasEntry(entries, "versions", FileKind::kDirectory) || HasEntry(entries, "script.py.mako", FileKind::kFile))) {
    tree.script_folders.emplace_back(folder);
  }
}

bool IsSettingsFile(absl::string_view path) {
  const std::string name = absl::AsciiStrToLower(BaseName(path));
  if (absl::EndsWith(name, ".py")) {
    constexpr absl::string_view kModules[] = {"config.py", "settings.py", "database.py", "db.py", "conf.py", "env.py"};
    constexpr absl::string_view kPackages[] = {"config", "settings"};
    return IsOneOf(name, kModules) || IsOneOf(BaseName(DirectoryOf(path)), kPackages);
  }
  if (absl::EndsWith(name, ".yml") || absl::EndsWith(name, ".yaml")) {
    return absl::StartsWith(name, "docker-compose") || absl::StartsWith(name, "compose.") ||
           absl::StartsWith(name, "compose-");
  }
  return name == "pyproject.toml" || absl::StartsWith(name, "alembic.ini") || name == ".env" ||
         absl::StartsWith(name, ".env.") || absl::EndsWith(name, ".env");
}

Tree WalkTree(const Files& files, absl::string_view folder) { return Walk(files).Below(folder); }

}  // namespace retort
