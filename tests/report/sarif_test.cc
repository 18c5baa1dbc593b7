#include "linter/report/sarif.h"

#include <nlohmann/json.hpp>

#include "gtest/gtest.h"
#include "linter/report/line_hash.h"
#include "linter/report/rule_page.h"
#include "tests/report/sample.h"

namespace retort {
namespace {

using Json = nlohmann::json;

constexpr Rule kDropTable = {.id = "drop-table",
                             .category = Category::kData,
                             .severity = Severity::kWarning,
                             .summary = "A table is dropped.",
                             .why = "Its rows are lost.",
                             .instead = "Rename it."};
constexpr Rule kSecret = {.id = "hardcoded-secret", .category = Category::kSecrets, .summary = "A secret."};

Json RunOf(const Sample& sample) {
  const Json log = Json::parse(SarifReport(sample.report, {&kDropTable, &kSecret}));
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["runs"].size(), 1u);
  return log["runs"][0];
}

TEST(SarifReport, DescribesEveryRuleThatRan) {
  const Json run = RunOf(Sample());
  EXPECT_EQ(run["results"], Json::array());
  EXPECT_EQ(run["columnKind"], "utf16CodeUnits");
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
  EXPECT_FALSE(run.contains("automationDetails"));
  const Json& rules = run["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0]["id"], "drop-table");
  EXPECT_EQ(rules[0]["name"], "DropTable");
  EXPECT_EQ(rules[0]["shortDescription"]["text"], "A table is dropped.");
  EXPECT_EQ(rules[0]["fullDescription"]["text"], "A table is dropped. Its rows are lost.");
  EXPECT_EQ(rules[0]["help"]["markdown"], RulePage(kDropTable));
  EXPECT_EQ(rules[0]["helpUri"], "https://github.com/retort-lint/retort/blob/main/docs/rules/drop-table.md");
  EXPECT_EQ(rules[0]["defaultConfiguration"]["level"], "warning");
  EXPECT_EQ(rules[0]["properties"], Json::parse(R"({"tags": ["database-migrations", "data", "reliability"],
                                                     "precision": "high", "problem.severity": "warning"})"));
}

TEST(SarifReport, OnlySecretsAreSecurityRules) {
  const Json rules = RunOf(Sample())["tool"]["driver"]["rules"];
  EXPECT_FALSE(rules[0]["properties"].contains("security-severity"));
  EXPECT_EQ(rules[1]["properties"]["security-severity"], "8.0");
  EXPECT_EQ(rules[1]["properties"]["tags"], Json::parse(R"(["database-migrations", "secrets", "security"])"));
}

TEST(SarifReport, PlacesResultsInUtf16FromTheRoot) {
  Sample sample;
  sample.report.working_directory = "/repo/services";
  const FileId file = sample.Add("/repo/a b/ü.py", "x\ny = '😀'; drop()\n");
  const FileId other = sample.Add("/elsewhere/b.py", "z");
  Finding& finding = sample.Find("drop-table", sample.At(file, "drop()"), "rows are lost");
  finding.severity = Severity::kInfo;
  finding.related.push_back({{other, 0, 1}, "see t[0]"});
  const Json run = RunOf(sample);
  const Json& result = run["results"][0];
  EXPECT_EQ(result["ruleId"], "drop-table");
  EXPECT_EQ(result["ruleIndex"], 0);
  EXPECT_EQ(result["level"], "note");
  EXPECT_EQ(result["message"]["text"], "rows are lost. See: [see t\\[0\\]](1).");
  EXPECT_EQ(result["locations"], Json::parse(R"([{"physicalLocation": {
    "artifactLocation": {"uri": "a%20b/%C3%BC.py", "uriBaseId": "%SRCROOT%"},
    "region": {"startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 17}}}])"));
  EXPECT_EQ(result["relatedLocations"], Json::parse(R"([{"id": 1, "physicalLocation": {
    "artifactLocation": {"uri": "file:///elsewhere/b.py"},
    "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}}, "message": {"text": "see t[0]."}}])"));
  EXPECT_FALSE(run["originalUriBaseIds"]["%SRCROOT%"].contains("uri"));
}

TEST(SarifReport, FollowsResultsByTheirLine) {
  Sample sample;
  const std::string text = "a\nb\n";
  const FileId file = sample.Add("/repo/a.py", text);
  sample.Find("drop-table", sample.At(file, "b"), "m");
  sample.Marked();
  const Json fingerprints = RunOf(sample)["results"][0]["partialFingerprints"];
  EXPECT_EQ(fingerprints["primaryLocationLineHash"], LineHashes(text).Of(2));
  EXPECT_EQ(fingerprints["retort/v1"], sample.report.findings[0].fingerprint);
}

TEST(SarifReport, CarriesFixes) {
  Sample sample;
  const FileId file = sample.Add("/repo/a.py", "drop()\n");
  Finding& finding = sample.Find("drop-table", sample.At(file, "drop()"), "m");
  finding.help = "keep it";
  finding.fixes.push_back({"keep", Safety::kUnsafe, {{{file, 0, 4}, "keep"}, {{file, 5, 5}, "1"}}});
  const Json result = RunOf(sample)["results"][0];
  EXPECT_EQ(result["message"]["text"], "m. keep it.");
  EXPECT_EQ(result["fixes"], Json::parse(R"([{"description": {"text": "keep (unsafe)."}, "artifactChanges": [{
    "artifactLocation": {"uri": "a.py", "uriBaseId": "%SRCROOT%"}, "replacements": [
      {"deletedRegion": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 5},
       "insertedContent": {"text": "keep"}},
      {"deletedRegion": {"startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 6},
       "insertedContent": {"text": "1"}}]}]}])"));
}

TEST(SarifReport, SaysWhatWasTakenAsApplied) {
  Sample sample;
  sample.report.header = {"every revision is new"};
  EXPECT_EQ(RunOf(sample)["invocations"][0]["toolExecutionNotifications"],
            Json::parse(R"([{"level": "note", "message": {"text": "every revision is new."}}])"));
}

TEST(SarifReport, DescribesTheRuleOfAResultThatWasNotSelected) {
  Sample sample;
  sample.Find("revision-id-too-long", {sample.Add("/repo/a.py", "x"), 0, 1}, "m");
  const Json run = RunOf(sample);
  const size_t index = run["results"][0]["ruleIndex"];
  EXPECT_EQ(run["tool"]["driver"]["rules"][index]["id"], "revision-id-too-long");
}

}  // namespace
}  // namespace retort
