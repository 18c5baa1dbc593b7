// Collects environments: from configuration files, from script folders without one, and around a single file. Each is
// kept once, however many ways lead to it.
//
//   EnvironmentSearch search(files, "/repo", notes);
//   search.AddConfiguration("/repo/alembic.ini");
//   std::vector<Environment> found = search.Found();

#ifndef RETORT_LINTER_ENGINE_ENVIRONMENT_SEARCH_H_
#define RETORT_LINTER_ENGINE_ENVIRONMENT_SEARCH_H_

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "linter/alembic/config.h"
#include "linter/facts/environment.h"
#include "linter/source/files.h"

namespace retort {

class EnvironmentSearch {
 public:
  EnvironmentSearch(const Files& files, absl::string_view working_directory, std::vector<std::string>& notes)
      : files_(files), working_directory_(working_directory), notes_(notes) {}

  // The environments of an ini file or a pyproject.toml. True: the file may hold a database URL.
  bool AddConfiguration(absl::string_view path);
  // A folder with env.py: its configuration is looked for above it; without one the folder stands for itself.
  void AddScriptFolder(absl::string_view folder);
  // The environment that a file or folder is part of. False: none.
  bool AddAround(absl::string_view path);

  size_t Count() const { return found_.size(); }
  const std::vector<Environment>& Found() const { return found_; }
  // An environment without revisions whose sub-folders have some, as one for each: env.py chooses among them.
  std::vector<Environment> WithSubfolders(const Environment& environment) const;
  // The nearest folder upwards with .git, else the working directory, else the folder itself.
  std::string RootOf(absl::string_view folder) const;

 private:
  struct File {
    Configuration configuration;
    bool is_setting = false;
  };
  const File& Read(const std::string& path);
  std::vector<std::string> ConfigurationsIn(absl::string_view folder) const;
  // Those that fit, with `revisions` for their folder of revisions when it is given and they would not load it.
  template <typename Predicate>
  bool AddFromAbove(absl::string_view folder, absl::string_view revisions, const Predicate& fits);
  void Add(const Environment& environment);
  void AddAlone(absl::string_view script_folder, absl::string_view version_folder);

  const Files& files_;
  const std::string working_directory_;
  std::vector<std::string>& notes_;
  std::vector<Environment> found_;
  absl::flat_hash_set<std::string> known_;           // by real script folder and version folders
  absl::flat_hash_set<std::string> script_folders_;  // by real path
  std::map<std::string, File> read_;                 // by path
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_ENVIRONMENT_SEARCH_H_
