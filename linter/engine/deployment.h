// Runs revisions against a catalogue as `alembic upgrade` and `alembic downgrade` do: what a run has done is undone
// when it fails, as far as it has not been committed.
//
//   Deployment deployment(catalog, {graph, env_script, versions});
//   std::optional<RunFailure> failure = deployment.Run(PlanUpgrade(graph, {}, graph.Heads()));

#ifndef RETORT_LINTER_ENGINE_DEPLOYMENT_H_
#define RETORT_LINTER_ENGINE_DEPLOYMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "linter/facts/env_script.h"
#include "linter/facts/versions.h"
#include "linter/migration/graph.h"
#include "linter/migration/plan.h"
#include "linter/schema/catalog.h"
#include "linter/server/server.h"

namespace retort {

struct RunFailure {
  size_t revision = 0;
  bool upgrade = true;
  Span at = {};
  Refusal refusal = {};  // without SQLSTATE: Python raises
};

struct DeploymentInput {
  const RevisionGraph& graph;
  const EnvScript& env_script;
  const Versions& versions;
};

class Deployment {
 public:
  Deployment(Catalog& catalog, const DeploymentInput& input);

  // One run. Revisions that were committed before the failure stay.
  std::optional<RunFailure> Run(const std::vector<MigrationStep>& steps);

  // The first thing since the beginning after which nothing is certain; empty: there was none.
  const std::string& uncertain() const { return uncertain_; }

 private:
  std::optional<RunFailure> RunStep(const MigrationStep& step);
  std::optional<RunFailure> RunOperation(const Operation& operation, const MigrationStep& step);
  void Commit() { committed_ = catalog_.Now(); }

  Catalog& catalog_;
  const DeploymentInput input_;
  Server server_;
  Catalog::Mark committed_ = 0;
  std::string uncertain_;
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_DEPLOYMENT_H_
