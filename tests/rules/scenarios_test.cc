// Every heading of testdata/scenarios is a test; tests/support/scenario.h says how it reads.

#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <ostream>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/engine/pass.h"
#include "linter/source/files.h"
#include "tests/support/git_project.h"
#include "tests/support/scenario.h"

namespace retort {

void PrintTo(const Scenario& scenario, std::ostream* out) {
  *out << scenario.document << ":" << scenario.line << " " << scenario.title;
}

namespace {

constexpr absl::string_view kFolder = "testdata/scenarios";

class Scenarios : public testing::TestWithParam<Scenario> {};

// "enum_duplicate_create_type__42_two_columns"
std::string NameOf(const testing::TestParamInfo<Scenario>& info) {
  const absl::string_view document = absl::StripSuffix(info.param.document, ".md");
  std::string name = absl::StrCat(absl::StripPrefix(document, absl::StrCat(kFolder, "/")), "__", info.param.line, "_",
                                  info.param.title);
  for (char& c : name) {
    if (!isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

// A scenario about history is written to a disk, as a repository of the real git.
absl::StatusOr<Report> CheckInGit(Scenario& scenario) {
  const absl::StatusOr<std::string> folder = WriteGitProject(scenario.base, scenario.project.texts, scenario.tip);
  if (!folder.ok()) return folder.status();
  std::map<std::string, Scenario::Block> blocks;
  for (const auto& [path, block] : scenario.blocks) {
    blocks.emplace(JoinPath(*folder, RelativePath(path, kProjectFolder)), block);
  }
  scenario.blocks = std::move(blocks);
  Options options = scenario.options;
  options.paths = {*folder};
  options.working_directory = *folder;
  options.use_git = true;
  options.base = "main";
  options.applied.clear();
  return Check(DiskFiles(), options);
}

TEST_P(Scenarios, SayExactlyWhatIsExpected) {
  Scenario scenario = GetParam();
  ASSERT_EQ(scenario.problem, "");
  const absl::StatusOr<Report> report =
      scenario.base.empty() ? Check(MemoryFiles(scenario.project.texts), scenario.options) : CheckInGit(scenario);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(Differences(scenario, *report), "");
  EXPECT_EQ(FixDifferences(scenario, *report), "");
}

INSTANTIATE_TEST_SUITE_P(All, Scenarios, testing::ValuesIn(ReadScenarioFolder(std::string(kFolder))), NameOf);

}  // namespace
}  // namespace retort
