#include "linter/engine/replay.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "linter/engine/adoption.h"
#include "linter/engine/branches.h"
#include "linter/engine/downgrade_replay.h"
#include "linter/engine/version_table.h"
#include "linter/server/server.h"

namespace retort {
namespace {

// One history under one execution model.
class Run {
 public:
  Run(const ReplayInput& input, const RuleSet& rules, const Branches& branches, const Adoption& adoption,
      RunModel model)
      : input_(input),
        rules_(rules),
        branches_(branches),
        adoption_(adoption),
        model_(model),
        server_(catalog_, {.postgres = input.environment.versions.postgres.version}) {}

  // What is said of downgrades does not depend on how upgrades are run.
  std::vector<Finding> TakeDowngradeFindings() { return std::move(downgrade_findings_); }

  std::vector<Finding> Replay() {
    AddVersionTable(input_.env_script, catalog_);
    if (adoption_.starts_empty()) catalog_.Adopt(adoption_.created());
    const bool each = input_.env_script.transaction_per_migration.Is(true) || model_ == RunModel::kStepByStep;
    server_.StartRun();
    server_.StartTransaction(true);
    for (const size_t index : input_.graph.UpgradeOrder()) {
      if (model_ == RunModel::kStepByStep) server_.StartRun();
      if (each) server_.StartTransaction(true);
      if (!branches_.IsLinear()) catalog_.Doubt(branches_.ChangedElsewhere(index));
      ReplayRevision(index);
    }
    return std::move(findings_);
  }

 private:
  void ReplayRevision(size_t index) {
    const Revision& revision = input_.graph[index];
    const bool is_new = input_.is_new[index];
    const Catalog::Mark before = catalog_.Now();
    server_.StartRevision();
    // A database that has an applied revision got through it, however it was deployed; only a new one has yet to.
    const bool judged = is_new || model_ == RunModel::kFreshDatabase;
    Moment now{input_.environment, input_.env_script, input_.graph, input_.history, revision, catalog_, model_};
    bool in_block = true;
    for (const Transaction& transaction : revision.upgrade.transactions) {
      if (transaction.atomic != in_block) server_.StartTransaction(transaction.atomic);
      in_block = transaction.atomic;
      if (judged) rules_.Look(transaction, now, is_new, findings_);
      for (const Statement& statement : transaction.statements) {
        if (judged) rules_.Look(statement, now, is_new, findings_);
        for (const Operation& operation : statement.operations) {
          now.at = operation.at;
          now.certainty = operation.certainty;
          now.action = &operation.action;
          if (judged) rules_.LookAtAction(operation.action, now, is_new, findings_);
          if (std::holds_alternative<Raise>(operation.action)) continue;
          Execute(operation, index, now);
        }
      }
    }
    if (!in_block) server_.StartTransaction(true);
    const bool readable = revision.problems.empty();
    if (is_new && readable && model_ == RunModel::kStepByStep) JudgeDowngrade(revision, before, now);
  }

  void Execute(const Operation& operation, size_t index, const Moment& now) {
    const std::optional<Refusal> refusal = server_.Execute(operation);
    if (!refusal.has_value()) return;
    const bool is_root = input_.graph.Parents(index).empty();
    if (is_root && IsMissing(refusal->kind) && adoption_.IsForeign(refusal->subject)) {
      catalog_.Adopt(adoption_.created());
      return server_.Assume(operation);
    }
    Judge(*refusal, index, now);
    server_.Assume(operation);
  }

  static bool IsMissing(Refusal::Kind kind) {
    using Kind = Refusal::Kind;
    return kind == Kind::kUnknownRelation || kind == Kind::kUnknownSchema || kind == Kind::kUnknownIndex ||
           kind == Kind::kUnknownFunction || kind == Kind::kUnknownExtension;
  }

  // What stops an applied revision cannot be changed any more, and only the first of it stops a new database.
  void Judge(const Refusal& refusal, size_t index, const Moment& now) {
    const bool is_new = input_.is_new[index];
    if (!is_new && model_ != RunModel::kFreshDatabase) return;
    const size_t first = findings_.size();
    rules_.Look(refusal, now, is_new, findings_);
    if (is_new || std::holds_alternative<CreateEnum>(*now.action)) return;
    if (std::exchange(failed_before_, true)) findings_.resize(first);
    for (size_t i = first; i < findings_.size(); ++i) {
      findings_[i].severity = std::min(findings_[i].severity, Severity::kWarning);
      findings_[i].when = "a new database cannot be built";
    }
  }

  void JudgeDowngrade(const Revision& revision, Catalog::Mark before, const Moment& upgrade) {
    Moment now = upgrade;
    now.at = revision.downgrade.at;
    now.action = nullptr;
    const DowngradeOutcome outcome = ReplayDowngrade(revision, before, catalog_, server_);
    rules_.Look(outcome, now, true, downgrade_findings_);
  }

  const ReplayInput& input_;
  const RuleSet& rules_;
  const Branches& branches_;
  const Adoption& adoption_;
  const RunModel model_;
  Catalog catalog_;
  Server server_;
  bool failed_before_ = false;  // an applied revision
  std::vector<Finding> findings_;
  std::vector<Finding> downgrade_findings_;
};

// The same finding in both models is one; one that only one model has says in which.
std::vector<Finding> Merge(std::vector<Finding> fresh, std::vector<Finding> step_by_step,
                           const std::vector<bool>& is_new, const RevisionGraph& graph) {
  const auto key = [](const Finding& finding) { return std::make_tuple(finding.rule, finding.at, finding.message); };
  std::map<std::tuple<absl::string_view, Span, std::string>, bool> seen;  // true: in both
  for (const Finding& finding : step_by_step) seen[key(finding)] = false;
  std::vector<Finding> merged;
  for (Finding& finding : fresh) {
    const auto found = seen.find(key(finding));
    const size_t index = graph.Find(finding.revision);
    const bool judged_twice = index != RevisionGraph::kNone && is_new[index];
    if (found != seen.end()) {
      found->second = true;
    } else if (judged_twice) {
      finding.when = "when all revisions run in one go, as on a new database";
    }
    merged.push_back(std::move(finding));
  }
  for (Finding& finding : step_by_step) {
    if (seen[key(finding)]) continue;
    finding.when = "when this revision is deployed after the earlier ones, in a run of its own";
    merged.push_back(std::move(finding));
  }
  return merged;
}

// What concerns a revision as a whole does not depend on how it is run.
void LookAtRevisions(const ReplayInput& input, const RuleSet& rules, std::vector<Finding>& findings) {
  const Catalog nothing;
  for (size_t i = 0; i < input.graph.revisions().size(); ++i) {
    const Revision& revision = input.graph[i];
    Moment now{input.environment, input.env_script, input.graph, input.history, revision, nothing};
    now.at = revision.where;
    rules.Look(revision, now, input.is_new[i], findings);
  }
}

}  // namespace

std::vector<Finding> Replay(const ReplayInput& input, const RuleSet& rules) {
  const Branches branches(input.graph);
  const Adoption adoption(input.graph);
  std::vector<Finding> fresh = Run(input, rules, branches, adoption, RunModel::kFreshDatabase).Replay();
  Run steps(input, rules, branches, adoption, RunModel::kStepByStep);
  std::vector<Finding> step_by_step = steps.Replay();
  std::vector<Finding> findings = Merge(std::move(fresh), std::move(step_by_step), input.is_new, input.graph);
  for (Finding& finding : steps.TakeDowngradeFindings()) findings.push_back(std::move(finding));
  LookAtRevisions(input, rules, findings);
  return findings;
}

}  // namespace retort
