// Which versions of SQLAlchemy, Alembic, the driver and PostgreSQL an environment runs with, from the dependency files
// and container images around it.
//
//   VersionReader reader(files);
//   environment.versions = reader.Read(environment, "/repo");

#ifndef RETORT_LINTER_PROJECT_VERSIONS_H_
#define RETORT_LINTER_PROJECT_VERSIONS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/environment.h"
#include "linter/facts/versions.h"
#include "linter/source/files.h"

namespace retort {

// Keeps what it read of a folder, because dozens of services share the folders above them. For one thread.
class VersionReader {
 public:
  explicit VersionReader(const Files& files) : files_(files) {}

  // Looks in the environment's folder and upwards to `root`. The nearest exact version counts, a lock file's or a
  // pin's; else the newest one that the nearest upper bound allows; else the newest that is known.
  Versions Read(const Environment& environment, absl::string_view root);

 private:
  struct Constraint {
    Version version;
    bool exact = false;
    std::string from;  // the file, as seen from the folder
  };
  struct Folder {
    std::map<std::string, std::vector<Constraint>> packages;  // of "alembic" and "sqlalchemy"
    std::map<std::string, std::string> drivers;               // the file that names each
    std::vector<SoftwareVersion> postgres;
  };
  const Folder& ReadFolder(const std::string& path);
  void ReadDependencies(const std::string& path, const std::string& name, Folder& folder) const;
  void ReadImages(const std::string& path, const std::string& name, Folder& folder) const;
  static void Decide(const std::vector<const Folder*>& folders, const std::string& package, SoftwareVersion& version);
  std::string DriverOfUrl(const Environment& environment) const;

  const Files& files_;
  std::map<std::string, Folder> folders_;  // by path
};

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_VERSIONS_H_
