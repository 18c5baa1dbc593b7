#include "linter/engine/deployment.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/engine/version_table.h"

namespace retort {

Deployment::Deployment(Catalog& catalog, const DeploymentInput& input)
    : catalog_(catalog), input_(input), server_(catalog, {.postgres = input.versions.postgres.version}) {
  AddVersionTable(input.env_script, catalog);
}

std::optional<RunFailure> Deployment::Run(const std::vector<MigrationStep>& steps) {
  server_.StartRun();
  server_.StartTransaction(true);
  Commit();
  const bool each = input_.env_script.transaction_per_migration.Is(true);
  for (const MigrationStep& step : steps) {
    if (each) {
      Commit();
      server_.StartTransaction(true);
    }
    if (std::optional<RunFailure> failure = RunStep(step)) {
      catalog_.Rewind(committed_);
      return failure;
    }
  }
  Commit();
  return std::nullopt;
}

std::optional<RunFailure> Deployment::RunStep(const MigrationStep& step) {
  const Revision& revision = input_.graph[step.revision];
  const Procedure& procedure = step.upgrade ? revision.upgrade : revision.downgrade;
  bool in_block = true;
  server_.StartRevision();
  for (const Transaction& transaction : procedure.transactions) {
    if (transaction.atomic != in_block) {
      Commit();
      server_.StartTransaction(transaction.atomic);
      in_block = transaction.atomic;
    }
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        if (std::optional<RunFailure> failure = RunOperation(operation, step)) return failure;
        if (!catalog_.session().in_block) Commit();
      }
    }
  }
  if (!in_block) {
    Commit();
    server_.StartTransaction(true);
  }
  return std::nullopt;
}

std::optional<RunFailure> Deployment::RunOperation(const Operation& operation, const MigrationStep& step) {
  if (uncertain_.empty() && !server_.Runs(operation).known()) {
    uncertain_ = absl::StrCat("conditional: ", ActionName(operation.action));
  }
  if (const Opaque* opaque = std::get_if<Opaque>(&operation.action); opaque != nullptr && uncertain_.empty()) {
    if (opaque->reach != Reach::kNothing) uncertain_ = absl::StrCat("not understood: ", opaque->what);
  }
  if (const Raise* raise = std::get_if<Raise>(&operation.action)) {
    if (!server_.Runs(operation).Is(true)) return std::nullopt;
    Refusal refusal;
    refusal.message = absl::StrCat(raise->error, ": ", raise->message);
    return RunFailure{step.revision, step.upgrade, operation.at, std::move(refusal)};
  }
  std::optional<Refusal> refusal = server_.Execute(operation);
  if (!refusal.has_value()) return std::nullopt;
  return RunFailure{step.revision, step.upgrade, operation.at, *std::move(refusal)};
}

}  // namespace retort
