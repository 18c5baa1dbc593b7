// The examples that each rule shows to people do what they say.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/engine/pass.h"
#include "linter/source/files.h"
#include "rules/rule.h"
#include "tests/support/example.h"
#include "tests/support/git_project.h"
#include "tests/support/mended.h"

namespace retort {
namespace {

struct Checked {
  std::unique_ptr<Files> files;  // in memory, or a git repository when the example is about history
  Options options;
  Report report;
};

absl::StatusOr<Checked> CheckExample(const Rule& rule, absl::string_view text) {
  const Example example = ReadExample(rule, text);
  Checked checked{std::make_unique<MemoryFiles>(example.project.texts), example.options, {}};
  if (!example.base.empty()) {
    const absl::StatusOr<std::string> folder = WriteGitProject(example.base, example.project.texts);
    if (!folder.ok()) return folder.status();
    checked.files = std::make_unique<DiskFiles>();
    checked.options.paths = {*folder};
    checked.options.working_directory = *folder;
    checked.options.use_git = true;
    checked.options.base = "main";
    checked.options.applied.clear();
  }
  absl::StatusOr<Report> report = Check(*checked.files, checked.options);
  if (!report.ok()) return report.status();
  checked.report = *std::move(report);
  return checked;
}

std::string Shown(const Report& report, const Finding& finding) {
  const Source& source = report.sources[finding.at.file];
  const Position at = source.Locate(finding.at.begin, ColumnUnit::kCodePoints);
  return absl::StrCat(source.path(), ":", at.line, ":", at.column, ": ", finding.rule, ": ", finding.message);
}

class Examples : public testing::TestWithParam<const Rule*> {};

TEST_P(Examples, BadFiresThisRuleAndNoOther) {
  const Rule& rule = *GetParam();
  const absl::StatusOr<Checked> bad = CheckExample(rule, rule.bad);
  ASSERT_TRUE(bad.ok()) << bad.status();
  EXPECT_FALSE(bad->report.findings.empty()) << "the bad example of " << rule.id << " is not found bad";
  for (const Finding& finding : bad->report.findings) EXPECT_EQ(finding.rule, rule.id) << Shown(bad->report, finding);
}

TEST_P(Examples, GoodIsSilent) {
  const absl::StatusOr<Checked> good = CheckExample(*GetParam(), GetParam()->good);
  ASSERT_TRUE(good.ok()) << good.status();
  for (const Finding& finding : good->report.findings) ADD_FAILURE() << Shown(good->report, finding);
}

TEST_P(Examples, SafeFixesMend) {
  const absl::StatusOr<Checked> bad = CheckExample(*GetParam(), GetParam()->bad);
  ASSERT_TRUE(bad.ok()) << bad.status();
  const absl::StatusOr<std::map<std::string, std::string>> texts = Mended(bad->report);
  ASSERT_TRUE(texts.ok()) << texts.status();
  if (texts->empty()) return;  // the rule offers none
  const absl::StatusOr<Report> mended = Check(OverlayFiles(*bad->files, *texts), bad->options);
  ASSERT_TRUE(mended.ok()) << mended.status();
  for (const Finding& finding : mended->findings) ADD_FAILURE() << "after its fix: " << Shown(*mended, finding);
  EXPECT_LE(mended->summary.not_understood, bad->report.summary.not_understood);
}

INSTANTIATE_TEST_SUITE_P(Of, Examples, testing::ValuesIn(AllRules().begin(), AllRules().end()),
                         [](const testing::TestParamInfo<const Rule*>& info) {
                           return absl::StrReplaceAll(info.param->id, {{"-", "_"}});
                         });

}  // namespace
}  // namespace retort
