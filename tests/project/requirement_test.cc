#include "linter/project/requirement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

std::vector<std::string> Read(absl::string_view file_name, absl::string_view text) {
  std::vector<std::string> out;
  for (const Requirement& found : ReadRequirements(file_name, text)) {
    out.push_back(absl::StrCat(found.package, " ", found.specifier));
  }
  return out;
}

std::string Resolve(absl::string_view specifier) {
  const std::optional<Resolved> resolved = ResolveSpecifier(specifier, {{0, 9}, {1, 4}, {2, 0}});
  if (!resolved.has_value()) return "open";
  return absl::StrCat(resolved->version.major, ".", resolved->version.minor, resolved->exact ? " exact" : "");
}

TEST(RequirementTest, ReadsLocks) {
  EXPECT_THAT(
      Read("poetry.lock",
           "[[package]]\nname = \"SQLAlchemy\"\nversion = \"1.4.46\"\n\n[package.dependencies]\nversion = \"9\"\n"),
      ElementsAre("sqlalchemy ==1.4.46"));
  EXPECT_THAT(Read("uv.lock",
                   "version = 1\n[[package]]\nname = \"app\"\nversion = \"0.1\"\ndependencies = [\n    { name = "
                   "\"alembic\" },\n]\n[[package]]\r\nname = \"alembic\"\r\nversion = \"1.13.2\"\r\n"),
              ElementsAre("app ==0.1", "alembic ==1.13.2"));
  EXPECT_THAT(
      Read("Pipfile.lock", R"({"_meta": {}, "default": {"sqlalchemy": {"version": "==2.0.1"}, "x": {"git": "y"}}})"),
      ElementsAre("sqlalchemy ==2.0.1"));
  EXPECT_THAT(Read("Pipfile.lock", "{broken"), IsEmpty());
}

TEST(RequirementTest, ReadsRequirementLines) {
  EXPECT_THAT(Read("requirements.txt",
                   "# c\n-r base.txt\nSQLAlchemy[asyncio] >= 1.4, < 2 ; python_version > '3'\nalembic==1.8.1 \\\n    "
                   "--hash=sha256:a\npsycopg2_binary\nx @ https://h/x==1\nalembic (>=1.2,<2)\n--index-url https://h\n"),
              ElementsAre("sqlalchemy >=1.4,<2", "alembic ==1.8.1", "psycopg2-binary ", "x ", "alembic >=1.2,<2"));
}

TEST(RequirementTest, ReadsPyprojectOfEveryKind) {
  EXPECT_THAT(
      Read("pyproject.toml",
           "[project]\ndependencies = [\"sqlalchemy[asyncio]~=1.4\", \"asyncpg\"]\n[project.optional-dependencies]\ndb "
           "= [\"alembic>=1\"]\n[dependency-groups]\ndev = [\"pytest\", {include-group = \"x\"}]\n"),
      ElementsAre("sqlalchemy ~=1.4", "asyncpg ", "alembic >=1", "pytest "));
  EXPECT_THAT(Read("pyproject.toml",
                   "[tool.poetry.dependencies]\nsqlalchemy = {version = \"^1.4\", extras = [\"asyncio\"]}\nalembic = "
                   "\"1.8.1\"\n[tool.poetry.group.dev.dependencies]\npsycopg2 = \"*\"\n"),
              testing::UnorderedElementsAre("sqlalchemy ^1.4", "alembic ==1.8.1", "psycopg2 *"));
  EXPECT_THAT(Read("pyproject.toml", "[project\n"), IsEmpty());
  EXPECT_THAT(Read("Pipfile", "[packages]\nsqlalchemy = \"<2\"\n"), ElementsAre("sqlalchemy <2"));
}

TEST(RequirementTest, ReadsSetupCfg) {
  EXPECT_THAT(
      Read("setup.cfg",
           "[options]\ninstall_requires =\n    sqlalchemy<2\n    alembic\n[options.extras_require]\npg = psycopg2\n"),
      ElementsAre("sqlalchemy <2", "alembic ", "psycopg2 "));
}

TEST(RequirementTest, ResolvesToWhatAnInstallationGets) {
  EXPECT_EQ(Resolve("==1.4.46"), "1.4 exact");
  EXPECT_EQ(Resolve("===2.0.0rc1"), "2.0 exact");
  EXPECT_EQ(Resolve("==1.3.*"), "1.3");
  EXPECT_EQ(Resolve("==1.*"), "1.4");
  EXPECT_EQ(Resolve(">=1.3,<2"), "1.4");
  EXPECT_EQ(Resolve(">=1.4,<2.0.0"), "1.4");
  EXPECT_EQ(Resolve("<2.1"), "2.0");
  EXPECT_EQ(Resolve("<1.4"), "1.3");
  EXPECT_EQ(Resolve("<1.4.5"), "1.4");
  EXPECT_EQ(Resolve("<=1.3.24"), "1.3");
  EXPECT_EQ(Resolve("~=1.4"), "1.4");
  EXPECT_EQ(Resolve("~=1.3.0"), "1.3");
  EXPECT_EQ(Resolve("^1.3"), "1.4");
  EXPECT_EQ(Resolve("~1.3"), "1.3");
  EXPECT_EQ(Resolve("<3"), "2.0");
  EXPECT_EQ(Resolve(">=1.4"), "open");
  EXPECT_EQ(Resolve("!=1.4.1"), "open");
  EXPECT_EQ(Resolve("*"), "open");
  EXPECT_EQ(Resolve(""), "open");
  EXPECT_EQ(Resolve("<99999999999999999999"), "open");
}

}  // namespace
}  // namespace retort
