#include "linter/engine/discover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Texts = std::map<std::string, std::string>;

constexpr char kIni[] = "[alembic]\nscript_location = alembic\n";
constexpr char kRevision[] = "revision = 'a'\ndown_revision = None\n";

// One line for each thing found, for comparing.
struct Seen {
  absl::Status status;
  std::vector<std::string> members;  // "name: file file"
  std::vector<std::string> settings;
  std::vector<std::string> notes;
};

Seen Look(const Texts& texts, std::vector<std::string> paths = {"/repo"}, Options options = {}) {
  const MemoryFiles files(texts);
  options.paths = std::move(paths);
  options.working_directory = "/repo";
  Rulings rulings(files, options);
  Sources sources;
  const absl::StatusOr<Project> project = Discover(files, options, rulings, sources);
  Seen seen{project.status(), {}, {}, {}};
  if (!project.ok()) return seen;
  for (const Project::Member& member : project->members) {
    std::string& line = seen.members.emplace_back(absl::StrCat(member.environment.name, ":"));
    for (const FileId file : member.revisions) absl::StrAppend(&line, " ", RelativePath(sources.PathOf(file), "/repo"));
  }
  for (const FileId file : project->settings) seen.settings.push_back(RelativePath(sources.PathOf(file), "/repo"));
  seen.notes = project->notes;
  return seen;
}

TEST(DiscoverTest, FindsTheUsualProject) {
  const Seen seen = Look({{"/repo/alembic.ini", kIni},
                          {"/repo/alembic/env.py", ""},
                          {"/repo/alembic/versions/2.py", kRevision},
                          {"/repo/alembic/versions/1.py", kRevision}});
  EXPECT_THAT(seen.members, ElementsAre("alembic.ini: alembic/versions/1.py alembic/versions/2.py"));
  EXPECT_THAT(seen.settings, ElementsAre("alembic.ini", "alembic/env.py"));
  EXPECT_THAT(seen.notes, IsEmpty());
}

TEST(DiscoverTest, RegistersConfigurationAndScript) {
  const MemoryFiles files(
      {{"/repo/alembic.ini", kIni}, {"/repo/alembic/env.py", ""}, {"/repo/alembic/versions/1.py", ""}});
  Options options;
  options.paths = {"/repo"};
  options.working_directory = "/repo";
  options.postgres = Version{13, 0};
  Rulings rulings(files, options);
  Sources sources;
  const absl::StatusOr<Project> project = Discover(files, options, rulings, sources);
  ASSERT_TRUE(project.ok());
  const Project::Member& member = project->members.at(0);
  EXPECT_EQ(sources.PathOf(member.config.value()), "/repo/alembic.ini");
  EXPECT_EQ(sources.PathOf(member.env_script.value()), "/repo/alembic/env.py");
  EXPECT_EQ(member.environment.versions.postgres.version, (Version{13, 0}));
  EXPECT_EQ(sources.size(), 3u);
}

TEST(DiscoverTest, FindsDozensOfServices) {
  Texts texts;
  for (int i = 10; i < 50; ++i) {
    const std::string service = absl::StrCat("/repo/services/s", i);
    texts[service + "/alembic.ini"] = kIni;
    texts[service + "/alembic/env.py"] = "";
    texts[service + "/alembic/versions/1.py"] = kRevision;
  }
  const Seen seen = Look(texts);
  ASSERT_EQ(seen.members.size(), 40u);
  EXPECT_EQ(seen.members[0], "services/s10/alembic.ini: services/s10/alembic/versions/1.py");
  EXPECT_THAT(seen.notes, IsEmpty());
}

