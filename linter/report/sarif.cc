#include "linter/report/sarif.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/report/json_text.h"
#include "linter/report/line_hash.h"
#include "linter/report/place.h"
#include "linter/report/sarif_rule.h"
#include "linter/report/tool.h"
#include "linter/report/wording.h"
#include "linter/source/files.h"

namespace retort {
namespace {

constexpr absl::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr absl::string_view kRoot = "%SRCROOT%";

// With a full stop: GitHub shows the first sentence of a message where it has little room.
std::string Sentence(absl::string_view text) {
  const bool ends = text.empty() || absl::StrContains(".!?", text.substr(text.size() - 1));
  return absl::StrCat(text, ends ? "" : ".");
}

class SarifWriter {
 public:
  SarifWriter(const Report& report, const std::vector<const Rule*>& rules, const SarifStyle& style)
      : report_(report), rules_(rules), style_(style) {
    for (const Finding& finding : report.findings) Describe(finding.rule);
    if (!style.show_suppressed) return;
    for (const SuppressedFinding& suppressed : report.suppressed) Describe(suppressed.finding.rule);
  }

  std::string Write() {
    return JsonText({{"$schema", std::string(kSchema)}, {"version", "2.1.0"}, {"runs", Json::array({Run()})}});
  }

 private:
  // A log with a result of a rule that it does not describe is refused.
  void Describe(absl::string_view id) {
    const Rule* rule = FindRule(id);
    if (rule != nullptr && IndexOf(id) < 0) rules_.push_back(rule);
  }

  Json Run() {
    Json rules = Json::array();
    for (const Rule* rule : rules_) rules.push_back(SarifRule(*rule));
    return {
        {"tool",
         {{"driver",
           {{"name", std::string(kToolName)},
            {"semanticVersion", std::string(kToolVersion)},
            {"informationUri", std::string(kToolUrl)},
            {"rules", std::move(rules)}}}}},
        {"invocations", Json::array({Invocation()})},
        // The folder's own name would make the same findings differ between machines.
        {"originalUriBaseIds", {{std::string(kRoot), {{"description", {{"text", "The root of the repository."}}}}}}},
        {"columnKind", "utf16CodeUnits"},
        {"results", Results()},
    };
  }

  Json Invocation() const {
    Json invocation = {{"executionSuccessful", true}};
    for (const std::string& line : report_.header) {
      invocation["toolExecutionNotifications"].push_back(
          {{"level", "note"}, {"message", {{"text", Sentence(OneLine(line))}}}});
    }
    return invocation;
  }

  Json Results() {
    Json results = Json::array();
    for (const Finding& finding : report_.findings) results.push_back(Result(finding));
    if (!style_.show_suppressed) return results;
    for (const SuppressedFinding& suppressed : report_.suppressed) {
      Json suppression = {{"kind", suppressed.by == SuppressedFinding::By::kComment ? "inSource" : "external"}};
      if (!suppressed.reason.empty()) suppression["justification"] = OneLine(suppressed.reason);
      Json result = Result(suppressed.finding);
      result["suppressions"] = Json::array({std::move(suppression)});
      results.push_back(std::move(result));
    }
    return results;
  }

  Json Result(const Finding& finding) {
    Json result = {{"ruleId", std::string(finding.rule)}};
    if (const int index = IndexOf(finding.rule); index >= 0) result["ruleIndex"] = index;
    result["level"] = SarifLevel(finding.severity);
    result["message"]["text"] = Message(finding);
    result["locations"] = Json::array({Location(finding.at)});
    for (size_t i = 0; i < finding.related.size(); ++i) {
      Json related = {{"id", i + 1}};
      related.update(Location(finding.related[i].at));
      related["message"]["text"] = Sentence(OneLine(finding.related[i].message));
      result["relatedLocations"].push_back(std::move(related));
    }
    result["partialFingerprints"] = {{"primaryLocationLineHash", LineHash(finding.at)},
                                     {"retort/v1", finding.fingerprint}};
    for (const Fix& fix : finding.fixes) result["fixes"].push_back(FixOf(fix));
    return result;
  }

  // What, and what to do. Related locations are shown only where the text links to them, as [text](id).
  std::string Message(const Finding& finding) const {
    std::string text = Sentence(MessageOf(finding));
    if (const std::string help = HelpOf(finding); !help.empty()) absl::StrAppend(&text, " ", Sentence(help));
    for (size_t i = 0; i < finding.related.size(); ++i) {
      const std::string link =
          absl::StrReplaceAll(OneLine(finding.related[i].message), {{"\\", "\\\\"}, {"[", "\\["}, {"]", "\\]"}});
      absl::StrAppend(&text, i == 0 ? " See: [" : ", [", link, "](", i + 1, ")");
    }
    return finding.related.empty() ? text : text + ".";
  }

  Json Artifact(FileId file) const {
    const absl::string_view path = PathOf(report_.sources, file);
    Json artifact = {{"uri", UriFrom(report_.root, path)}};
    if (IsBelow(path, report_.root)) artifact["uriBaseId"] = std::string(kRoot);
    return artifact;
  }

  Json Region(const Span& at) const {
    const LineRange range = RangeOf(report_.sources, at, ColumnUnit::kUtf16);
    return {{"startLine", range.start.line},
            {"startColumn", range.start.column},
            {"endLine", range.end.line},
            {"endColumn", range.end.column}};
  }

  Json Location(const Span& at) const {
    return {{"physicalLocation", {{"artifactLocation", Artifact(at.file)}, {"region", Region(at)}}}};
  }

  Json FixOf(const Fix& fix) const {
    std::map<FileId, Json> replacements;
    for (const Edit& edit : fix.edits) {
      replacements[edit.at.file].push_back(
          {{"deletedRegion", Region(edit.at)}, {"insertedContent", {{"text", edit.text}}}});
    }
    Json changes = Json::array();
    for (auto& [file, list] : replacements) {
      changes.push_back({{"artifactLocation", Artifact(file)}, {"replacements", std::move(list)}});
    }
    const std::string title = absl::StrCat(OneLine(fix.title), fix.safety == Safety::kSafe ? "" : " (unsafe)");
    return {{"description", {{"text", Sentence(title)}}}, {"artifactChanges", std::move(changes)}};
  }

  std::string LineHash(const Span& at) {
    auto found = line_hashes_.find(at.file);
    if (found == line_hashes_.end()) {
      found = line_hashes_.emplace(at.file, LineHashes(report_.sources[at.file].text())).first;
    }
    return found->second.Of(report_.sources[at.file].Locate(at.begin, ColumnUnit::kBytes).line);
  }

  int IndexOf(absl::string_view id) const {
    const auto found = std::find_if(rules_.begin(), rules_.end(), [&](const Rule* rule) { return rule->id == id; });
    return found == rules_.end() ? -1 : static_cast<int>(found - rules_.begin());
  }

  const Report& report_;
  std::vector<const Rule*> rules_;
  const SarifStyle style_;
  std::map<FileId, LineHashes> line_hashes_;
};

}  // namespace

std::string SarifReport(const Report& report, const std::vector<const Rule*>& rules, const SarifStyle& style) {
  return SarifWriter(report, rules, style).Write();
}

}  // namespace retort
