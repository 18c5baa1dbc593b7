// The locks of a run: read before git is asked, because what they list is applied, and held against git afterwards.
//
//   absl::StatusOr<std::vector<LockedEnvironment>> locks = ReadLocks(files, options, false, reading);
//   CompareLock(locks[i], chapter, sources, &of_base, history);

#ifndef RETORT_LINTER_ENGINE_LOCKS_H_
#define RETORT_LINTER_ENGINE_LOCKS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "linter/engine/lock_file.h"
#include "linter/engine/options.h"
#include "linter/engine/reading.h"
#include "linter/facts/history.h"
#include "linter/source/files.h"

namespace retort {

struct LockedEnvironment {
  std::string path;   // absolute; empty when the environment can have none
  std::string shown;  // relative to the working directory
  bool exists = false;
  bool broken = false;  // `lock` has what can be read of it
  FileId file = 0;      // in the sources, when it exists
  Lock lock;
};

// One for each chapter. Adds the files to the sources. InvalidArgument: one is malformed, with its line; but not when
// they are about to be written anew.
absl::StatusOr<std::vector<LockedEnvironment>> ReadLocks(const Files& files, const Options& options, bool anew,
                                                         Reading& reading);

// Holds a lock against today's revisions. `of_base`: the ids that git's base has; what differs is a disagreement then.
// Without git (nullptr) the lock itself says what was edited and deleted.
void CompareLock(const LockedEnvironment& locked, const Chapter& chapter, const Sources& sources,
                 const std::vector<std::string>* of_base, History& history);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_LOCKS_H_