// As Prefect does: env.py chooses version_locations by the dialect.
TEST(DiscoverTest, ReadsFoldersOfRevisionsThatOnlyCodeNames) {
  const Texts texts = {{"/repo/alembic.ini", kIni},
                       {"/repo/alembic/env.py", ""},
                       {"/repo/alembic/versions/postgresql/1.py", kRevision},
                       {"/repo/alembic/versions/sqlite/2.py", kRevision},
                       {"/repo/alembic/versions/notes/3.py", "# no revision"}};
  const auto both = ElementsAre("alembic.ini [postgresql]: alembic/versions/postgresql/1.py",
                                "alembic.ini [sqlite]: alembic/versions/sqlite/2.py");
  EXPECT_THAT(Look(texts).members, both);
  EXPECT_THAT(Look(texts, {"/repo/alembic/versions"}).members, both);
  for (const char* path : {"/repo/alembic/versions/postgresql", "/repo/alembic/versions/postgresql/1.py"}) {
    EXPECT_THAT(Look(texts, {path}).members, ElementsAre("alembic.ini [postgresql]: alembic/versions/postgresql/1.py"))
        << path;
  }
}

TEST(DiscoverTest, SaysWhereNoRevisionIs) {
  const Seen seen = Look({{"/repo/alembic.ini", kIni}, {"/repo/alembic/env.py", "down_revision = 'no revision'\n"}},
                         {"/repo/alembic"});
  EXPECT_THAT(seen.members, ElementsAre("alembic.ini:"));
  EXPECT_THAT(seen.notes, ElementsAre("no revisions in alembic/versions"));
}

TEST(DiscoverTest, AScriptFolderNeedsNoConfiguration) {
  EXPECT_THAT(Look({{"/repo/a/migrations/env.py", ""},
                    {"/repo/a/migrations/versions/1.py", ""},
                    {"/repo/b/migrations/env.py", ""},
                    {"/repo/b/migrations/script.py.mako", ""},
                    {"/repo/c/env.py", ""}})
                  .members,
              ElementsAre("a/migrations: a/migrations/versions/1.py", "b/migrations:"));
}

TEST(DiscoverTest, OneEnvironmentReachedTwiceIsOne) {
  const Texts texts = {{"/repo/alembic.ini", kIni},
                       {"/repo/alembic.dev.ini", kIni},
                       {"/repo/pyproject.toml", "[tool.alembic]\nscript_location = \"%(here)s/alembic\"\n"},
                       {"/repo/alembic/env.py", ""},
                       {"/repo/alembic/versions/1.py", ""}};
  EXPECT_THAT(Look(texts).members, ElementsAre("alembic.ini: alembic/versions/1.py"));
  EXPECT_THAT(Look(texts, {"/repo", "/repo/alembic", "/repo/alembic/versions/1.py"}).members,
              ElementsAre("alembic.ini: alembic/versions/1.py"));
}

TEST(DiscoverTest, PyprojectAlone) {
  EXPECT_THAT(Look({{"/repo/pyproject.toml",
                     "[tool.alembic]\nscript_location = \"%(here)s/db\"\nversion_locations = [\"%(here)s/db/a\", "
                     "\"%(here)s/db/b\"]\n"},
                    {"/repo/db/env.py", ""},
                    {"/repo/db/b/1.py", ""},
                    {"/repo/db/a/2.py", ""}})
                  .members,
              ElementsAre("pyproject.toml: db/a/2.py db/b/1.py"));
}

TEST(DiscoverTest, FindsTheEnvironmentAboveAPath) {
  const Texts texts = {{"/repo/alembic.ini", kIni},
                       {"/repo/alembic/env.py", ""},
                       {"/repo/alembic/versions/1.py", kRevision},
                       {"/repo/alembic/versions/2.py", kRevision},
                       {"/repo/.env", "A=b"}};
  for (const char* path : {"/repo/alembic/versions/1.py", "/repo/alembic/versions", "/repo/alembic",
                           "/repo/alembic.ini", "/repo/alembic/env.py"}) {
    const Seen seen = Look(texts, {path});
    EXPECT_THAT(seen.members, ElementsAre("alembic.ini: alembic/versions/1.py alembic/versions/2.py")) << path;
    EXPECT_THAT(seen.settings, Not(testing::Contains(".env"))) << path;
  }
  EXPECT_THAT(Look(texts, {"/repo/alembic/versions/1.py"}).settings, ElementsAre("alembic.ini", "alembic/env.py"));
}

