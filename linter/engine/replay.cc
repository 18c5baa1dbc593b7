#include "linter/engine/replay.h"

#include <map>
#include <tuple>
#include <utility>

#include "linter/engine/branches.h"

namespace retort {
namespace {

// One history under one execution model.
class Run {
 public:
  Run(const ReplayInput& input, const RuleSet& rules, const Branches& branches, RunModel model)
      : input_(input), rules_(rules), branches_(branches), model_(model) {}

  std::vector<Finding> Replay() {
    catalog_.StartRun();
    for (const size_t index : input_.graph.UpgradeOrder()) {
      if (model_ == RunModel::kStepByStep) catalog_.StartRun();
      if (!branches_.IsLinear()) catalog_.Doubt(branches_.RemovedElsewhere(index));
      ReplayRevision(index);
    }
    return std::move(findings_);
  }

 private:
  void ReplayRevision(size_t index) {
    const Revision& revision = input_.graph[index];
    const bool is_new = input_.is_new[index];
    // A database that has an applied revision got through it, however it was deployed; only a new one has yet to.
    const bool judged = is_new || model_ == RunModel::kFreshDatabase;
    Moment now{input_.environment, input_.env_script, input_.graph, input_.history, revision, catalog_, model_};
    for (const Transaction& transaction : revision.upgrade.transactions) {
      if (judged) rules_.Look(transaction, now, is_new, findings_);
      for (const Statement& statement : transaction.statements) {
        if (judged) rules_.Look(statement, now, is_new, findings_);
        for (const Operation& operation : statement.operations) {
          now.at = operation.at;
          now.certainty = operation.certainty;
          if (judged) rules_.LookAtAction(operation.action, now, is_new, findings_);
          catalog_.Apply(operation);
        }
      }
    }
  }

  const ReplayInput& input_;
  const RuleSet& rules_;
  const Branches& branches_;
  const RunModel model_;
  Catalog catalog_;
  std::vector<Finding> findings_;
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
  std::vector<Finding> fresh = Run(input, rules, branches, RunModel::kFreshDatabase).Replay();
  std::vector<Finding> step_by_step = Run(input, rules, branches, RunModel::kStepByStep).Replay();
  std::vector<Finding> findings = Merge(std::move(fresh), std::move(step_by_step), input.is_new, input.graph);
  LookAtRevisions(input, rules, findings);
  return findings;
}

}  // namespace retort
