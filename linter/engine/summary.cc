#include "linter/engine/summary.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

void CountOperations(const Revision& revision, const Procedure& procedure, Report& report) {
  for (const Transaction& transaction : procedure.transactions) {
    for (const Statement& statement : transaction.statements) {
      report.summary.operations += statement.operations.size();
      for (const Operation& operation : statement.operations) {
        const auto* opaque = std::get_if<Opaque>(&operation.action);
        if (opaque == nullptr || opaque->on_purpose) continue;
        report.not_understood.push_back({operation.at, absl::StrCat(opaque->what, ": ", opaque->reason), revision.id});
      }
    }
  }
}

}  // namespace

void Summarize(const std::vector<Chapter>& chapters, std::vector<Judged> judged, Report& report) {
  Summary& summary = report.summary;
  summary.environments = chapters.size();
  for (const Chapter& chapter : chapters) {
    summary.revisions += chapter.graph.revisions().size();
    for (const Revision& revision : chapter.graph.revisions()) {
      CountOperations(revision, revision.upgrade, report);
      CountOperations(revision, revision.downgrade, report);
    }
  }
  summary.not_understood = report.not_understood.size();
  for (const SuppressedFinding& one : report.suppressed) {
    ++(one.by == SuppressedFinding::By::kBaseline ? summary.known : summary.suppressed);
  }
  for (auto& [finding, policy] : judged) {
    size_t* counts[] = {&summary.infos, &summary.warnings, &summary.errors};
    ++*counts[static_cast<int>(finding.severity)];
    if (Fails(finding.severity, policy->fail_on.value)) ++summary.failing;
    report.findings.push_back(std::move(finding));
  }
}

}  // namespace retort
