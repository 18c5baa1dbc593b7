// The application code in a change: files that differ from the base and are neither revisions nor tests.
//
//   std::vector<std::string> code = ChangedCode(environment, commit, files, repositories);

#ifndef RETORT_LINTER_ENGINE_CHANGED_CODE_H_
#define RETORT_LINTER_ENGINE_CHANGED_CODE_H_

#include <string>
#include <vector>

#include "linter/facts/environment.h"
#include "linter/git/repositories.h"
#include "linter/source/files.h"

namespace retort {

// Paths from the root of the environment's repository, sorted. Empty without a base.
std::vector<std::string> ChangedCode(const Environment& environment, const std::string& commit, const Files& files,
                                     Repositories& repositories);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_CHANGED_CODE_H_
