// The file retort.lock of an environment: the revisions that are applied, one line each, sorted, so that branches merge
// and people can review it. It stands in the versions folder, beside the files that it is about.
//
//   # retort.lock, format 1: ...
//   3f1c 0f343b0931126a20f133d67c2b018a3b 9e107d9d372bb6826bd81d3542a419d6
//
// The first digest is of what the revision means; the second is of its text, so that a file that nobody has touched
// agrees, whatever a later version of Retort makes of it. One of the two has to.

#ifndef RETORT_LINTER_ENGINE_LOCK_FILE_H_
#define RETORT_LINTER_ENGINE_LOCK_FILE_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/facts/environment.h"
#include "linter/migration/revision.h"

namespace retort {

inline constexpr absl::string_view kLockName = "retort.lock";

struct LockEntry {
  std::string meaning;  // 32 hexadecimal digits
  std::string text;
  uint32_t begin = 0;  // the line, in bytes of the file
  uint32_t end = 0;
};

// By revision id.
using Lock = std::map<std::string, LockEntry>;

// Absolute; empty for an environment without a versions folder.
std::string LockPathOf(const Environment& environment);

// InvalidArgument: "<shown>:7: ...".
absl::StatusOr<Lock> ReadLock(absl::string_view shown, absl::string_view text);
// The lines that are entries, for writing a broken lock anew; of two for one id, the last.
Lock ReadWhatIsLeft(absl::string_view text);
std::string WriteLock(const Lock& lock);

// The entry of a revision as it is now; `text` is that of its file.
LockEntry LockEntryOf(const Revision& revision, absl::string_view text);
// Whether the entry still is that of the revision.
bool Agrees(const LockEntry& entry, const LockEntry& now);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_LOCK_FILE_H_
