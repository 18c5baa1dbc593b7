#include "linter/alembic/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const MemoryFiles& Tree() {
  static const MemoryFiles files({
      {"/repo/alembic/env.py", ""},
      {"/repo/alembic/versions/1.py", ""},
      {"/repo/src/app/db/migrations/env.py", ""},
      {"/repo/services/billing/alembic/env.py", ""},
      {"/repo/services/billing/extra/2.py", ""},
      {"/repo/services/billing/with space/3.py", ""},
      {"/repo/web/migrations/env.py", ""},
      {"/repo/plain/1.txt", ""},
  });
  return files;
}

Configuration ReadIni(absl::string_view path, absl::string_view text, const std::string& from = "/repo") {
  const ConfigurationSite site{Tree(), from, "/repo"};
  return ReadIniConfiguration(site, path, text, {});
}

std::string ScriptFolder(absl::string_view path, absl::string_view location) {
  const Configuration found = ReadIni(path, absl::StrCat("[alembic]\nscript_location = ", location, "\n"));
  return found.environments.size() == 1 ? found.environments[0].script_folder : absl::StrCat(found.notes.size());
}

std::vector<std::string> VersionFolders(absl::string_view keys) {
  const Configuration found =
      ReadIni("/repo/services/billing/alembic.ini", absl::StrCat("[alembic]\nscript_location = alembic\n", keys, "\n"));
  return found.environments.size() == 1 ? found.environments[0].version_folders : std::vector<std::string>();
}

TEST(ConfigTest, ReadsTheUsualFile) {
  const Configuration found =
      ReadIni("/repo/alembic.ini", "[alembic]\nscript_location = %(here)s/alembic\n[loggers]\nkeys = root\n");
  ASSERT_EQ(found.environments.size(), 1u);
  const Environment& environment = found.environments[0];
  EXPECT_EQ(environment.name, "alembic.ini");
  EXPECT_EQ(environment.config_path, "/repo/alembic.ini");
  EXPECT_EQ(environment.script_folder, "/repo/alembic");
  EXPECT_THAT(environment.version_folders, ElementsAre("/repo/alembic/versions"));
  EXPECT_FALSE(environment.recursive);
  EXPECT_THAT(found.notes, IsEmpty());
}

TEST(ConfigTest, LooksForRelativeLocations) {
  EXPECT_EQ(ScriptFolder("/repo/services/billing/alembic.ini", "alembic"), "/repo/services/billing/alembic");
  EXPECT_EQ(ScriptFolder("/repo/services/billing/alembic.ini", "services/billing/alembic"),
            "/repo/services/billing/alembic");
  EXPECT_EQ(ScriptFolder("/repo/config/alembic.ini", "alembic"), "/repo/alembic");
  EXPECT_EQ(ScriptFolder("/repo/config/alembic.ini", "../web/./migrations/"), "/repo/web/migrations");
  EXPECT_EQ(ScriptFolder("/repo/alembic.ini", "/repo/web/migrations"), "/repo/web/migrations");
  EXPECT_EQ(ScriptFolder("/repo/alembic.ini", "plain"), "/repo/plain");
  EXPECT_EQ(ReadIni("/repo/etc/x.ini", "[alembic]\nscript_location = migrations\n", "/repo/web")
                .environments.at(0)
                .script_folder,
            "/repo/web/migrations");
}

TEST(ConfigTest, ReadsPackageResources) {
  EXPECT_EQ(ScriptFolder("/repo/alembic.ini", "app.db:migrations"), "/repo/src/app/db/migrations");
  EXPECT_EQ(ScriptFolder("/repo/alembic.ini", "app:db:migrations"), "/repo/src/app/db/migrations");
}

TEST(ConfigTest, NotesALocationThatLeadsNowhere) {
  const Configuration found =
      ReadIni("/repo/alembic.ini", "[alembic]\nscript_location = gone\n[b]\nscript_location = %(where)s\n");
  EXPECT_THAT(found.environments, IsEmpty());
  EXPECT_THAT(found.notes, ElementsAre("alembic.ini: script_location \"gone\" leads to no folder",
                                       "alembic.ini [b]: script_location refers to a value that is not in the file"));
}

TEST(ConfigTest, FlaskMigrateNamesNoLocation) {
  const Configuration found = ReadIni("/repo/web/migrations/alembic.ini", "[alembic]\n# template used to generate\n");
  ASSERT_EQ(found.environments.size(), 1u);
  EXPECT_EQ(found.environments[0].script_folder, "/repo/web/migrations");
  EXPECT_EQ(found.environments[0].name, "web/migrations/alembic.ini");
  EXPECT_EQ(ReadIni("/repo/alembic.ini", "[alembic]\n").notes.size(), 1u);
}

TEST(ConfigTest, EverySectionWithALocationIsAnEnvironment) {
  const Configuration found =
      ReadIni("/repo/alembic.ini",
              "[DEFAULT]\nrecursive_version_locations = true\n[alembic]\nscript_location = alembic\n"
              "recursive_version_locations = True\n[web]\nscript_location = web/migrations\n[loggers]\nkeys = a\n");
  ASSERT_EQ(found.environments.size(), 2u);
  EXPECT_EQ(found.environments[1].name, "alembic.ini [web]");
  EXPECT_EQ(found.environments[1].script_folder, "/repo/web/migrations");
  EXPECT_TRUE(found.environments[1].recursive);
  EXPECT_FALSE(found.environments[0].recursive);
}

