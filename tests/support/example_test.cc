#include "tests/support/example.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "absl/strings/str_cat.h"
#include "linter/source/files.h"
#include "tests/support/git_project.h"

namespace retort {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ReadExample, ABodyStandsOverWhatIsGiven) {
  Rule rule;
  rule.given = "\nop.create_table(\"t\")\n";
  const Example example = ReadExample(rule, "\nop.drop_table(\"t\")\n");
  EXPECT_THAT(example.options.applied, ElementsAre("given"));
  EXPECT_THAT(example.base, IsEmpty());
  EXPECT_THAT(example.project.texts.at("/project/alembic/versions/example_1.py"),
              HasSubstr("down_revision = \"given\"\n\n\ndef upgrade():\n    op.drop_table(\"t\")\n"));
}

TEST(ReadExample, HeadersNameFilesFromTheEnvironment) {
  const Example example = ReadExample(Rule{}, R"(
--- versions/1_a.py
revision = "a"
--- ../docker-compose.yml
services: {}
)");
  EXPECT_THAT(example.project.texts.at("/project/alembic/versions/1_a.py"), HasSubstr("import op\n"));
  EXPECT_EQ(example.project.texts.at("/project/docker-compose.yml"), "services: {}\n");
  EXPECT_THAT(example.options.applied, IsEmpty());
}

TEST(ReadExample, EveryDefaultRuleIsSelected) {
  std::vector<std::string> expected;
  for (const Rule* rule : AllRules()) {
    if (rule->on_by_default) expected.emplace_back(rule->id);
  }
  EXPECT_THAT(ReadExample(Rule{}, "pass").options.select, ElementsAreArray(expected));
}

TEST(WriteGitProject, CommitsTheBaseAndTheChange) {
  const Example example = ReadExample(Rule{}, R"(
--- versions/1_a.py @base
revision = "a"
x = 1
--- versions/2_b.py @base
revision = "b"
--- versions/1_a.py
revision = "a"
x = 2
)");
  const absl::StatusOr<std::string> folder = WriteGitProject(example.base, example.project.texts);
  ASSERT_TRUE(folder.ok()) << folder.status();
  const std::string git = absl::StrCat("cd '", *folder, "' && git ");
  EXPECT_EQ(system(absl::StrCat(git, "show main:alembic/versions/1_a.py | grep -q 'x = 1'").c_str()), 0);
  EXPECT_EQ(system(absl::StrCat(git, "show change:alembic/versions/1_a.py | grep -q 'x = 2'").c_str()), 0);
  EXPECT_EQ(system(absl::StrCat(git, "show main:alembic/versions/2_b.py >/dev/null").c_str()), 0);
  EXPECT_EQ(system(absl::StrCat("test -z \"$(", git, "status --porcelain)\"").c_str()), 0);
  EXPECT_EQ(DiskFiles().KindOf(absl::StrCat(*folder, "/alembic/versions/2_b.py")), FileKind::kNone);
  EXPECT_EQ(DiskFiles().KindOf(absl::StrCat(*folder, "/alembic.ini")), FileKind::kFile);
}

}  // namespace
}  // namespace retort
