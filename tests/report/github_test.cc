#include "linter/report/github.h"

#include "gtest/gtest.h"
#include "tests/report/sample.h"

namespace retort {
namespace {

TEST(GithubReport, IsMostSevereFirstAndEscaped) {
  Sample sample;
  const FileId file = sample.Add("/repo/a,b:c.py", "create(\n)\ndrop()\n");
  Finding& info = sample.Find("int-key", sample.At(file, "create(\n)"), "50% of it");
  info.severity = Severity::kInfo;
  sample.Find("drop-table", sample.At(file, "drop()"), "rows are lost").why = "they\nare gone";
  sample.report.summary = {1, 2, 3, 0, 1, 0, 1};
  sample.report.header = {"applied: none\n::error::x"};
  EXPECT_EQ(
      GithubReport(sample.report),
      "::error title=drop-table,file=a%2Cb%3Ac.py,line=3,endLine=3,col=1,endColumn=7::rows are lost%0Awhy: they%0A"
      "are gone\n"
      "::notice title=int-key,file=a%2Cb%3Ac.py,line=1,endLine=2::50%25 of it\n"
      "applied: none\\n::error::x\n"
      "1 error, 1 info in 2 revisions of 1 environment; 3 operations understood\n");
}

TEST(GithubReport, AFileCannotGiveCommands) {
  Sample sample;
  const FileId file = sample.Add("/repo/a\n::error::b.py", "x\n");
  sample.Find("drop-table", sample.At(file, "x"), "a\r\n::error::b");
  const std::string out = GithubReport(sample.report);
  EXPECT_EQ(out.find("\n::error::"), std::string::npos) << out;
}

}  // namespace
}  // namespace retort