TEST(ConfigTest, ReadsMultidbAndSourceless) {
  const Configuration found = ReadIni("/repo/alembic.ini",
                                      "[alembic]\nscript_location = alembic\ndatabases = engine1,  engine2\nsourceless "
                                      "= true\n[engine1]\nsqlalchemy.url = x\n");
  ASSERT_EQ(found.environments.size(), 1u);
  EXPECT_THAT(found.environments[0].databases, ElementsAre("engine1", "engine2"));
  EXPECT_TRUE(found.environments[0].sourceless);
}

TEST(ConfigTest, SplitsVersionLocationsByEverySeparator) {
  const auto both = ElementsAre("/repo/services/billing/extra", "/repo/alembic/versions");
  EXPECT_THAT(VersionFolders("version_locations = extra, alembic/versions"),
              ElementsAre("/repo/services/billing/extra", "/repo/alembic/versions"));
  EXPECT_THAT(VersionFolders("version_locations = extra %(here)s/../../alembic/versions"), both);
  EXPECT_THAT(VersionFolders("version_locations = extra:alembic/versions\nversion_path_separator = os"), both);
  EXPECT_THAT(VersionFolders("version_locations = extra;alembic/versions\nversion_path_separator = ;"), both);
  EXPECT_THAT(VersionFolders("version_locations =\n  extra\n  alembic/versions\npath_separator = newline"), both);
  EXPECT_THAT(
      VersionFolders("version_locations = extra:alembic/versions\npath_separator = os\nversion_path_separator = space"),
      both);
  EXPECT_THAT(VersionFolders("version_locations = with space\npath_separator = newline"),
              ElementsAre("/repo/services/billing/with space"));
}

TEST(ConfigTest, SkipsVersionLocationsThatAreMissingWithANote) {
  const Configuration found = ReadIni("/repo/services/billing/alembic.ini",
                                      "[alembic]\nscript_location = alembic\nversion_locations = extra gone\n");
  ASSERT_EQ(found.environments.size(), 1u);
  EXPECT_THAT(found.environments[0].version_folders, ElementsAre("/repo/services/billing/extra"));
  EXPECT_THAT(found.notes, ElementsAre(HasSubstr("gone leads to no folder")));
}

TEST(ConfigTest, ReadsPyproject) {
  const ConfigurationSite site{Tree(), "/repo", "/repo"};
  const Configuration found = ReadPyprojectConfiguration(site, "/repo/services/billing/pyproject.toml", R"(
[project]
name = "billing"
[tool.alembic]
script_location = "%(here)s/alembic"
version_locations = ["%(here)s/extra", "%(here)s/with space"]
recursive_version_locations = true
)");
  ASSERT_EQ(found.environments.size(), 1u);
  EXPECT_EQ(found.environments[0].name, "services/billing/pyproject.toml");
  EXPECT_EQ(found.environments[0].script_folder, "/repo/services/billing/alembic");
  EXPECT_THAT(found.environments[0].version_folders,
              ElementsAre("/repo/services/billing/extra", "/repo/services/billing/with space"));
  EXPECT_TRUE(found.environments[0].recursive);
}

TEST(ConfigTest, NoAlembicTableIsNoEnvironment) {
  const ConfigurationSite site{Tree(), "/repo", "/repo"};
  const Configuration found =
      ReadPyprojectConfiguration(site, "/repo/pyproject.toml", "[project]\ndependencies = [\"alembic\"]\n");
  EXPECT_THAT(found.environments, IsEmpty());
  EXPECT_THAT(found.notes, IsEmpty());
}

TEST(ConfigTest, ABrokenPyprojectIsANote) {
  const ConfigurationSite site{Tree(), "/repo", "/repo"};
  const Configuration found = ReadPyprojectConfiguration(site, "/repo/pyproject.toml", "[project]\n[tool.alembic\n");
  EXPECT_THAT(found.notes, ElementsAre("/repo/pyproject.toml:2: not valid TOML"));
}

TEST(ConfigTest, AKeyOfTheIniWinsOverPyproject) {
  const ConfigurationSite site{Tree(), "/repo", "/repo"};
  const ConfigurationKeys pyproject = {{"script_location", {"/repo/web/migrations"}}, {"sourceless", {"true"}}};
  const Configuration url_only =
      ReadIniConfiguration(site, "/repo/alembic.ini", "[alembic]\nsqlalchemy.url = x\n", pyproject);
  ASSERT_EQ(url_only.environments.size(), 1u);
  EXPECT_EQ(url_only.environments[0].script_folder, "/repo/web/migrations");
  EXPECT_TRUE(url_only.environments[0].sourceless);
  const Configuration both =
      ReadIniConfiguration(site, "/repo/alembic.ini", "[alembic]\nscript_location = alembic\n", pyproject);
  EXPECT_EQ(both.environments.at(0).script_folder, "/repo/alembic");
}

}  // namespace
}  // namespace retort
