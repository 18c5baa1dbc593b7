// What is known of the past of every environment: from git, from the locks, from the command line.
//
//   absl::StatusOr<Past> past = ReadPast(files, options, repositories, reading);
//   past->histories.histories[i].applied

#ifndef RETORT_LINTER_ENGINE_PAST_H_
#define RETORT_LINTER_ENGINE_PAST_H_

#include <vector>

#include "absl/status/statusor.h"
#include "linter/engine/history.h"
#include "linter/engine/locks.h"
#include "linter/engine/reading.h"
#include "linter/git/repositories.h"

namespace retort {

struct Past {
  Histories histories;                   // one for each chapter
  std::vector<LockedEnvironment> locks;  // likewise
};

// Adds the locks to the sources. InvalidArgument: a malformed lock, unless locks are to be written anew, or a wanted
// base that is no commit.
absl::StatusOr<Past> ReadPast(const Files& files, const Options& options, Repositories& repositories, Reading& reading,
                              bool locks_anew = false);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_PAST_H_
