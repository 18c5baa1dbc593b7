// The revision files of a commit, beside today's: which are the same, and the text of those that are not.
//
//   PlacedEnvironment placed = Place(current, repository, sources, files, pool);
//   absl::StatusOr<std::vector<BaseFiles>> base = ReadBaseFiles(repository, commit, {placed}, files);

#ifndef RETORT_LINTER_ENGINE_BASE_FILES_H_
#define RETORT_LINTER_ENGINE_BASE_FILES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "linter/base/pool.h"
#include "linter/engine/history.h"
#include "linter/git/repository.h"

namespace retort {

// An environment with its paths as git has them: from the root, links resolved.
struct PlacedEnvironment {
  bool recursive = false;
  std::vector<std::string> folders;                  // version folders; those outside of the repository are left out
  absl::flat_hash_map<std::string, size_t> by_path;  // today's revisions by their file
  absl::flat_hash_map<std::string, size_t> by_blob;  // and by the id of their content
};

PlacedEnvironment Place(const CurrentRevisions& current, const Repository& repository, const Sources& sources,
                        const Files& files, const Pool& pool);

struct BaseFile {
  std::string path;                 // from the root
  std::optional<size_t> same;       // today's revision that has the same content, here or elsewhere
  std::optional<std::string> text;  // of a file that is not the same; nothing when it cannot be known: a link, or a
                                    // content that a partial clone does not have
};

struct BaseFiles {
  std::vector<BaseFile> files;  // in the order of their paths
  // The version folders of today were not there, and these files are from where files of the same names were.
  bool moved = false;
};

// For each environment. All of them cost two or three processes together.
absl::StatusOr<std::vector<BaseFiles>> ReadBaseFiles(const Repository& repository, const std::string& commit,
                                                     const std::vector<PlacedEnvironment>& environments,
                                                     const Files& files);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_BASE_FILES_H_
