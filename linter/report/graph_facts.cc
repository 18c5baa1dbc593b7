#include "linter/report/graph_facts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/report/revision_line.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

bool IsNewestApplied(const ShownEnvironment& environment, size_t index) {
  const RevisionGraph& graph = environment.graph;
  const auto is_new = [&](size_t other) { return environment.is_new[other]; };
  return !is_new(index) && std::all_of(graph.Children(index).begin(), graph.Children(index).end(), is_new) &&
         std::all_of(graph.Dependents(index).begin(), graph.Dependents(index).end(), is_new);
}

}  // namespace

RevisionFindings::RevisionFindings(const Report& report) {
  for (const Finding& finding : report.findings) {
    by_revision_[{finding.environment, finding.revision}].push_back(&finding);
    for (const std::string& other : finding.other_revisions) {
      if (other != finding.revision) by_revision_[{finding.environment, other}].push_back(&finding);
    }
  }
  for (auto& [revision, findings] : by_revision_) {
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding* a, const Finding* b) { return a->severity > b->severity; });
  }
}

const std::vector<const Finding*>& RevisionFindings::Of(const ShownEnvironment& environment,
                                                        const Revision& revision) const {
  static const std::vector<const Finding*> kNone;
  const auto found = by_revision_.find({environment.name, revision.id});
  return found == by_revision_.end() || revision.id.empty() ? kNone : found->second;
}

std::vector<std::string> GraphMarks(const ShownEnvironment& environment, size_t index) {
  const RevisionGraph& graph = environment.graph;
  std::vector<std::string> marks = RevisionMarks(graph, index);
  if (environment.knows_applied && environment.is_new[index]) marks.emplace_back("new");
  if (environment.knows_applied && IsNewestApplied(environment, index)) marks.emplace_back("applied");
  for (const std::string& label : graph.LabelsOf(index)) marks.push_back(absl::StrCat("label ", OneLine(label)));
  for (const RevisionGraph::MissingReference& missing : graph.Missing()) {
    if (missing.from == index) marks.push_back(absl::StrCat(OneLine(missing.reference.id), " is missing"));
  }
  for (const size_t other : graph.DependsOn(index)) {
    marks.push_back(absl::StrCat("depends on ", OneLine(graph[other].id)));
  }
  return marks;
}

std::vector<NamedFinding> FindingNames(const std::vector<const Finding*>& findings) {
  std::vector<NamedFinding> names;
  for (const Finding* finding : findings) {
    NamedFinding name{absl::StrCat(SeverityName(finding->severity), "[", finding->rule, "]"), finding->severity};
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace retort
