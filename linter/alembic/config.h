// What a configuration file says about Alembic environments: which script folder, which version folders. Alembic takes
// relative paths from the process's working directory, which is not known here: the first folder that fits is taken.
//
//   ConfigurationSite site{files, "/repo", "/repo"};
//   Configuration found = ReadIniConfiguration(site, "/repo/alembic.ini", text, {});

#ifndef RETORT_LINTER_ALEMBIC_CONFIG_H_
#define RETORT_LINTER_ALEMBIC_CONFIG_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/environment.h"
#include "linter/source/files.h"

namespace retort {

struct ConfigurationSite {
  const Files& files;
  std::string working_directory;
  std::string root;  // of the repository; paths are not looked for above it
};

struct Configuration {
  std::vector<Environment> environments;
  std::vector<std::string> notes;  // why a section is no environment: one line each
};

// The keys of one section, as text; a list has several items.
using ConfigurationKeys = std::map<std::string, std::vector<std::string>>;

// [tool.alembic] of a pyproject.toml; empty when there is none. An unreadable file adds a note.
ConfigurationKeys ReadPyprojectKeys(absl::string_view path, absl::string_view text, std::vector<std::string>& notes);

Configuration ReadPyprojectConfiguration(const ConfigurationSite& site, absl::string_view path, absl::string_view text);

// Section [alembic] and every other one with a script_location. `pyproject` are the keys of the pyproject.toml beside
// it, which count where [alembic] has none of that name.
Configuration ReadIniConfiguration(const ConfigurationSite& site, absl::string_view path, absl::string_view text,
                                   const ConfigurationKeys& pyproject);

// Does the folder look like a script folder: env.py or versions/.
bool IsScriptFolder(const Files& files, absl::string_view folder);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_CONFIG_H_
