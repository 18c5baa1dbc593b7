#include "linter/report/graph_facts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/report/revision_line.h"
#include "linter/report/wording.h"

namespace retort {

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
  if (environment.knows_applied) marks.push_back(environment.is_new[index] ? "new" : "applied");
  for (const std::string& label : graph.LabelsOf(index)) marks.push_back(absl::StrCat("label ", OneLine(label)));
  for (const RevisionGraph::MissingReference& missing : graph.Missing()) {
    if (missing.from == index) marks.push_back(absl::StrCat(OneLine(missing.reference.id), " is missing"));
  }
  for (const size_t other : graph.DependsOn(index)) {
    marks.push_back(absl::StrCat("depends on ", OneLine(graph[other].id)));
  }
  return marks;
}

std::vector<std::string> FindingNames(const std::vector<const Finding*>& findings) {
  std::vector<std::string> names;
  for (const Finding* finding : findings) {
    std::string name = absl::StrCat(SeverityName(finding->severity), "[", finding->rule, "]");
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace retort
