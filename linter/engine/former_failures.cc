#include "linter/engine/former_failures.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "linter/engine/replay.h"
#include "linter/policy/policy.h"

namespace retort {
namespace {

bool AlwaysRaises(const Revision& revision) {
  for (const Transaction& transaction : revision.upgrade.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        const bool raises = std::holds_alternative<Raise>(operation.action);
        if (raises && operation.certainty == Certainty::kCertain) return true;
      }
    }
  }
  return revision.upgrade.body == Procedure::Body::kRaises;
}

// Rules whose errors say that PostgreSQL, Python or Alembic would have refused the upgrade.
bool SaysThatItFails(const Finding& finding) {
  const Rule* rule = FindRule(finding.rule);
  return rule != nullptr && finding.severity == Severity::kError &&
         (rule->category == Category::kFailing || rule->id == "duplicate-create-type");
}

// The ids of revisions that fail in a history where the edited ones are as they were.
std::set<std::string> Failing(const Chapter& chapter, const std::map<std::string, Revision>& former,
                              const History& history) {
  std::vector<Revision> revisions = chapter.graph.revisions();
  for (Revision& revision : revisions) {
    const auto was = former.find(revision.id);
    if (was != former.end()) revision = was->second;
  }
  const RevisionGraph graph(std::move(revisions));
  const std::vector<bool> all_new(graph.revisions().size(), true);
  const Policy policy = DefaultPolicy();
  const RuleSet rules(policy, true);
  std::set<std::string> failing;
  for (const Finding& finding : Replay({chapter.environment, chapter.env_script, graph, history, all_new}, rules)) {
    if (SaysThatItFails(finding)) failing.insert(finding.revision);
  }
  return failing;
}

}  // namespace

void FindWhatCouldNotSucceed(const Chapter& chapter, const std::map<std::string, Revision>& former, History& history) {
  if (former.empty()) return;
  const std::set<std::string> failing = Failing(chapter, former, history);
  for (EditedRevision& edited : history.edited) {
    const auto was = former.find(edited.revision);
    if (was == former.end()) continue;
    edited.could_not_succeed =
        !was->second.problems.empty() || AlwaysRaises(was->second) || failing.contains(edited.revision);
  }
}

}  // namespace retort
