// Finds every Alembic environment below some paths, and the files around them that may hold settings.

#ifndef RETORT_LINTER_ENGINE_DISCOVER_H_
#define RETORT_LINTER_ENGINE_DISCOVER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "linter/engine/options.h"
#include "linter/engine/ruling.h"
#include "linter/facts/environment.h"
#include "linter/source/files.h"
#include "linter/source/source.h"

namespace retort {

struct Project {
  struct Member {
    Environment environment;
    std::vector<FileId> revisions;  // in Alembic's order of loading
    std::optional<FileId> env_script;
    std::optional<FileId> config;  // alembic.ini or pyproject.toml
    const Ruling* ruling = nullptr;
  };
  std::vector<Member> members;     // sorted by name
  std::vector<FileId> settings;    // ini, toml, compose, .env, settings modules: whatever may hold a credential
  std::vector<std::string> notes;  // folders that could not be read, links that loop: one line each
};

// Registers each file in `sources`, without loading it, in an order that does not depend on timing. A path that does
// not exist is a NotFoundError that names the nearest one; a path without any environment is a FailedPreconditionError
// that names what was looked for (unless options.allow_empty). Everything found has a ruling, or its error is given.
absl::StatusOr<Project> Discover(const Files& files, const Options& options, Rulings& rulings, Sources& sources);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_DISCOVER_H_
