// Prints what the replay predicts for projects, one JSON line each, for the oracle that runs them on a real PostgreSQL.
//   predict [--postgres=15] PROJECT...
// Runs: fresh (one `alembic upgrade head`), step (one run a revision), cycle (step, then all down and up again).

#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "linter/base/pool.h"
#include "linter/engine/deployment.h"
#include "linter/engine/reading.h"
#include "linter/server/definition.h"
#include "linter/source/files.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

using Json = nlohmann::ordered_json;

class Prediction {
 public:
  Prediction(const Chapter& chapter, const Versions& versions)
      : graph_(chapter.graph), input_{chapter.graph, chapter.env_script, versions} {}

  Json Write() {
    Json runs = Json::array();
    {
      Catalog catalog;
      Deployment deployment(catalog, input_);
      runs.push_back(Shown("fresh", deployment.Run(PlanUpgrade(graph_, {}, graph_.Heads())), deployment));
    }
    std::string schema;
    {
      Catalog catalog;
      Deployment deployment(catalog, input_);
      runs.push_back(Shown("step", StepByStep(deployment), deployment));
      for (const Action& action : SchemaOf(catalog)) schema += Render(action) + ";\n";
    }
    Catalog catalog;
    Deployment deployment(catalog, input_);
    std::optional<RunFailure> failure = StepByStep(deployment);
    if (!failure) failure = deployment.Run(PlanDowngrade(graph_, graph_.Heads(), {}));
    if (!failure) failure = deployment.Run(PlanUpgrade(graph_, {}, graph_.Heads()));
    runs.push_back(Shown("cycle", failure, deployment));
    return {{"runs", runs}, {"schema", schema}};
  }

 private:
  std::optional<RunFailure> StepByStep(Deployment& deployment) const {
    for (const MigrationStep& step : PlanUpgrade(graph_, {}, graph_.Heads())) {
      if (std::optional<RunFailure> failure = deployment.Run({step})) return failure;
    }
    return std::nullopt;
  }

  Json Shown(const char* steps, const std::optional<RunFailure>& failure, const Deployment& deployment) const {
    Json run = {{"steps", steps}, {"failure", nullptr}, {"uncertain", nullptr}};
    if (failure.has_value()) {
      run["failure"] = {{"revision", graph_[failure->revision].id},
                        {"direction", failure->upgrade ? "upgrade" : "downgrade"},
                        {"sqlstate", nullptr},
                        {"message", failure->refusal.message}};
      if (!failure->refusal.sqlstate.empty()) run["failure"]["sqlstate"] = std::string(failure->refusal.sqlstate);
    }
    if (!deployment.uncertain().empty()) run["uncertain"] = deployment.uncertain();
    return run;
  }

  const RevisionGraph& graph_;
  const DeploymentInput input_;
};

Json Predict(const std::string& project, int postgres) {
  const DiskFiles files;
  Options options;
  options.offline = true;
  options.working_directory = project;
  options.paths = {project};
  Rulings rulings(files, options);
  const absl::StatusOr<Reading> reading = ReadProject(files, options, rulings, Pool(1));
  if (!reading.ok()) return {{"error", std::string(reading.status().message())}};
  if (reading->chapters.empty()) return {{"error", "no environment"}};
  Versions versions = reading->chapters.front().environment.versions;
  versions.postgres.version = {postgres, 0};
  return Prediction(reading->chapters.front(), versions).Write();
}

}  // namespace
}  // namespace retort

int main(int argc, char** argv) {
  std::vector<std::string> projects(argv + 1, argv + argc);
  int postgres = 15;
  constexpr char kOption[] = "--postgres=";
  if (!projects.empty() && projects.front().rfind(kOption, 0) == 0) {
    postgres = std::stoi(projects.front().substr(sizeof(kOption) - 1));
    projects.erase(projects.begin());
  }
  // On the pool's threads, for their stacks.
  const auto lines = retort::Pool(2).Map<std::string>(projects.size(), [&](size_t i) {
    retort::Json prediction = retort::Predict(projects[i], postgres);
    prediction["project"] = projects[i];
    return prediction.dump(-1, ' ', false, retort::Json::error_handler_t::replace);
  });
  for (const std::string& line : lines) std::cout << line << "\n";
}
