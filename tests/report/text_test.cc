#include "linter/report/text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/report/sample.h"

namespace retort {
namespace {

using testing::HasSubstr;
using testing::Not;

Sample TwoFiles() {
  Sample sample;
  const FileId first = sample.Add("/repo/versions/1_a.py", "def upgrade():\n    op.execute('CREATE TYPE status')\n");
  const FileId second = sample.Add("/repo/versions/2_b.py", "def upgrade():\n    sa.Enum(name='status')\n");
  Finding& finding = sample.Find("duplicate-create-type", sample.At(second, "sa.Enum(name='status')"),
                                 "the type \"status\" is created twice");
  finding.when = "on a new database";
  finding.why = "PostgreSQL has no CREATE TYPE IF NOT EXISTS.\nThe second one fails.";
  finding.help = "add create_type=False";
  finding.related.push_back({sample.At(first, "CREATE TYPE status"), "created here first"});
  finding.fixes.push_back({"add create_type=False", Safety::kSafe, {{sample.At(second, ")"), ", create_type=False)"}}});
  sample.report.summary = {.environments = 1, .revisions = 2, .operations = 1830, .not_understood = 14, .errors = 1};
  return sample;
}

TEST(TextReport, ShowsWhatWhyAndHelpWithTheCode) {
  Sample sample = TwoFiles();
  sample.report.header = {"every revision is new: this is no git repository"};
  EXPECT_EQ(TextReport(sample.report, {}),
            R"(every revision is new: this is no git repository

error[duplicate-create-type]: the type "status" is created twice
 --> versions/2_b.py:2:5
  |
2 |     sa.Enum(name='status')
  |     ^^^^^^^^^^^^^^^^^^^^^^
  = when: on a new database
  = why: PostgreSQL has no CREATE TYPE IF NOT EXISTS.
         The second one fails.
  = help: add create_type=False
  = fix: add create_type=False
 ::: versions/1_a.py:2:17: created here first
  |
2 |     op.execute('CREATE TYPE status')
  |                 ------------------

1 error in 2 revisions of 1 environment; 14 of 1,830 operations were not understood (--show-not-understood lists them)
)");
}

TEST(TextReport, ListsWhatWasNotUnderstoodWhenAsked) {
  Sample sample = TwoFiles();
  sample.report.not_understood.push_back({sample.At(0, "op.execute"), "a \x1b[2Jstatement", "a"});
  const std::string text = TextReport(sample.report, {.show_not_understood = true});
  EXPECT_THAT(text, HasSubstr("\nnot understood:\n  versions/1_a.py:2:5: a \\x1b[2Jstatement\n\n1 error in"));
  EXPECT_THAT(text, Not(HasSubstr("--show-not-understood")));
}

TEST(TextReport, ColoursOnlyWhenAsked) {
  const Sample sample = TwoFiles();
  EXPECT_THAT(TextReport(sample.report, {}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(TextReport(sample.report, {.color = true}), HasSubstr("\x1b[1;31merror[duplicate-create-type]\x1b[0m"));
}

TEST(TextReport, FilesOutsideTheWorkingDirectory) {
  Sample sample = TwoFiles();
  sample.report.working_directory = "/repo/services/billing";
  EXPECT_THAT(TextReport(sample.report, {}), HasSubstr(" --> ../../versions/2_b.py:2:5\n"));
}

TEST(TextReport, FileNamesCannotBreakOutOfTheirLine) {
  Sample sample;
  const FileId file = sample.Add("/repo/a\nerror[x]: \x1b[31m\xFF.py", "x\n");
  sample.Find("drop-table", {file, 0, 1}, "a\nb");
  const std::string text = TextReport(sample.report, {});
  EXPECT_THAT(text, HasSubstr(" --> a\\nerror[x]: \\x1b[31m\xEF\xBF\xBD.py:1:1\n"));
  EXPECT_THAT(text, HasSubstr("error[drop-table]: a\\nb\n"));
}

TEST(TextReport, ConcealsASecretInTheFrameOfEveryFinding) {
  Sample sample;
  const FileId file = sample.Add("/repo/alembic.ini", "url = postgresql://me:hunter2@db/x\n");
  sample.Find("hardcoded-secret", sample.At(file, "url"), "a password").conceal = {sample.At(file, "hunter2")};
  sample.Find("hardcoded-database-url", sample.At(file, "postgresql"), "a URL");
  const FileId other = sample.Add("/repo/env.py", "x\n");
  sample.Find("env-never-runs", {other, 0, 1}, "y").related.push_back({sample.At(file, "url"), "here"});
  const std::string text = TextReport(sample.report, {});
  EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(text, HasSubstr("1 | url = postgresql://me:***@db/x\n"));
}

TEST(TextReport, AFindingOfNoFileHasNoFrame) {
  Sample sample;
  sample.Find("empty-history", {7, 0, 0}, "no revisions");
  EXPECT_THAT(TextReport(sample.report, {}), HasSubstr("error[empty-history]: no revisions\n"));
}

TEST(SummaryLine, SaysItInOneLine) {
  EXPECT_EQ(SummaryLine({.environments = 2, .revisions = 212, .operations = 1830}),
            "no findings in 212 revisions of 2 environments; 1,830 operations understood");
  EXPECT_EQ(SummaryLine({.environments = 1, .revisions = 1, .operations = 1, .not_understood = 1, .warnings = 2}),
            "2 warnings in 1 revision of 1 environment; 1 of 1 operation was not understood");
  EXPECT_EQ(SummaryLine({.revisions = 1234567, .errors = 3, .warnings = 1, .infos = 1}),
            "3 errors, 1 warning, 1 info in 1,234,567 revisions of 0 environments");
}

}  // namespace
}  // namespace retort
