// Runs the history of one environment in memory and lets the rules speak between its operations.

#ifndef RETORT_LINTER_ENGINE_REPLAY_H_
#define RETORT_LINTER_ENGINE_REPLAY_H_

#include <vector>

#include "linter/engine/rule_set.h"

namespace retort {

// One environment, read.
struct ReplayInput {
  const Environment& environment;
  const EnvScript& env_script;
  const RevisionGraph& graph;
  const History& history;
  const std::vector<bool>& is_new;  // by index in the graph
};

// What the rules say about every operation, statement, transaction and revision, in no particular order. A verdict that
// depends on how the revisions are run says so in Finding::when; one that depends on the order of unrelated branches is
// not given.
std::vector<Finding> Replay(const ReplayInput& input, const RuleSet& rules);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_REPLAY_H_
