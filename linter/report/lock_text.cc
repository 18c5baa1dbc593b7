#include "linter/report/lock_text.h"

#include "absl/strings/str_cat.h"
#include "linter/report/wording.h"
#include "linter/sql/quote.h"
#include "linter/sql/render.h"

namespace retort {

std::string LockedText(const TableLock& lock) {
  switch (lock.target) {
    case LockTarget::kNamed:
      return OneLine(ShowHoles(QuotedName(lock.relation)));
    case LockTarget::kItsTable:
      return "its table";
    case LockTarget::kItsIndexes:
      return "its indexes";
    case LockTarget::kInherited:
      return "the table it inherits from";
    case LockTarget::kEvery:
      return "each table";
    case LockTarget::kReferenced:
      return "each table that its foreign keys reference";
    case LockTarget::kReferencing:
      return "each table whose foreign keys reference it";
    case LockTarget::kPartitioned:
      return "the table that it is a partition of";
    case LockTarget::kDefaultPartition:
      return "the default partition";
    case LockTarget::kDependents:
      return "what depends on it";
    case LockTarget::kUsers:
      return "each table with a column of it";
  }
  return "";
}

std::string LockText(const TableLock& lock) {
  const absl::string_view blocks = BlocksReads(lock.mode)    ? ": blocks reads and writes"
                                   : BlocksWrites(lock.mode) ? ": blocks writes"
                                                             : "";
  return absl::StrCat(LockModeName(lock.mode), " on ", LockedText(lock), blocks);
}

}  // namespace retort