TEST(DiscoverTest, FindsVersionLocationsElsewhere) {
  const Texts texts = {{"/repo/alembic.ini", "[alembic]\nscript_location = alembic\nversion_locations = app/history\n"},
                       {"/repo/alembic/env.py", ""},
                       {"/repo/alembic/versions/0.py", ""},
                       {"/repo/app/history/1.py", kRevision}};
  EXPECT_THAT(Look(texts, {"/repo/app/history/1.py"}).members, ElementsAre("alembic.ini: app/history/1.py"));
}

TEST(DiscoverTest, AVersionsFolderMayStandAlone) {
  const Texts texts = {
      {"/repo/history/1.py", kRevision}, {"/repo/history/2.py", kRevision}, {"/repo/app/main.py", "x = 1\n"}};
  EXPECT_THAT(Look(texts, {"/repo/history"}).members, ElementsAre("history: history/1.py history/2.py"));
  EXPECT_THAT(Look(texts, {"/repo/history/2.py"}).members, ElementsAre("history: history/1.py history/2.py"));
  EXPECT_FALSE(Look(texts, {"/repo/app"}).status.ok());
}

TEST(DiscoverTest, NestedEnvironmentsAreTwo) {
  EXPECT_THAT(Look({{"/repo/alembic.ini", kIni},
                    {"/repo/alembic/env.py", ""},
                    {"/repo/alembic/versions/1.py", ""},
                    {"/repo/alembic/inner/alembic.ini", kIni},
                    {"/repo/alembic/inner/alembic/env.py", ""},
                    {"/repo/alembic/inner/alembic/versions/2.py", ""}})
                  .members,
              ElementsAre("alembic.ini: alembic/versions/1.py",
                          "alembic/inner/alembic.ini: alembic/inner/alembic/versions/2.py"));
}

TEST(DiscoverTest, NamesRevisionsAsAlembicDoes) {
  EXPECT_THAT(Look({{"/repo/alembic.ini", kIni},
                    {"/repo/alembic/env.py", ""},
                    {"/repo/alembic/versions/__init__.py", ""},
                    {"/repo/alembic/versions/__init__x.py", ""},
                    {"/repo/alembic/versions/.#1.py", ""},
                    {"/repo/alembic/versions/1.py", ""},
                    {"/repo/alembic/versions/helper.py", ""},
                    {"/repo/alembic/versions/a.pyc", ""},
                    {"/repo/alembic/versions/2.sql", ""},
                    {"/repo/alembic/versions/sub/3.py", ""}})
                  .members,
              ElementsAre("alembic.ini: alembic/versions/1.py alembic/versions/helper.py"));
}

TEST(DiscoverTest, WalksVersionsRecursivelyWhenAsked) {
  EXPECT_THAT(Look({{"/repo/alembic.ini", absl::StrCat(kIni, "recursive_version_locations = true\n")},
                    {"/repo/alembic/env.py", ""},
                    {"/repo/alembic/versions/z.py", ""},
                    {"/repo/alembic/versions/b/1.py", ""},
                    {"/repo/alembic/versions/a/2.py", ""},
                    {"/repo/alembic/versions/a/x/3.py", ""},
                    {"/repo/alembic/versions/__pycache__/4.py", ""}})
                  .members,
              ElementsAre("alembic.ini: alembic/versions/z.py alembic/versions/a/2.py alembic/versions/a/x/3.py "
                          "alembic/versions/b/1.py"));
}

TEST(DiscoverTest, NotesAFolderNamedLikeARevision) {
  const Seen seen =
      Look({{"/repo/alembic.ini", kIni}, {"/repo/alembic/env.py", ""}, {"/repo/alembic/versions/x.py/inner", ""}});
  EXPECT_THAT(seen.members, ElementsAre("alembic.ini:"));
  EXPECT_THAT(seen.notes,
              ElementsAre(HasSubstr("not a regular file, though named like a revision: /repo/alembic/versions/x.py")));
}

