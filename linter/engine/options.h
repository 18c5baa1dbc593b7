// What one run is asked to do; the command line, the language server and the tests fill in the same struct.

#ifndef RETORT_LINTER_ENGINE_OPTIONS_H_
#define RETORT_LINTER_ENGINE_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "linter/facts/versions.h"
#include "linter/policy/policy.h"

namespace retort {

// Any name of a commit, and who named it: "--base". Empty: the default branch of the remote.
struct WantedBase {
  std::string name = {};
  std::string from = {};
  bool may_be_absent = false;  // a checkout of a pipeline need not have it
  std::string target = {};     // the branch that the tree will be merged with, when `name` is a commit of its past
};

struct Options {
  std::vector<std::string> paths = {};    // absolute and normal; files and folders
  std::string working_directory = {};     // absolute and normal
  int jobs = 0;                           // 0: one a processor
  bool all = false;                       // safety rules look at applied revisions too
  bool offline = false;                   // revisions are read as `alembic upgrade --sql` runs them
  bool use_git = true;                    // false for files that are not on a disk
  bool allow_empty = false;               // no environment under the paths is no error
  std::string base = {};                  // a git revision; empty: what the configuration says
  std::vector<std::string> applied = {};  // revision ids taken as applied, with their ancestors
  bool changed = false;                   // only findings about files that differ from the base
  bool use_baseline = true;               // false: what a baseline knows is found like everything else
  WantedBase ci_base = {};                // what a pipeline's environment says of the base
  std::string config = {};                // the file that configures everything; empty: the nearest of each place
  bool use_config = true;                 // false: no file configures anything
  // What follows wins over the configuration.
  std::vector<std::string> select = {};  // rules and categories; nothing else is on
  std::vector<std::string> ignore = {};
  std::string baseline = {};  // a file of known findings, absolute
  std::optional<FailOn> fail_on = {};
  std::optional<Version> postgres = {};
  std::optional<Version> sqlalchemy = {};
  std::optional<Version> alembic = {};
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_OPTIONS_H_
