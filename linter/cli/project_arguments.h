// The arguments by which commands find a project: where it is, its configuration, and what is applied.
//
//   TakePath({"billing", "base:ae10"}, 1, "/repo", options)  ->  {"base:ae10"}, with options.paths = {"/repo/billing"}

#ifndef RETORT_LINTER_CLI_PROJECT_ARGUMENTS_H_
#define RETORT_LINTER_CLI_PROJECT_ARGUMENTS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "linter/engine/options.h"

namespace retort {

// --config FILE, for StoreConfig, and --no-config.
void DeclareConfig(CLI::App& app, std::string& file, Options& options);

// `options` has its working directory.
absl::Status StoreConfig(const std::string& file, Options& options);

// --base REF, and --applied REVISION, whose lists are for SplitLists.
void DeclareApplied(CLI::App& app, std::vector<std::string>& applied, Options& options);

// The working directory, and the paths as seen from there. InvalidArgument: one is empty.
absl::Status StorePaths(const std::vector<std::string>& paths, absl::string_view working_directory, Options& options);

// For commands that take a path and then words about the revisions below it. The first word is the path if there is
// such a file or folder, if it is written like a path, or if there are more words than `others`; otherwise the working
// directory is. The answer: the words that follow.
std::vector<std::string> TakePath(std::vector<std::string> words, size_t others, absl::string_view working_directory,
                                  Options& options);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_PROJECT_ARGUMENTS_H_
