#include "linter/report/rule_page.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "linter/report/rule_example.h"

namespace retort {
namespace {

constexpr NumberOption kHour = {.name = "hour", .what = "when it is late", .otherwise = 22};

constexpr Rule kRule = {
    .id = "late-night-deploy",
    .category = Category::kData,
    .severity = Severity::kWarning,
    .scope = Scope::kNew,
    .on_by_default = false,
    .summary = "A deploy is late.",
    .why = "Nobody is awake.",
    .instead = "Wait.",
    .given = "\nop.create_table(\"t\")\n",
    .bad = "\n--- versions/1_a.py\ndef upgrade():\n\n    pass\n\n--- alembic.ini\n[alembic]\n",
    .good = "\nwith night():\n    op.wait()\n",
    .options = {&kHour},
};

TEST(RulePage, HoldsEverythingInItsOrder) {
  EXPECT_EQ(
      RulePage(kRule),
      "# late-night-deploy\n\nA deploy is late.\n\n"
      "* Severity: warning\n* Category: data\n* Looks at: revisions that are not applied yet\n"
      "* off by default: select it by name\n"
      "\n## Why\n\nNobody is awake.\n\n## Instead\n\nWait.\n"
      "\n## Given\n\nThis revision is applied already:\n\n```python\nop.create_table(\"t\")\n```\n"
      "\n## Bad\n\n`versions/1_a.py`\n\n```python\ndef upgrade():\n\n    pass\n```\n"
      "\n`alembic.ini`\n\n```ini\n[alembic]\n```\n"
      "\n## Good\n\n```python\nwith night():\n    op.wait()\n```\n"
      "\n## Options\n\nIn `[rules.late-night-deploy]` of retort.toml:\n\n* `hour`: when it is late (default: 22)\n");
}

TEST(RulePage, LeavesOutWhatIsEmpty) {
  const Rule rule = {.id = "x", .category = Category::kGraph, .summary = "X."};
  EXPECT_EQ(RulePage(rule),
            "# x\n\nX.\n\n* Severity: error\n* Category: graph\n* Looks at: every revision and the whole project\n"
            "* on by default\n");
}

TEST(RuleText, IndentsExamplesAndKeepsBlankLinesEmpty) {
  const std::string text = RuleText(kRule);
  EXPECT_THAT(text, testing::StartsWith("late-night-deploy: A deploy is late.\n\nwarning, category data, looks at "
                                        "revisions that are not applied yet, off by default"));
  EXPECT_THAT(text, testing::HasSubstr("\nBad\n  --- versions/1_a.py\n    def upgrade():\n\n        pass\n"));
  EXPECT_THAT(text, testing::EndsWith("\nGood\n    with night():\n        op.wait()\n"
                                      "\nOptions\n  hour: when it is late (default: 22)\n"));
}

TEST(RuleExample, KnowsTheLanguageOfEachFile) {
  const auto language = [](const std::string& path) { return RuleExample("--- " + path + "\nx\n").at(0).language; };
  EXPECT_EQ(language("a/env.py"), "python");
  EXPECT_EQ(language("setup.sql"), "sql");
  EXPECT_EQ(language("docker-compose.yml"), "yaml");
  EXPECT_EQ(language(".env"), "sh");
  EXPECT_EQ(language(".env.example"), "sh");
  EXPECT_EQ(language("pyproject.toml"), "toml");
  EXPECT_EQ(language("Dockerfile"), "dockerfile");
  EXPECT_EQ(language("notes"), "text");
}

TEST(RuleExample, IsEmptyForNothing) { EXPECT_TRUE(RuleExample("\n  \n").empty()); }

}  // namespace
}  // namespace retort
