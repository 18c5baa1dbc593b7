// What differs between two texts of a revision file. Comments, docstrings and formatting do not count, nor does another
// way to write the same operations.

#ifndef RETORT_LINTER_ALEMBIC_COMPARE_H_
#define RETORT_LINTER_ALEMBIC_COMPARE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/migration/revision.h"

namespace retort {

struct RevisionChange {
  Span at;  // in today's file: the first place that differs
  // "upgrade() changed", "depends_on changed from \"a\" to \"b\"". Without down_revision: whoever has both revisions
  // sees that. Empty: it is only written otherwise.
  std::vector<std::string> changes;
  std::vector<std::pair<Span, std::string>> operations;  // those that changed, in today's file: "was DROP TABLE tag"
  bool only_downgrade = false;
};

// Nothing when both are the same program.
std::optional<RevisionChange> CompareRevisions(const Revision& before, absl::string_view before_text,
                                               const Revision& now, absl::string_view now_text);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_COMPARE_H_
