#include "linter/project/versions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace retort {
namespace {

using Texts = std::map<std::string, std::string>;

Environment Billing() {
  Environment environment;
  environment.config_path = "/repo/services/billing/alembic.ini";
  environment.script_folder = "/repo/services/billing/alembic";
  return environment;
}

Versions Read(Texts texts) {
  texts.emplace("/repo/services/billing/alembic/env.py", "");
  const MemoryFiles files(std::move(texts));
  return VersionReader(files).Read(Billing(), "/repo");
}

TEST(VersionsTest, AssumesTheNewestWhereNothingSaysIt) {
  const Versions versions = Read({{"/repo/pyproject.toml", "[project]\ndependencies = [\"sqlalchemy>=1.4\"]\n"}});
  EXPECT_EQ(versions.sqlalchemy.version, Versions().sqlalchemy.version);
  EXPECT_EQ(versions.sqlalchemy.from, "");
  EXPECT_EQ(versions.postgres.version, Versions().postgres.version);
  EXPECT_EQ(versions.driver, "");
}

TEST(VersionsTest, ALockWinsOverAConstraint) {
  const Versions versions =
      Read({{"/repo/services/billing/pyproject.toml", "[project]\ndependencies = [\"sqlalchemy<2.1\", \"alembic\"]\n"},
            {"/repo/poetry.lock",
             "[[package]]\nname = \"sqlalchemy\"\nversion = \"1.4.46\"\n\n[[package]]\nname = \"alembic\"\nversion = "
             "\"1.8.1\"\n"}});
  EXPECT_EQ(versions.sqlalchemy.version, (Version{1, 4}));
  EXPECT_EQ(versions.sqlalchemy.from, "poetry.lock");
  EXPECT_EQ(versions.alembic.version, (Version{1, 8}));
}

TEST(VersionsTest, TheNearestFolderCounts) {
  const Versions versions = Read({{"/repo/services/billing/requirements.txt", "sqlalchemy==1.4.46\n"},
                                  {"/repo/uv.lock", "[[package]]\nname = \"sqlalchemy\"\nversion = \"2.0.30\"\n"}});
  EXPECT_EQ(versions.sqlalchemy.version, (Version{1, 4}));
  EXPECT_EQ(versions.sqlalchemy.from, "requirements.txt");
}

TEST(VersionsTest, ALockThatTheNearerBoundExcludesIsAnothersLock) {
  const Versions versions = Read({{"/repo/services/billing/requirements/base.txt", "sqlalchemy<2\n"},
                                  {"/repo/uv.lock", "[[package]]\nname = \"sqlalchemy\"\nversion = \"2.0.30\"\n"}});
  EXPECT_EQ(versions.sqlalchemy.version, (Version{1, 4}));
  EXPECT_EQ(versions.sqlalchemy.from, "requirements/base.txt");
}

TEST(VersionsTest, LooksNoHigherThanTheRoot) {
  const Versions versions =
      Read({{"/requirements.txt", "sqlalchemy==1.3\n"}, {"/docker-compose.yml", "image: postgres:10\n"}});
  EXPECT_EQ(versions.sqlalchemy.from, "");
  EXPECT_EQ(versions.postgres.from, "");
}

TEST(VersionsTest, TakesTheOldestServerOfTheNearestFolder) {
  const Versions versions = Read({{"/repo/docker-compose.yml", "services:\n  db:\n    image: postgres:16\n"},
                                  {"/repo/.github/workflows/ci.yml", "    image: postgres:14\n"},
                                  {"/repo/.github/dependabot.yml", "    image: postgres:9.6\n"}});
  EXPECT_EQ(versions.postgres.version, (Version{14, 0}));
  EXPECT_EQ(versions.postgres.from, ".github/workflows/ci.yml");
  const Versions nearer = Read({{"/repo/docker-compose.yml", "    image: postgres:12\n"},
                                {"/repo/services/billing/compose.yaml", "    image: postgres:15\n"}});
  EXPECT_EQ(nearer.postgres.version, (Version{15, 0}));
}

TEST(VersionsTest, LooksIntoDeploymentFolders) {
  EXPECT_EQ(
      Read({{"/repo/deployment/docker_compose/docker-compose.yml", "    image: postgres:15.2-alpine\n"}}).postgres.from,
      "deployment/docker_compose/docker-compose.yml");
  EXPECT_EQ(Read({{"/repo/docker/compose.yaml", "    image: postgres:15\n"}}).postgres.version, (Version{15, 0}));
  EXPECT_EQ(Read({{"/repo/services/other/docker-compose.yml", "    image: postgres:12\n"}}).postgres.from, "");
}

TEST(VersionsTest, TheDriverIsInTheUrlOrTheOnlyOne) {
  EXPECT_EQ(Read({{"/repo/services/billing/alembic.ini", "[alembic]\nsqlalchemy.url = postgresql+asyncpg://h/d\n"},
                  {"/repo/requirements.txt", "psycopg2-binary\n"}})
                .driver,
            "asyncpg");
  EXPECT_EQ(Read({{"/repo/requirements.txt", "psycopg2-binary\nsqlalchemy\n"}}).driver, "psycopg2");
  EXPECT_EQ(Read({{"/repo/requirements.txt", "psycopg[binary]\n"}}).driver, "psycopg");
  EXPECT_EQ(Read({{"/repo/requirements.txt", "psycopg2\nasyncpg\n"}}).driver, "");
}

TEST(VersionsTest, AnEnvironmentMayBeAVersionsFolderOnly) {
  const MemoryFiles files({{"/repo/versions/1.py", ""}, {"/repo/requirements.txt", "alembic==1.5.0"}});
  Environment environment;
  environment.version_folders = {"/repo/versions"};
  EXPECT_EQ(VersionReader(files).Read(environment, "/repo").alembic.version, (Version{1, 5}));
}

}  // namespace
}  // namespace retort
