// The revisions that a word of Alembic's command line stands for: "head", "heads", "base", an id, the beginning of one,
// a branch label, "label@head", "ae10+2", "head-1".
//
//   absl::StatusOr<std::vector<size_t>> found = FindTarget(graph, "ae10");   // {3}
//
// "base" is no revision at all. An InvalidArgumentError says what the word may have meant.

#ifndef RETORT_LINTER_MIGRATION_TARGET_H_
#define RETORT_LINTER_MIGRATION_TARGET_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/migration/graph.h"

namespace retort {

absl::StatusOr<std::vector<size_t>> FindTarget(const RevisionGraph& graph, absl::string_view word);

// The same where exactly one revision is meant.
absl::StatusOr<size_t> FindOneTarget(const RevisionGraph& graph, absl::string_view word);

}  // namespace retort

#endif  // RETORT_LINTER_MIGRATION_TARGET_H_
