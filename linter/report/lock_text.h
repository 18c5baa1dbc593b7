// A lock in a sentence.
//
//   LockText({.relation = {"", "user"}, .mode = LockMode::kShare})   // SHARE on user: blocks writes

#ifndef RETORT_LINTER_REPORT_LOCK_TEXT_H_
#define RETORT_LINTER_REPORT_LOCK_TEXT_H_

#include <string>

#include "linter/postgres/locks.h"

namespace retort {

// What the lock is on: a name, or "the table of the index".
std::string LockedText(const TableLock& lock);
std::string LockText(const TableLock& lock);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_LOCK_TEXT_H_
