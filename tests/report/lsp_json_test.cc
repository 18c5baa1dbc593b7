#include "linter/report/lsp_json.h"

#include <nlohmann/json.hpp>

#include "gtest/gtest.h"
#include "linter/report/tool.h"
#include "tests/report/sample.h"

namespace retort {
namespace {

using Json = nlohmann::json;

Json DiagnosticsOf(const Sample& sample, absl::string_view buffer = "") {
  return Json::parse(LspJsonReport(sample.report, buffer));
}

TEST(LspJsonReport, PublishesDiagnosticsByFile) {
  Sample sample;
  const FileId first = sample.Add("/repo/a b/1.py", "x\n  create()\n");
  const FileId second = sample.Add("/repo/ü/2.py", "y = '😀'; create()\n");
  sample.Find("drop-table", sample.At(first, "x"), "lost").severity = Severity::kInfo;
  Finding& finding = sample.Find("duplicate-create-type", sample.At(second, "create()"), "twice");
  finding.help = "drop one";
  finding.related.push_back({sample.At(first, "create()"), "first"});
  EXPECT_EQ(DiagnosticsOf(sample), Json::parse(R"([
    {"uri": "file:///repo/a%20b/1.py", "diagnostics": [{
      "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}},
      "severity": 3, "code": "drop-table",
      "codeDescription": {"href": "https://github.com/retort-lint/retort/blob/main/docs/rules/drop-table.md"},
      "source": "retort", "message": "lost", "relatedInformation": []}]},
    {"uri": "file:///repo/%C3%BC/2.py", "diagnostics": [{
      "range": {"start": {"line": 0, "character": 10}, "end": {"line": 0, "character": 18}},
      "severity": 1, "code": "duplicate-create-type",
      "codeDescription": {"href": "https://github.com/retort-lint/retort/blob/main/docs/rules/duplicate-create-type.md"},
      "source": "retort", "message": "twice\nhelp: drop one", "relatedInformation": [
        {"location": {"uri": "file:///repo/a%20b/1.py",
                      "range": {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 10}}},
         "message": "first"}]}]}
  ])"));
}

TEST(LspJsonReport, IsAnEmptyArrayWithoutFindings) { EXPECT_EQ(DiagnosticsOf(Sample()), Json::array()); }

TEST(LspJsonReport, ClearsTheBufferThatIsClean) {
  EXPECT_EQ(DiagnosticsOf(Sample(), "/repo/a.py"), Json::parse(R"([{"uri": "file:///repo/a.py", "diagnostics": []}])"));
}

TEST(LspJsonReport, ListsTheBufferOnce) {
  Sample sample;
  sample.Find("drop-table", {sample.Add("/repo/a.py", "x"), 0, 1}, "m");
  const Json files = DiagnosticsOf(sample, "/repo/a.py");
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0]["diagnostics"].size(), 1u);
}

}  // namespace
}  // namespace retort
