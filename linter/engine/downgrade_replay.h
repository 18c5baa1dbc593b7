// Replays the downgrade of one revision from the state that its upgrade left, and takes the catalogue back to that.
//
//   DowngradeOutcome outcome = ReplayDowngrade(revision, before, catalog, server);

#ifndef RETORT_LINTER_ENGINE_DOWNGRADE_REPLAY_H_
#define RETORT_LINTER_ENGINE_DOWNGRADE_REPLAY_H_

#include "linter/migration/revision.h"
#include "linter/schema/catalog.h"
#include "linter/schema/downgrade_outcome.h"
#include "linter/server/server.h"

namespace retort {

// `before`: the catalogue's mark before the upgrade.
DowngradeOutcome ReplayDowngrade(const Revision& revision, Catalog::Mark before, Catalog& catalog, Server& server);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_DOWNGRADE_REPLAY_H_
