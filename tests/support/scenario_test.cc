#include "tests/support/scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace retort {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::string_view kDocument = R"(## Two revisions
```py file=001_a.py
op.execute("SELECT 1")
```
```py file=002_b.py
op.execute("SELECT 2")
op.execute("SELECT 3")  # expect: revision-id-too-long "characters"
```
)";

Scenario Only(absl::string_view text) {
  const std::vector<Scenario> scenarios = ReadScenarios("s.md", text);
  EXPECT_EQ(scenarios.size(), 1u);
  return scenarios[0];
}

// A report with one finding at the place of `where` in a file.
Report Finds(const Scenario& scenario, absl::string_view path, absl::string_view where, absl::string_view message) {
  Report report;
  const FileId file = report.sources.Add(path);
  const std::string& text = scenario.project.texts.at(std::string(path));
  report.sources.Load(file, text);
  const uint32_t begin = text.find(where.data(), 0, where.size());
  Finding finding;
  finding.rule = "revision-id-too-long";
  finding.at = {file, begin, begin + static_cast<uint32_t>(where.size())};
  finding.message = std::string(message);
  report.findings.push_back(finding);
  return report;
}

constexpr absl::string_view kSecond = "/project/alembic/versions/002_b.py";

TEST(ReadScenarios, TakesAllButTheLastAsApplied) {
  const Scenario scenario = Only(kDocument);
  EXPECT_EQ(scenario.problem, "");
  EXPECT_EQ(scenario.title, "Two revisions");
  EXPECT_THAT(scenario.options.applied, ElementsAre("001"));
}

TEST(ReadScenarios, WordsSayWhatIsApplied) {
  EXPECT_THAT(Only("## A\n```py file=1.py pending\n```\n```py file=2.py\n```\n").options.applied, IsEmpty());
  EXPECT_THAT(Only("## A\n```py file=1.py\n```\n```py file=2.py applied\n```\n").options.applied,
              ElementsAre("1", "2"));
}

TEST(ReadScenarios, PlacesFilesByTheirNames) {
  const Scenario scenario = Only(
      "## A\n```py file=1_a.py\n```\n```py file=./settings.py\n```\n```py file=alembic/env.py\n```\n"
      "```env file=.env\n```\n");
  for (const char* path : {"/project/alembic/versions/1_a.py", "/project/settings.py", "/project/alembic/env.py",
                           "/project/.env", "/project/alembic.ini"}) {
    EXPECT_EQ(scenario.project.texts.count(path), 1u) << path;
  }
}

TEST(ReadScenarios, ReadsOptions) {
  const Scenario scenario = Only(
      "## A <!-- options: postgres=11 sqlalchemy=1.4 select=revision-id-too-long all bare -->\n"
      "```ini file=a.ini\n```\n");
  EXPECT_EQ(scenario.problem, "");
  EXPECT_EQ(scenario.options.postgres, (Version{11, 0}));
  EXPECT_EQ(scenario.options.sqlalchemy, (Version{1, 4}));
  EXPECT_THAT(scenario.options.select, ElementsAre("revision-id-too-long"));
  EXPECT_TRUE(scenario.options.all);
  EXPECT_EQ(scenario.project.texts.size(), 1u);
}

TEST(ReadScenarios, MistakesInTheScenarioAreNamed) {
  EXPECT_THAT(Only("## A\n").problem, HasSubstr("without files"));
  EXPECT_THAT(Only("## A\n```py\n```\n").problem, HasSubstr("without file="));
  EXPECT_THAT(Only("## A\n```py file=1.py pendnig\n```\n").problem, HasSubstr("pendnig"));
  EXPECT_THAT(Only("## A <!-- options: postgers=11 -->\n```py file=1.py\n```\n").problem, HasSubstr("postgers"));
  EXPECT_THAT(Only("## A\n```py file=1.py\nx  # expect: no-such-rule\n```\n").problem, HasSubstr("no-such-rule"));
  EXPECT_THAT(Only("## A\n```py file=1.py\n```\n```py file=1.py\n```\n").problem, HasSubstr("two blocks"));
  EXPECT_THAT(Only("## A\n```py file=1.py\n```\n```py file=2.py after-fix\n```\n").problem, HasSubstr("after-fix"));
}

TEST(Differences, NoneWhenAllIsAsExpected) {
  const Scenario scenario = Only(kDocument);
  EXPECT_EQ(Differences(scenario, Finds(scenario, kSecond, "op.execute(\"SELECT 3", "40 characters")), "");
}

TEST(Differences, AnotherLineAnotherTextAndNothingAreDifferences) {
  const Scenario scenario = Only(kDocument);
  const std::string missing = "s.md:7: expected, but not found: revision-id-too-long \"characters\"";
  EXPECT_EQ(Differences(scenario, Report{}), missing);
  EXPECT_EQ(Differences(scenario, Finds(scenario, kSecond, "op.execute(\"SELECT 2", "40 characters")),
            absl::StrCat("s.md:6: not expected: revision-id-too-long \"40 characters\"\n", missing));
  EXPECT_EQ(Differences(scenario, Finds(scenario, kSecond, "op.execute(\"SELECT 3", "40 letters")),
            absl::StrCat("s.md:7: not expected: revision-id-too-long \"40 letters\"\n", missing));
}

TEST(Differences, WhatTheFrameAddedCountsAtTheEdgesOfTheBlock) {
  const Scenario scenario = Only(kDocument);
  EXPECT_THAT(Differences(scenario, Finds(scenario, kSecond, "revision =", "x")), HasSubstr("s.md:6: not expected"));
  EXPECT_THAT(Differences(scenario, Finds(scenario, kSecond, "downgrade", "x")), HasSubstr("s.md:7: not expected"));
  EXPECT_THAT(Differences(scenario, Finds(scenario, "/project/alembic.ini", "script", "x")),
              HasSubstr("/project/alembic.ini:2: not expected"));
}

TEST(FixDifferences, ComparesWithTheBlockAfterTheFix) {
  const Scenario scenario = Only(absl::StrCat(
      kDocument, "```py file=002_b.py after-fix\nop.execute(\"SELECT 2\")\nop.execute(\"SELECT 4\")\n```\n"));
  ASSERT_EQ(scenario.problem, "");
  Report report = Finds(scenario, kSecond, "SELECT 3", "40 characters");
  EXPECT_THAT(FixDifferences(scenario, report), HasSubstr("SELECT 3"));
  report.findings[0].fixes = {{"count on", Safety::kUnsafe, {{report.findings[0].at, "SELECT 4"}}}};
  EXPECT_THAT(FixDifferences(scenario, report), HasSubstr("SELECT 3"));
  report.findings[0].fixes[0].safety = Safety::kSafe;
  EXPECT_EQ(FixDifferences(scenario, report), "");
}

}  // namespace
}  // namespace retort
