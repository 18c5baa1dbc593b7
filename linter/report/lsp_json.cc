#include "linter/report/lsp_json.h"

#include <map>
#include <nlohmann/json.hpp>

#include "linter/report/json_text.h"
#include "linter/report/place.h"
#include "linter/report/tool.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

int SeverityOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return 1;
    case Severity::kWarning:
      return 2;
    case Severity::kInfo:
      return 3;
  }
  return 1;
}

Json JsonOf(const Position& position) { return {{"line", position.line - 1}, {"character", position.column - 1}}; }

Json RangeJson(const Report& report, const Span& at) {
  const LineRange range = RangeOf(report.sources, at, ColumnUnit::kUtf16);
  return {{"start", JsonOf(range.start)}, {"end", JsonOf(range.end)}};
}

Json DiagnosticOf(const Report& report, const Finding& finding) {
  const std::string help = HelpOf(finding);
  Json diagnostic = {
      {"range", RangeJson(report, finding.at)},
      {"severity", SeverityOf(finding.severity)},
      {"code", std::string(finding.rule)},
      {"codeDescription", {{"href", RuleUrl(finding.rule)}}},
      {"source", std::string(kToolName)},
      {"message", help.empty() ? MessageOf(finding) : absl::StrCat(MessageOf(finding), "\nhelp: ", help)},
      {"relatedInformation", Json::array()},
  };
  for (const Related& related : finding.related) {
    const std::string uri = FileUri(PathOf(report.sources, related.at.file));
    diagnostic["relatedInformation"].push_back({{"location", {{"uri", uri}, {"range", RangeJson(report, related.at)}}},
                                                {"message", OneLine(related.message)}});
  }
  return diagnostic;
}

}  // namespace

std::string LspJsonReport(const Report& report, absl::string_view buffer) {
  std::map<std::string, Json> diagnostics;  // by path
  if (!buffer.empty()) diagnostics.emplace(buffer, Json::array());
  for (const Finding& finding : report.findings) {
    const std::string path(PathOf(report.sources, finding.at.file));
    diagnostics.emplace(path, Json::array()).first->second.push_back(DiagnosticOf(report, finding));
  }
  Json files = Json::array();
  for (auto& [path, list] : diagnostics) {
    files.push_back({{"uri", FileUri(path)}, {"diagnostics", std::move(list)}});
  }
  return JsonText(files);
}

}  // namespace retort
