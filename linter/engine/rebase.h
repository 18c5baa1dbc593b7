// Makes a history linear again: the revisions that are not applied follow the applied ones, each in a line, by another
// down_revision. Nothing is written here.
//
//   absl::StatusOr<Rebase> rebase = PlanRebase(checked.graphs[0], checked.report.sources, "");
//   for (const MovedRevision& moved : rebase->moved) ...

#ifndef RETORT_LINTER_ENGINE_REBASE_H_
#define RETORT_LINTER_ENGINE_REBASE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/engine/pass.h"
#include "linter/source/edit.h"

namespace retort {

struct MovedRevision {
  size_t revision = 0;  // in the graph
  std::string onto;     // its new parent
  std::vector<Edit> edits;
};

struct Rebase {
  size_t onto = 0;                   // the head that all others follow now
  std::vector<MovedRevision> moved;  // in their new order; none: the history is linear
};

// `onto` is a head, as Alembic takes it; empty: the one that is applied. InvalidArgument when that is not clear, when
// an applied revision would have to move, or when branches are apart on purpose.
absl::StatusOr<Rebase> PlanRebase(const CheckedGraph& checked, const Sources& sources, absl::string_view onto);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_REBASE_H_
