// The locks of the commands of ALTER TABLE that operations keep as text.
//
//   AlterTableLock({.change = AlterTable::Change::kOther, .text = "SET (fillfactor = 70)"})   // SHARE UPDATE EXCLUSIVE
//   AlterColumnLock("SET STATISTICS 100")                                                     // SHARE UPDATE EXCLUSIVE

#ifndef RETORT_LINTER_POSTGRES_ALTER_LOCK_H_
#define RETORT_LINTER_POSTGRES_ALTER_LOCK_H_

#include "absl/strings/string_view.h"
#include "linter/postgres/lock_mode.h"
#include "linter/schema/operation.h"

namespace retort {

// On the table itself. A command that is not known takes what most take: ACCESS EXCLUSIVE.
LockMode AlterTableLock(const AlterTable& alter);

// Of AlterColumn::other.
LockMode AlterColumnLock(absl::string_view text);

// DETACH PARTITION ... FINALIZE, which locks the partition too.
bool FinishesDetaching(const AlterTable& alter);

}  // namespace retort

#endif  // RETORT_LINTER_POSTGRES_ALTER_LOCK_H_
