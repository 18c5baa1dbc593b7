// Which operations differ between two versions of upgrade() or downgrade(), for people.
//
//   AppendChangedOperations(before.upgrade, now.upgrade, now_revision.upgrade.at, operations);
//   // {place, "was ... ADD COLUMN age INTEGER, is ... ADD COLUMN age BIGINT"}

#ifndef RETORT_LINTER_ALEMBIC_CHANGED_OPERATIONS_H_
#define RETORT_LINTER_ALEMBIC_CHANGED_OPERATIONS_H_

#include <string>
#include <utility>
#include <vector>

#include "linter/alembic/meaning.h"

namespace retort {

// An operation that is gone stands at `function`. A few at most; the last one counts those that are left out.
void AppendChangedOperations(const ProcedureMeaning& before, const ProcedureMeaning& now, Span function,
                             std::vector<std::pair<Span, std::string>>& changed);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_CHANGED_OPERATIONS_H_
