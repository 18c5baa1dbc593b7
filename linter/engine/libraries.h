// Where the revisions of an environment find the project's own modules, as far as that can be told without running
// anything: the repository, the folder of alembic.ini, "src", and the folders above the script folder.
//
//   const Libraries libraries(files, environments, options.working_directory);
//   libraries.Of(environment)   // the library that its revisions share

#ifndef RETORT_LINTER_ENGINE_LIBRARIES_H_
#define RETORT_LINTER_ENGINE_LIBRARIES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "linter/facts/environment.h"
#include "linter/python/library.h"
#include "linter/source/files.h"

namespace retort {

class Libraries {
 public:
  // Nothing above the repository is read; without one, nothing above the working directory. `files` and the
  // environments must outlive it.
  Libraries(const Files& files, const std::vector<const Environment*>& environments,
            absl::string_view working_directory);

  // nullptr for an environment that is not one of them. From any thread.
  const python::Library* Of(const Environment& environment) const;

 private:
  std::vector<std::unique_ptr<python::Library>> libraries_;
  absl::flat_hash_map<const Environment*, const python::Library*> by_environment_;
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_LIBRARIES_H_
