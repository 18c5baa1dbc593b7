#include "linter/git/command.h"

#include <unistd.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace retort {
namespace {

// What a hook or a shell may have set for another repository, another index or other paths than those that are asked
// for. Configuration from the environment stays: the caller is trusted, and safe.directory often comes this way.
bool Misleads(absl::string_view variable) {
  constexpr absl::string_view kNames[] = {
      "GIT_ALTERNATE_OBJECT_DIRECTORIES",
      "GIT_COMMON_DIR",
      "GIT_DIR",
      "GIT_GRAFT_FILE",
      "GIT_IMPLICIT_WORK_TREE",
      "GIT_INDEX_FILE",
      "GIT_INTERNAL_SUPER_PREFIX",
      "GIT_NAMESPACE",
      "GIT_OBJECT_DIRECTORY",
      "GIT_PREFIX",
      "GIT_REPLACE_REF_BASE",
      "GIT_SHALLOW_FILE",
      "GIT_WORK_TREE",
      "LANGUAGE",
      "LC_ALL",
  };
  const absl::string_view name = variable.substr(0, variable.find('='));
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames) ||
         absl::StartsWith(name, "GIT_TRACE") || absl::EndsWith(name, "_PATHSPECS");
}

std::vector<std::string> Environment() {
  std::vector<std::string> variables = {
      "LC_ALL=C",                 // messages that can be recognised
      "GIT_TERMINAL_PROMPT=0",    // no questions
      "GIT_OPTIONAL_LOCKS=0",     // no writing
      "GIT_NO_LAZY_FETCH=1",      // a partial clone stays partial
      "GIT_ALLOW_PROTOCOL=none",  // and if git is too old to know that, it has no way to fetch
      "GIT_LITERAL_PATHSPECS=1",
  };
  const auto is_set = [&, ours = variables.size()](absl::string_view variable) {
    const absl::string_view name = variable.substr(0, variable.find('=') + 1);
    return std::any_of(variables.begin(), variables.begin() + ours,
                       [&](const std::string& own) { return absl::StartsWith(own, name); });
  };
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!Misleads(*variable) && !is_set(*variable)) variables.push_back(*variable);
  }
  return variables;
}

}  // namespace

absl::StatusOr<ProcessResult> RunGit(absl::string_view folder, const std::vector<std::string>& arguments,
                                     absl::string_view input) {
  const std::string program = FindProgram("git");
  if (program.empty()) return absl::UnavailableError("the git command is not installed");
  std::vector<std::string> command = {
      program, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"};
  command.insert(command.end(), {"-C", std::string(folder)});
  command.insert(command.end(), arguments.begin(), arguments.end());
  absl::StatusOr<ProcessResult> result = RunProcess(command, Environment(), input, ProcessLimits());
  if (result.ok()) return result;
  return absl::Status(result.status().code(), absl::StrCat("git ", arguments[0], ": ", result.status().message()));
}

}  // namespace retort
