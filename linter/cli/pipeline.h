// What the environment of a CI pipeline says of the base: the branch that a pull request goes to, or the commit before
// a push to the default branch.

#ifndef RETORT_LINTER_CLI_PIPELINE_H_
#define RETORT_LINTER_CLI_PIPELINE_H_

#include <functional>
#include <string>

#include "linter/engine/options.h"
#include "linter/source/files.h"

namespace retort {

// Empty for a variable that is not set.
using EnvironmentVariables = std::function<std::string(const char* name)>;

// GitHub, and Gitea, which has the same variables; GitLab. Empty outside of both, and for a push to another branch.
WantedBase PipelineBase(const EnvironmentVariables& variable, const Files& files);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_PIPELINE_H_
