#include "linter/engine/base_files.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"

namespace retort {
namespace {

// `path` from the root, or nothing when it is not below it.
std::optional<std::string> FromRoot(absl::string_view path, const std::string& root) {
  if (!IsBelow(path, root)) return std::nullopt;
  return path == root ? "" : RelativePath(path, root);
}

bool IsRevisionFile(absl::string_view path) {
  const absl::string_view name = BaseName(path);
  return absl::EndsWith(name, ".py") && !absl::StartsWith(name, "__init__") && !absl::StartsWith(name, ".#");
}

bool IsIn(const TreeEntry& entry, const std::vector<std::string>& folders, bool recursive) {
  return std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
    return DirectoryOf(entry.path) == folder || (recursive && (folder.empty() || IsBelow(entry.path, folder)));
  });
}

// Where files with the names of today's revisions were that are no longer there: the version folders before they were
// moved.
std::vector<std::string> FormerFolders(const std::vector<TreeEntry>& tree, const PlacedEnvironment& environment,
                                       const Repository& repository, const Files& files) {
  absl::flat_hash_set<absl::string_view> names;
  for (const auto& [path, revision] : environment.by_path) names.insert(BaseName(path));
  std::set<std::string> folders;
  for (const TreeEntry& entry : tree) {
    if (names.contains(BaseName(entry.path)) && IsRevisionFile(entry.path) &&
        files.KindOf(JoinPath(repository.root(), entry.path)) == FileKind::kNone) {
      folders.emplace(DirectoryOf(entry.path));
    }
  }
  return {folders.begin(), folders.end()};
}

// The files of a commit, listed as far as it is needed, each listing once.
class Tree {
 public:
  Tree(const Repository& repository, std::string commit) : repository_(repository), commit_(std::move(commit)) {}

  absl::StatusOr<std::vector<TreeEntry>> Below(const std::set<std::string>& folders) const {
    return repository_.ListTree(commit_, {folders.begin(), folders.end()});
  }
  const absl::StatusOr<std::vector<TreeEntry>>& All() {
    if (!all_.has_value()) all_ = repository_.ListTree(commit_, {""});
    return *all_;
  }

 private:
  const Repository& repository_;
  std::string commit_;
  std::optional<absl::StatusOr<std::vector<TreeEntry>>> all_;
};

// The texts that have to be read, of all environments, in one process.
class Texts {
 public:
  void Want(const std::string& blob, BaseFile& into) { wanted_[blob].push_back(&into); }

  absl::Status Read(const Repository& repository) {
    std::vector<std::string> ids;
    for (const auto& [id, into] : wanted_) ids.push_back(id);
    absl::StatusOr<std::vector<std::optional<std::string>>> texts = repository.ReadBlobs(ids);
    if (!texts.ok()) return texts.status();
    for (size_t i = 0; i < ids.size(); ++i) {
      for (BaseFile* file : wanted_[ids[i]]) file->text = (*texts)[i];
    }
    return absl::OkStatus();
  }

 private:
  std::map<std::string, std::vector<BaseFile*>> wanted_;
};

void Fill(BaseFiles& base, const std::vector<TreeEntry>& entries, const PlacedEnvironment& environment, Texts& texts) {
  base.files.reserve(entries.size());  // `texts` keeps pointers to them
  for (const TreeEntry& entry : entries) {
    BaseFile& file = base.files.emplace_back(BaseFile{entry.path, std::nullopt, std::nullopt});
    const auto same = environment.by_blob.find(entry.id);
    if (entry.is_link) continue;
    if (same != environment.by_blob.end()) {
      file.same = same->second;
    } else {
      texts.Want(entry.id, file);
    }
  }
}

std::vector<TreeEntry> Select(const std::vector<TreeEntry>& tree, const std::vector<std::string>& folders,
                              bool recursive) {
  std::vector<TreeEntry> selected;
  for (const TreeEntry& entry : tree) {
    if (IsRevisionFile(entry.path) && IsIn(entry, folders, recursive)) selected.push_back(entry);
  }
  return selected;
}

}  // namespace

PlacedEnvironment Place(const CurrentRevisions& current, const Repository& repository, const Sources& sources,
                        const Files& files, const Pool& pool) {
  PlacedEnvironment placed;
  placed.recursive = current.environment->recursive;
  for (const std::string& folder : current.environment->version_folders) {
    std::optional<std::string> path = FromRoot(files.RealPath(folder), repository.root());
    if (path.has_value()) placed.folders.push_back(*std::move(path));
  }
  std::vector<std::string> blobs = pool.Map<std::string>(current.revisions.size(), [&](size_t i) {
    return BlobId(sources[current.revisions[i].where.file].text(), repository.format());
  });
  absl::flat_hash_map<std::string, std::string> real_folders;
  for (size_t i = 0; i < current.revisions.size(); ++i) {
    const Source& source = sources[current.revisions[i].where.file];
    const absl::string_view folder = DirectoryOf(source.path());
    const auto [real, is_new] = real_folders.try_emplace(std::string(folder));
    if (is_new) real->second = files.RealPath(folder);
    const std::optional<std::string> path =
        FromRoot(JoinPath(real->second, BaseName(source.path())), repository.root());
    if (path.has_value()) placed.by_path.emplace(*path, i);
    placed.by_blob.emplace(std::move(blobs[i]), i);
  }
  return placed;
}

absl::StatusOr<std::vector<BaseFiles>> ReadBaseFiles(const Repository& repository, const std::string& commit,
                                                     const std::vector<PlacedEnvironment>& environments,
                                                     const Files& files) {
  Tree tree(repository, commit);
  std::set<std::string> folders;
  for (const PlacedEnvironment& environment : environments) {
    folders.insert(environment.folders.begin(), environment.folders.end());
  }
  const absl::StatusOr<std::vector<TreeEntry>> listed = tree.Below(folders);
  if (!listed.ok()) return listed.status();

  std::vector<BaseFiles> bases(environments.size());
  Texts texts;
  for (size_t i = 0; i < environments.size(); ++i) {
    const PlacedEnvironment& environment = environments[i];
    std::vector<TreeEntry> entries = Select(*listed, environment.folders, environment.recursive);
    if (entries.empty() && !environment.by_path.empty()) {
      const absl::StatusOr<std::vector<TreeEntry>>& all = tree.All();
      if (!all.ok()) return all.status();
      entries = Select(*all, FormerFolders(*all, environment, repository, files), false);
      bases[i].moved = true;
    }
    Fill(bases[i], entries, environment, texts);
  }
  const absl::Status read = texts.Read(repository);
  if (!read.ok()) return read;
  return bases;
}

}  // namespace retort