TEST(DiscoverTest, SkipsWhatIsNoSource) {
  Texts texts = {{"/repo/alembic.ini", kIni},
                 {"/repo/alembic/env.py", ""},
                 {"/repo/pyproject.toml", ""},
                 {"/repo/py/pyvenv.cfg", ""}};
  for (const char* folder :
       {".git", ".venv", "node_modules", ".tox", "py/lib", "build/lib", "dist", "lib/site-packages/x", "__pycache__"}) {
    texts[absl::StrCat("/repo/", folder, "/alembic.ini")] = kIni;
    texts[absl::StrCat("/repo/", folder, "/alembic/env.py")] = "";
    texts[absl::StrCat("/repo/", folder, "/.env")] = "";
  }
  texts["/repo/tools/build/alembic.ini"] = kIni;  // nothing is built here
  texts["/repo/tools/build/alembic/env.py"] = "";
  const Seen seen = Look(texts);
  EXPECT_THAT(seen.members, ElementsAre("alembic.ini:", "tools/build/alembic.ini:"));
  EXPECT_THAT(seen.settings, Not(testing::Contains(HasSubstr(".env"))));
}

TEST(DiscoverTest, FindsSettings) {
  const Seen seen = Look({{"/repo/alembic.ini", kIni},
                          {"/repo/alembic/env.py", ""},
                          {"/repo/alembic.ini.example", ""},
                          {"/repo/tox.ini", "[tox]\n"},
                          {"/repo/prod.ini", "[app:main]\nsqlalchemy.url = x\n"},
                          {"/repo/docker-compose.dev.yml", ""},
                          {"/repo/compose.yaml", ""},
                          {"/repo/.devcontainer/docker-compose.yml", ""},
                          {"/repo/.env", ""},
                          {"/repo/.env.local", ""},
                          {"/repo/db.env", ""},
                          {"/repo/app/core/config.py", ""},
                          {"/repo/app/settings/dev.py", ""},
                          {"/repo/app/main.py", ""},
                          {"/repo/other.yml", ""}});
  EXPECT_THAT(seen.settings,
              ElementsAre(".devcontainer/docker-compose.yml", ".env", ".env.local", "alembic.ini",
                          "alembic.ini.example", "alembic/env.py", "app/core/config.py", "app/settings/dev.py",
                          "compose.yaml", "db.env", "docker-compose.dev.yml", "prod.ini"));
}

TEST(DiscoverTest, ASettingsFileMayBeNamedAlone) {
  const Seen seen = Look({{"/repo/app/config.py", ""}}, {"/repo/app/config.py"});
  EXPECT_TRUE(seen.status.ok()) << seen.status;
  EXPECT_THAT(seen.settings, ElementsAre("app/config.py"));
}

TEST(DiscoverTest, SaysWhereAConfigurationLeads) {
  const Seen seen = Look({{"/repo/alembic.ini", "[alembic]\nscript_location = gone\n"}});
  EXPECT_EQ(seen.status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(seen.status.message(), HasSubstr("no Alembic environment below .: looked for alembic.ini"));
  EXPECT_THAT(seen.status.message(), HasSubstr("[tool.alembic] in pyproject.toml"));
  EXPECT_THAT(seen.status.message(), HasSubstr("script_location \"gone\" leads to no folder"));
}

TEST(DiscoverTest, AnEmptyProjectMayBeAllowed) {
  Options options;
  options.allow_empty = true;
  const Seen seen = Look({{"/repo/.env", "A=b"}}, {"/repo"}, options);
  EXPECT_TRUE(seen.status.ok());
  EXPECT_THAT(seen.members, IsEmpty());
  EXPECT_THAT(seen.settings, ElementsAre(".env"));
}

TEST(DiscoverTest, NamesTheNearestPath) {
  const Texts texts = {{"/repo/services/billing/alembic.ini", kIni}};
  const Seen seen = Look(texts, {"/repo/servces/billing"});
  EXPECT_EQ(seen.status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(seen.status.message(), "no such file or folder: servces/billing (did you mean \"services\"?)");
}

TEST(DiscoverTest, FollowsNoBrokenNames) {
  EXPECT_THAT(
      Look({{"/repo/alembic.ini", kIni}, {"/repo/alembic/env.py", ""}, {"/repo/alembic/versions/\xff.py", kRevision}})
          .members,
      ElementsAre("alembic.ini: alembic/versions/\xff.py"));
}

}  // namespace
}  // namespace retort
