// The first half of every command: finds the environments and reads all of their files, in parallel.
//
//   absl::StatusOr<Reading> reading = ReadProject(files, options, rulings, pool);
//   for (const Chapter& chapter : reading->chapters) ...   // one an environment

#ifndef RETORT_LINTER_ENGINE_READING_H_
#define RETORT_LINTER_ENGINE_READING_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "linter/base/pool.h"
#include "linter/engine/libraries.h"
#include "linter/engine/options.h"
#include "linter/engine/ruling.h"
#include "linter/facts/env_script.h"
#include "linter/facts/environment.h"
#include "linter/migration/graph.h"
#include "linter/source/files.h"
#include "linter/source/source.h"

namespace retort {

// What was read of one environment.
struct Chapter {
  Environment environment;
  std::vector<FileId> files;  // its env.py and its configuration, if it has them
  Span config;                // the start of its configuration; of its env.py when it has none
  const Ruling* ruling;
  EnvScript env_script;
  RevisionGraph graph;
};

struct Reading {
  Sources sources;
  std::vector<Chapter> chapters;       // sorted by name
  std::optional<Libraries> libraries;  // the project's own modules, for each environment of the chapters
  std::vector<FileId> settings;        // files that may hold a credential
  std::vector<std::string> notes;      // what could not be read: one line each
};

// An error is about the paths or a configuration: see Discover. `rulings` must outlive the answer.
absl::StatusOr<Reading> ReadProject(const Files& files, const Options& options, Rulings& rulings, const Pool& pool);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_READING_H_
