#include "linter/report/json.h"

#include <nlohmann/json.hpp>

#include "linter/base/text.h"
#include "linter/report/json_text.h"
#include "linter/report/place.h"
#include "linter/report/tool.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

Json JsonOf(const Position& position) { return {{"line", position.line}, {"column", position.column}}; }

// {"path", "range"}, to which the caller adds.
Json PlaceOf(const Report& report, const Span& at) {
  const LineRange range = RangeOf(report.sources, at, ColumnUnit::kCodePoints);
  return {{"path", PathFrom(report.working_directory, PathOf(report.sources, at.file))},
          {"range", {{"start", JsonOf(range.start)}, {"end", JsonOf(range.end)}}}};
}

Json NullOr(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json RelatedOf(const Report& report, const Finding& finding) {
  Json all = Json::array();
  for (const Related& related : finding.related) {
    Json& entry = all.emplace_back(PlaceOf(report, related.at));
    entry["message"] = OneLine(related.message);
  }
  return all;
}

Json FixesOf(const Report& report, const Finding& finding) {
  Json fixes = Json::array();
  for (const Fix& fix : finding.fixes) {
    Json edits = Json::array();
    for (const Edit& edit : fix.edits) edits.emplace_back(PlaceOf(report, edit.at))["text"] = edit.text;
    fixes.push_back({{"title", OneLine(fix.title)},
                     {"safety", fix.safety == Safety::kSafe ? "safe" : "unsafe"},
                     {"edits", std::move(edits)}});
  }
  return fixes;
}

Json FindingOf(const Report& report, const Finding& finding) {
  Json json = {{"rule", std::string(finding.rule)}, {"severity", std::string(SeverityName(finding.severity))}};
  json.update(PlaceOf(report, finding.at));
  json["message"] = MessageOf(finding);
  json["why"] = Printable(finding.why);
  json["help"] = HelpOf(finding);
  json["revision"] = NullOr(Printable(finding.revision));
  json["environment"] = NullOr(Printable(finding.environment));
  json["related"] = RelatedOf(report, finding);
  json["fixes"] = FixesOf(report, finding);
  json["fingerprint"] = finding.fingerprint;
  return json;
}

Json SuppressedOf(const Report& report, const SuppressedFinding& suppressed) {
  constexpr absl::string_view kBy[] = {"comment", "configuration", "baseline"};
  Json json = FindingOf(report, suppressed.finding);
  json["suppressed_by"] = std::string(kBy[static_cast<int>(suppressed.by)]);
  json["reason"] = NullOr(Printable(suppressed.reason));
  return json;
}

}  // namespace

std::string JsonReport(const Report& report) {
  Json findings = Json::array(), suppressed = Json::array();
  for (const Finding& finding : report.findings) findings.push_back(FindingOf(report, finding));
  for (const SuppressedFinding& one : report.suppressed) suppressed.push_back(SuppressedOf(report, one));
  const Summary& summary = report.summary;
  return JsonText({
      {"tool", {{"name", std::string(kToolName)}, {"version", std::string(kToolVersion)}}},
      {"findings", std::move(findings)},
      {"suppressed", std::move(suppressed)},
      {"summary",
       {{"environments", summary.environments},
        {"revisions", summary.revisions},
        {"operations", summary.operations},
        {"not_understood", summary.not_understood},
        {"errors", summary.errors},
        {"warnings", summary.warnings},
        {"infos", summary.infos},
        {"suppressed", summary.suppressed},
        {"known", summary.known}}},
  });
}

}  // namespace retort
