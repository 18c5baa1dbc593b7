// Whether two texts of a revision file are the same program: comments, docstrings and formatting do not count.

#ifndef RETORT_LINTER_ALEMBIC_COMPARE_H_
#define RETORT_LINTER_ALEMBIC_COMPARE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/migration/revision.h"

namespace retort {

struct RevisionChange {
  Span at;                           // in today's file: the first place that differs
  std::vector<std::string> changes;  // "upgrade() changed", "down_revision changed from \"a\" to \"b\""
};

// Nothing when both mean the same.
std::optional<RevisionChange> CompareRevisions(const Revision& before, absl::string_view before_text,
                                               const Revision& now, absl::string_view now_text);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_COMPARE_H_
