// What a run is about: the revisions that are not applied yet, and the settings that git keeps.

#ifndef RETORT_LINTER_ENGINE_SCOPE_H_
#define RETORT_LINTER_ENGINE_SCOPE_H_

#include <vector>

#include "linter/facts/history.h"
#include "linter/migration/graph.h"

namespace retort {

// By index in the graph. An applied revision's ancestors are applied. Without a known base every revision is new, in a
// shallow clone only the heads.
std::vector<bool> NewRevisions(const RevisionGraph& graph, const History& history);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_SCOPE_H_
