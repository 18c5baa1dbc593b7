// What `alembic upgrade FROM:TO --sql` would print, statement for statement, with a comment at whatever is conditional,
// raises or was not understood.
//
//   OfflineScript(scripting, PlanUpgrade(graph, {}, graph.Heads()))

#ifndef RETORT_LINTER_REPORT_OFFLINE_SCRIPT_H_
#define RETORT_LINTER_REPORT_OFFLINE_SCRIPT_H_

#include <string>
#include <vector>

#include "linter/facts/env_script.h"
#include "linter/facts/versions.h"
#include "linter/migration/graph.h"
#include "linter/migration/plan.h"
#include "linter/source/source.h"

namespace retort {

// One environment, as its script is written.
struct OfflineInput {
  const RevisionGraph& graph;
  const EnvScript& env_script;
  const Versions& versions;
  const Sources& sources;
  std::string working_directory;  // paths in comments are relative to it
};

std::string OfflineScript(const OfflineInput& input, const std::vector<MigrationStep>& steps);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_OFFLINE_SCRIPT_H_
