#include "linter/engine/tracked.h"

#include <map>
#include <string>

#include "absl/container/flat_hash_set.h"

namespace retort {
namespace {

// The folder that has all of some paths below one root.
std::string CommonFolder(const std::vector<std::string>& paths) {
  std::string common = std::string(DirectoryOf(paths.front()));
  for (const std::string& path : paths) {
    while (!common.empty() && !IsBelow(path, common)) common = std::string(DirectoryOf(common));
  }
  return common;
}

struct Candidate {
  FileId file;
  std::string path;  // from the root of its repository
};

// Of the candidates in one repository, those that are not tracked.
void AddUntracked(const Repository& repository, const std::vector<Candidate>& candidates,
                  absl::flat_hash_set<FileId>& untracked) {
  std::vector<std::string> paths;
  for (const Candidate& candidate : candidates) paths.push_back(candidate.path);
  const absl::StatusOr<std::vector<std::string>> listed = repository.TrackedFiles(CommonFolder(paths));
  if (!listed.ok()) return;
  const absl::flat_hash_set<std::string> tracked(listed->begin(), listed->end());
  for (const Candidate& candidate : candidates) {
    if (!tracked.contains(candidate.path)) untracked.insert(candidate.file);
  }
}

}  // namespace

std::vector<FileId> JudgedSettings(const std::vector<FileId>& settings, const Sources& sources,
                                   Repositories& repositories, const Options& options) {
  if (!options.use_git) return settings;
  std::map<const Repository*, std::vector<Candidate>> by_repository;
  for (const FileId file : settings) {
    const std::string path = repositories.files().RealPath(sources.PathOf(file));
    const absl::StatusOr<Repository>& repository = repositories.Of(DirectoryOf(path));
    if (!repository.ok() || !IsBelow(path, repository->root())) continue;
    by_repository[&*repository].push_back({file, RelativePath(path, repository->root())});
  }
  absl::flat_hash_set<FileId> untracked;
  for (const auto& [repository, candidates] : by_repository) AddUntracked(*repository, candidates, untracked);
  std::vector<FileId> judged;
  for (const FileId file : settings) {
    if (!untracked.contains(file)) judged.push_back(file);
  }
  return judged;
}

}  // namespace retort
