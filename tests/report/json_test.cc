#include "linter/report/json.h"

#include <nlohmann/json.hpp>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/report/sample.h"

namespace retort {
namespace {

using testing::HasSubstr;

TEST(JsonReport, HasTheDocumentedShape) {
  Sample sample;
  const FileId first = sample.Add("/repo/versions/1_a.py", "x = '表😀'; create()\n");
  const FileId second = sample.Add("/repo/versions/2_b.py", "create(\n)\n");
  Finding& finding = sample.Find("duplicate-create-type", sample.At(second, "create(\n)"), "created twice");
  finding.severity = Severity::kWarning;
  finding.why = "w";
  finding.help = "h";
  finding.when = "on a new database";
  finding.revision = "b";
  finding.environment = "alembic.ini";
  finding.related.push_back({sample.At(first, "create()"), "first"});
  finding.fixes.push_back({"add it", Safety::kSafe, {{{second, 7, 7}, "x"}}});
  sample.report.summary = {1, 2, 3, 1, 0, 1, 0};
  // Keys stand in this order.
  const auto expected = nlohmann::ordered_json::parse(R"json({
    "tool": {"name": "retort", "version": "0.1.0"},
    "findings": [{
      "rule": "duplicate-create-type", "severity": "warning", "path": "versions/2_b.py",
      "range": {"start": {"line": 1, "column": 1}, "end": {"line": 2, "column": 2}},
      "message": "created twice (on a new database)", "why": "w", "help": "h",
      "revision": "b", "environment": "alembic.ini",
      "related": [{
        "path": "versions/1_a.py",
        "range": {"start": {"line": 1, "column": 11}, "end": {"line": 1, "column": 19}}, "message": "first"}],
      "fixes": [{"title": "add it", "safety": "safe", "edits": [{
        "path": "versions/2_b.py",
        "range": {"start": {"line": 1, "column": 8}, "end": {"line": 1, "column": 8}}, "text": "x"}]}],
      "fingerprint": "92f05cb135559c08"}],
    "suppressed": [],
    "summary": {"environments": 1, "revisions": 2, "operations": 3, "not_understood": 1,
                "errors": 0, "warnings": 1, "infos": 0, "suppressed": 0, "known": 0}
  })json");
  EXPECT_EQ(JsonReport(sample.Marked()), expected.dump(2) + "\n");
}

TEST(JsonReport, SurvivesBytesThatAreNotUtf8) {
  Sample sample;
  const FileId file = sample.Add("/repo/\xFF\x1b.py", "\xFE\n");
  sample.Find("drop-table", {file, 0, 1}, "a \xFF b").fixes.push_back({"t", Safety::kUnsafe, {{{file, 0, 0}, "\xFF"}}});
  const auto json = nlohmann::json::parse(JsonReport(sample.report));
  EXPECT_EQ(json["findings"][0]["path"], "\xEF\xBF\xBD\\x1b.py");
  EXPECT_EQ(json["findings"][0]["message"], "a \xEF\xBF\xBD b");
  EXPECT_EQ(json["findings"][0]["revision"], nullptr);
}

TEST(JsonReport, AByteOrderMarkIsNoColumn) {
  Sample sample;
  const FileId file = sample.Add("/repo/a.py", "\xEF\xBB\xBFx = 1\n");
  sample.Find("drop-table", sample.At(file, "x"), "m");
  const auto range = nlohmann::json::parse(JsonReport(sample.report))["findings"][0]["range"];
  EXPECT_EQ(range["start"]["column"], 1);
  EXPECT_EQ(range["end"]["column"], 2);
}

TEST(JsonReport, NeedsNoFindings) { EXPECT_THAT(JsonReport(Sample().report), HasSubstr("\"findings\": [],")); }

Sample OneFinding() {
  Sample sample;
  const FileId file = sample.Add("/repo/a.py", "\nx\ny\n");
  Finding& finding = sample.Find("drop-table", sample.At(file, "x"), "m");
  finding.subject = "t";
  finding.revision = "1";
  return sample;
}

std::vector<std::string> FingerprintsOf(Sample&& sample) {
  std::vector<std::string> all;
  for (const Finding& finding : sample.Marked().findings) all.push_back(finding.fingerprint);
  return all;
}

TEST(Fingerprints, DoNotDependOnTheLineOrTheMessage) {
  Sample moved = OneFinding();
  moved.report.findings[0].at = moved.At(0, "y");
  moved.report.findings[0].message = "n";
  EXPECT_EQ(FingerprintsOf(std::move(moved)), FingerprintsOf(OneFinding()));
}

TEST(Fingerprints, DependOnRulePathRevisionAndSubject) {
  const std::string before = FingerprintsOf(OneFinding())[0];
  const auto after = [&](const auto& change) {
    Sample sample = OneFinding();
    change(sample);
    return FingerprintsOf(std::move(sample))[0];
  };
  EXPECT_NE(after([](Sample& s) { s.report.findings[0].rule = "drop-column"; }), before);
  EXPECT_NE(after([](Sample& s) { s.report.findings[0].subject = "u"; }), before);
  EXPECT_NE(after([](Sample& s) { s.report.findings[0].revision = "2"; }), before);
  EXPECT_NE(after([](Sample& s) { s.report.findings[0].at.file = s.Add("/repo/b.py", ""); }), before);
  EXPECT_NE(after([](Sample& s) { s.report.root = "/"; }), before);
}

TEST(Fingerprints, AreDifferentForEqualFindings) {
  Sample sample = OneFinding();
  sample.report.findings.push_back(sample.report.findings[0]);
  sample.report.findings.push_back(sample.report.findings[0]);
  const std::vector<std::string> all = FingerprintsOf(std::move(sample));
  EXPECT_EQ(all[0], FingerprintsOf(OneFinding())[0]);
  EXPECT_NE(all[0], all[1]);
  EXPECT_NE(all[1], all[2]);
  EXPECT_THAT(all[2], testing::MatchesRegex("[0-9a-f]{16}"));
}

}  // namespace
}  // namespace retort
