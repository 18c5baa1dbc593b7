// Which of the edited revisions no database can have run, because as they were they could not succeed: to mend them is
// no edit of what is applied.
//
//   FindWhatCouldNotSucceed(chapter, histories.former[i], histories.histories[i]);

#ifndef RETORT_LINTER_ENGINE_FORMER_FAILURES_H_
#define RETORT_LINTER_ENGINE_FORMER_FAILURES_H_

#include <map>
#include <string>

#include "linter/engine/reading.h"
#include "linter/facts/history.h"
#include "linter/migration/revision.h"

namespace retort {

// Fills in EditedRevision::could_not_succeed. `former`: the edited revisions by id, as they were.
void FindWhatCouldNotSucceed(const Chapter& chapter, const std::map<std::string, Revision>& former, History& history);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_FORMER_FAILURES_H_
