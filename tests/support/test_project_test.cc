#include "tests/support/test_project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdio.h>

#include "absl/strings/str_cat.h"
#include "tests/support/git_project.h"

namespace retort {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TestFile Framed(absl::string_view name, absl::string_view text) {
  return {absl::StrCat(kVersionsFolder, "/", name), std::string(text), FrameOf(text)};
}

const std::string& TextOf(const TestProject& project, absl::string_view name) {
  return project.texts.at(absl::StrCat(kVersionsFolder, "/", name));
}

// What real Alembic prints for a project.
std::string Alembic(const TestProject& project, absl::string_view command) {
  const std::string folder = absl::StrCat(testing::TempDir(), "/alembic_project");
  if (!WriteProject(folder, project.texts).ok()) return "cannot write";
  const std::string line = absl::StrCat("cd '", folder, "' && DATABASE_URL=postgresql://h/d ",
                                        "/usr/bin/python3 -m alembic ", command, " 2>/dev/null");
  FILE* pipe = popen(line.c_str(), "r");
  std::string output;
  char buffer[4096];
  while (const size_t count = fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, count);
  pclose(pipe);
  return output;
}

TEST(FrameProject, AlembicRunsTheBodiesInTheirOrder) {
  const TestProject project = FrameProject({
      Framed("001_tag.py", "op.create_table(\"tag\", sa.Column(\"id\", sa.Integer))\n"),
      Framed("002_kind.py", "# nothing\n"),
      Framed("003_own.py", "def upgrade():\n    op.drop_table(\"tag\")\n"),
      Framed("004_both.py", "op.execute(\"SELECT 4\")\ndef downgrade():\n    op.execute(\"SELECT 5\")\n"),
  });
  EXPECT_EQ(Alembic(project, "heads"), "004 (head)\n");
  const std::string sql = Alembic(project, "upgrade head --sql");
  EXPECT_THAT(sql, HasSubstr("CREATE TABLE tag"));
  EXPECT_LT(sql.find("CREATE TABLE tag"), sql.find("DROP TABLE tag"));
  EXPECT_LT(sql.find("DROP TABLE tag"), sql.find("SELECT 4"));
  EXPECT_THAT(Alembic(project, "downgrade 004:003 --sql"), HasSubstr("SELECT 5"));
}

TEST(FrameProject, SaysWhereTheTextBegins) {
  const TestProject project = FrameProject({Framed("001_a.py", "op.execute(\"SELECT 1\")\n")});
  const std::string& text = TextOf(project, "001_a.py");
  const uint32_t before = project.lines_before.at(absl::StrCat(kVersionsFolder, "/001_a.py"));
  size_t begin = 0;
  for (uint32_t i = 0; i < before; ++i) begin = text.find('\n', begin) + 1;
  EXPECT_EQ(text.substr(begin, 27), "    op.execute(\"SELECT 1\")\n");
}

TEST(FrameProject, AWholeFileIsTakenAsItIsAndItsIdContinuesTheHistory) {
  const std::string whole = "revision: str = \"abc\"\ndown_revision = None\n";
  const TestProject project = FrameProject({Framed("1_a.py", whole), Framed("2_b.py", "pass\n")});
  EXPECT_EQ(TextOf(project, "1_a.py"), whole);
  EXPECT_THAT(TextOf(project, "2_b.py"), HasSubstr("revision = \"2\"\ndown_revision = \"abc\"\n"));
}

TEST(FrameProject, ImportsAreAddedOnlyWhereThereAreNone) {
  const TestFile bare = {absl::StrCat(kVersionsFolder, "/1_a.py"), "revision = \"a\"\n", Frame::kImports};
  EXPECT_THAT(TextOf(FrameProject({bare}), "1_a.py"), HasSubstr("from alembic import op\n"));
  const TestFile full = {absl::StrCat(kVersionsFolder, "/1_a.py"), "import x\nrevision = \"a\"\n", Frame::kImports};
  EXPECT_THAT(TextOf(FrameProject({full}), "1_a.py"), Not(HasSubstr("alembic")));
}

TEST(FrameProject, AddsConfigAndEnvScriptUnlessThereAreSome) {
  EXPECT_EQ(FrameProject({}).texts.size(), 2u);
  const TestProject own = FrameProject({{"/project/pyproject.toml", "[tool.alembic]\n", Frame::kNone},
                                        {"/project/alembic/env.py", "pass\n", Frame::kNone}});
  EXPECT_EQ(own.texts.size(), 2u);
  EXPECT_EQ(own.texts.at("/project/alembic/env.py"), "pass\n");
}

TEST(OptionsFor, AllButTheLastRevisionAreApplied) {
  const TestProject project =
      FrameProject({Framed("1_a.py", "pass\n"), Framed("2_b.py", "pass\n"), Framed("3_c.py", "pass\n")});
  EXPECT_THAT(OptionsFor(project).applied, ElementsAre("1", "2"));
}

}  // namespace
}  // namespace retort
