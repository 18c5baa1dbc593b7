// Which settings files are judged: a file that git ignores or does not track may hold a secret.

#ifndef RETORT_LINTER_ENGINE_TRACKED_H_
#define RETORT_LINTER_ENGINE_TRACKED_H_

#include <vector>

#include "linter/engine/options.h"
#include "linter/git/repositories.h"
#include "linter/source/source.h"

namespace retort {

// Those of `settings` that git tracks, in their order; also those of which git says nothing, because they are in no
// repository or git cannot read it.
std::vector<FileId> JudgedSettings(const std::vector<FileId>& settings, const Sources& sources,
                                   Repositories& repositories, const Options& options);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_TRACKED_H_
