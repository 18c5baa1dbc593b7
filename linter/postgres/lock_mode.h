// PostgreSQL's table-level lock modes, and what waits for each.
//
//   BlocksWrites(LockMode::kShare)          // true: CREATE INDEX
//   LockModeName(LockMode::kRowExclusive)   // "ROW EXCLUSIVE"

#ifndef RETORT_LINTER_POSTGRES_LOCK_MODE_H_
#define RETORT_LINTER_POSTGRES_LOCK_MODE_H_

#include "absl/strings/string_view.h"

namespace retort {

// From the weakest to the strongest, so that modes can be compared.
enum class LockMode {
  kAccessShare,
  kRowShare,
  kRowExclusive,
  kShareUpdateExclusive,
  kShare,
  kShareRowExclusive,
  kExclusive,
  kAccessExclusive,
};

absl::string_view LockModeName(LockMode mode);  // "SHARE UPDATE EXCLUSIVE"

// The mode that LOCK TABLE names; without one it is ACCESS EXCLUSIVE.
LockMode LockModeOf(absl::string_view name);

// Whether SELECT, or INSERT, UPDATE and DELETE, wait for it.
bool BlocksReads(LockMode mode);
bool BlocksWrites(LockMode mode);

}  // namespace retort

#endif  // RETORT_LINTER_POSTGRES_LOCK_MODE_H_
