// Commands that take a path and then words about the revisions below it, as in `retort history billing base:ae10`.
//
//   TakePath({"billing", "base:ae10"}, 1, "/repo", options)  ->  {"base:ae10"}, with options.paths = {"/repo/billing"}

#ifndef RETORT_LINTER_CLI_PLACE_WORDS_H_
#define RETORT_LINTER_CLI_PLACE_WORDS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "linter/engine/options.h"
#include "linter/engine/reading.h"

namespace retort {

// The first word is the path if there is such a file or folder, if it is written like a path, or if there are more
// words than `others`; otherwise the working directory is. The answer: the words that follow.
std::vector<std::string> TakePath(std::vector<std::string> words, size_t others, absl::string_view working_directory,
                                  Options& options);

std::vector<std::string> EnvironmentNames(const Reading& reading);

// For commands that mean one environment: an error that lists them when there are several.
absl::Status CheckOneEnvironment(const std::vector<std::string>& names);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_PLACE_WORDS_H_
