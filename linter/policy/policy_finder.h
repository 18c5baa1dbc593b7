// Finds the configuration of a folder: the nearest retort.toml upwards, or pyproject.toml with [tool.retort], with all
// that it extends. Each file is read once.
//
//   PolicyFinder finder(files, "/repo");
//   absl::StatusOr<const Policy*> policy = finder.For("/repo/services/billing");

#ifndef RETORT_LINTER_POLICY_POLICY_FINDER_H_
#define RETORT_LINTER_POLICY_POLICY_FINDER_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/policy/policy.h"
#include "linter/source/files.h"

namespace retort {

struct Extension;
class TomlSite;

// For one thread.
class PolicyFinder {
 public:
  // Messages name paths as seen from `working_directory`. `files` must outlive it.
  PolicyFinder(const Files& files, absl::string_view working_directory)
      : files_(files), working_directory_(working_directory) {}

  // An absolute folder. It is looked in and above, up to the top of its git repository. InvalidArgument: the file says
  // something that it may not, one line for each mistake.
  absl::StatusOr<const Policy*> For(absl::string_view folder);
  // The configuration in one file, whatever its name.
  absl::StatusOr<const Policy*> In(const std::string& file);

 private:
  std::string FileFor(absl::string_view folder);
  absl::StatusOr<Policy> Read(const std::string& file, std::vector<std::string>& chain);
  absl::StatusOr<Policy> Extended(const Extension& extension, TomlSite& site, std::vector<std::string>& chain);
  std::string Shown(absl::string_view path) const;
  bool HasTable(const std::string& pyproject) const;

  const Files& files_;
  const std::string working_directory_;
  std::map<std::string, absl::StatusOr<Policy>> by_file_;
  std::map<std::string, std::string, std::less<>> file_of_;  // by folder; "": none
};

}  // namespace retort

#endif  // RETORT_LINTER_POLICY_POLICY_FINDER_H_
