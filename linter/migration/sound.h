// Whether a history can be worked on: Alembic reads it, so that its heads are its heads.
//
//   absl::Status status = CheckSound(graph);   // "a", "b" form a cycle: retort check says more

#ifndef RETORT_LINTER_MIGRATION_SOUND_H_
#define RETORT_LINTER_MIGRATION_SOUND_H_

#include "absl/status/status.h"
#include "linter/migration/graph.h"

namespace retort {

// InvalidArgument: what is wrong first of all.
absl::Status CheckSound(const RevisionGraph& graph);

}  // namespace retort

#endif  // RETORT_LINTER_MIGRATION_SOUND_H_
