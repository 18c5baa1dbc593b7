#include "linter/project/settings_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr FileId kFile = 7;

// "SECRET [alembic] sqlalchemy.url = <text at the setting>", without placeholders and URLs that hold nothing.
std::vector<std::string> Read(absl::string_view path, const std::string& text) {
  std::vector<std::string> lines;
  for (const Setting& setting : ReadSettings(kFile, path, text)) {
    if (setting.verdict < SecretVerdict::kDevelopment) continue;
    EXPECT_EQ(setting.at.file, kFile);
    lines.push_back(absl::StrCat(setting.verdict == SecretVerdict::kSecret ? "secret " : "known ", setting.key, " = ",
                                 text.substr(setting.at.begin, setting.at.end - setting.at.begin),
                                 setting.is_fallback ? " (fallback)" : ""));
  }
  return lines;
}

TEST(Ini, PlaceInsideTheUrl) {
  EXPECT_THAT(Read("alembic.ini", "[alembic]\nscript_location = a\nsqlalchemy.url = postgresql://app:xK29dkQm@db/x\n"),
              ElementsAre("secret [alembic] sqlalchemy.url = xK29dkQm"));
}

TEST(Ini, EscapedPercent) {
  EXPECT_THAT(Read("alembic.ini", "[alembic]\nsqlalchemy.url = postgresql://app:xK%%409dkQm@db/x\n"),
              ElementsAre("secret [alembic] sqlalchemy.url = xK%%409dkQm"));
}

TEST(Ini, PercentThatConfigParserRefuses) {
  EXPECT_THAT(Read("app.ini", "[a]\nurl = postgresql://app:xK%409dkQm@db/x\n"),
              ElementsAre("secret [a] url = xK%409dkQm"));
}

TEST(Ini, InterpolationLeadsToTheLiteral) {
  EXPECT_THAT(Read("alembic.ini",
                   "[DEFAULT]\ndb_pass = xK29dkQm\n[alembic]\nsqlalchemy.url = postgresql://app:%(db_pass)s@db/x\n"),
              ElementsAre("secret [DEFAULT] db_pass = xK29dkQm"));
  EXPECT_THAT(Read("alembic.ini", "[alembic]\nsqlalchemy.url = postgresql://%(DB_USER)s:%(DB_PASS)s@db/x\n"),
              IsEmpty());
}

TEST(Ini, TemplatesAreSilent) {
  for (const char* url :
       {"driver://user:pass@localhost/dbname", "postgresql://scott:tiger@localhost/test", "", "${DATABASE_URL}",
        "sqlite:///x.db", "postgresql+psycopg2://user:password@host:port/database"}) {
    EXPECT_THAT(Read("alembic.ini", absl::StrCat("[alembic]\nsqlalchemy.url = ", url, "\n")), IsEmpty()) << url;
  }
  const std::vector<Setting> settings =
      ReadSettings(0, "alembic.ini", "[alembic]\nsqlalchemy.url = driver://user:pass@localhost/dbname");
  ASSERT_EQ(settings.size(), 1u);
  EXPECT_TRUE(settings[0].template_default && settings[0].is_url);
}

TEST(Ini, CommentedOutSecretsAreLeaks) {
  EXPECT_THAT(Read("alembic.ini",
                   "[alembic]\n# sqlalchemy.url = postgresql://app:xK29dkQm@db/x\n; url = "
                   "postgresql://postgres:postgres@db/x\n"),
              ElementsAre("secret  = xK29dkQm"));
}

TEST(Ini, InlineCommentsBelongToTheValue) {
  EXPECT_THAT(Read("alembic.ini", "[alembic]\r\nsqlalchemy.url = postgresql://app:xK29dkQm@db/x  # prod\r\n"),
              ElementsAre("secret [alembic] sqlalchemy.url = xK29dkQm"));
}

TEST(Ini, CompanionsOfTheSection) {
  EXPECT_THAT(Read("app.ini", "[db]\nuser = kestrel9x\npassword = kestrel9x\n"),
              ElementsAre("known [db] password = kestrel9x"));
}

TEST(Toml, Tables) {
  EXPECT_THAT(
      Read("config.toml", "[db]\nurl = \"postgresql://app:xK29dkQm@db/x\"\n[db.admin]\npassword = 'Zr7qLw2mX'\n"),
      ElementsAre("secret db.url = xK29dkQm", "secret db.admin.password = Zr7qLw2mX"));
}

TEST(Toml, InlineTablesArraysAndMultiLineStrings) {
  EXPECT_THAT(Read("config.toml",
                   "db = { user = \"a\", password = \"xK29dkQm\" }\nurls = [\"redis://:Zr7qLw2mX@r/0\"]\n"
                   "note = \"\"\"\npostgresql://app:Hq8sPd3nV@db/x\n\"\"\"\n"),
              ElementsAre("secret db.password = xK29dkQm", "secret urls = Zr7qLw2mX", "secret note = Hq8sPd3nV"));
}

TEST(Toml, CharactersBeforeTheValueAreCounted) {
  EXPECT_THAT(Read("config.toml",
                   "\xEF\xBB\xBF\"\xC3\xA9\xF0\x9F\x98\x80\" = 1\ndb = { \"n\xC3\xA9\" = \"\xE2\x82\xAC\", password = "
                   "\"xK29dkQm\" }\r\n"),
              ElementsAre("secret db.password = xK29dkQm"));
}

TEST(Toml, EscapesAreTakenAsAWhole) {
  EXPECT_THAT(Read("config.toml", "password = \"xK29\\u0064kQm\"\n"), ElementsAre("secret password = xK29\\u0064kQm"));
}

TEST(Toml, ProseAndNamesAreSilent) {
  EXPECT_THAT(Read("pyproject.toml",
                   "[tool.x]\nCF_DNS_API_TOKEN = \"API token with DNS:Edit permission\"\nsecrets = [\"DB_PASSWORD\"]\n"
                   "[tool.alembic]\nscript_location = \"alembic\"\n"),
              IsEmpty());
}

TEST(Toml, BrokenFilesAreSearched) {
  EXPECT_THAT(Read("config.toml", "[db\nurl = postgresql://app:xK29dkQm@db/x\npassword = 'postgres'\n"),
              ElementsAre("secret  = xK29dkQm"));
}

TEST(Dotenv, Quotes) {
  EXPECT_THAT(
      Read(".env",
           "# x\nexport DB_PASSWORD=xK29dkQm # comment\nA_PASSWORD='xK29$dkQm'\nB_PASSWORD=\"Zr7qLw2mX\"\n"
           "C_PASSWORD=$DB_PASSWORD\nD_PASSWORD=${X:-Hq8sPd3nV}\nE_PASSWORD=\nF_PASSWORD = Wm4tKc6bJ\r\n"),
      ElementsAre("secret DB_PASSWORD = xK29dkQm", "secret A_PASSWORD = xK29$dkQm", "secret B_PASSWORD = Zr7qLw2mX",
                  "secret D_PASSWORD = Hq8sPd3nV (fallback)", "secret F_PASSWORD = Wm4tKc6bJ"));
}

TEST(Dotenv, Known) {
  EXPECT_THAT(Read(".env",
                   "POSTGRES_USER=kestrel\nPOSTGRES_PASSWORD=kestrel\nDATABASE_URL=postgresql://"
                   "postgres:postgres@localhost/x\n"),
              ElementsAre("known POSTGRES_PASSWORD = kestrel", "known DATABASE_URL = postgres"));
}

TEST(Dotenv, PrivateKeyOverSeveralLines) {
  const std::string key =
      "-----BEGIN PRIVATE "
      "KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\nMzEfYyjiWA4R4/M2bS1\n-----END "
      "PRIVATE KEY-----";
  EXPECT_THAT(Read(".env", absl::StrCat("KEY=\"", key, "\"\n")), ElementsAre(absl::StrCat("secret KEY = ", key)));
}

const char kCompose[] = R"(
services:
  db:
    image: postgres:16
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: postgres
      POSTGRES_HOST_AUTH_METHOD: trust
  wordpress:
    environment:
      - WORDPRESS_DB_PASSWORD=wordpress
      - DATABASE_URL=postgresql://app:xK29dkQm@db/x
      - "OTHER_PASSWORD=${PW:-Zr7qLw2mX}"
      - REQUIRED_PASSWORD=${PW:?set PW}
      - PLAIN_PASSWORD=$PW
      - POSTGRES_PASSWORD_FILE=/run/secrets/pw
  cache:
    command: redis-server --requirepass Hq8sPd3nV --port 6379
  other:
    command: ["redis-server", "--requirepass", "Wm4tKc6bJ"]
    healthcheck:
      test: ["CMD-SHELL", "PGPASSWORD=Vn5yBg8kR pg_isready -U app"]
    secrets:
      - db_password
secrets:
  db_password:
    file: ./db_password.txt
)";

TEST(Compose, Environment) {
  EXPECT_THAT(
      Read("docker-compose.yml", kCompose),
      ElementsAre("known services.db.environment.POSTGRES_PASSWORD = postgres",
                  "known services.wordpress.environment.WORDPRESS_DB_PASSWORD = wordpress",
                  "secret services.wordpress.environment.DATABASE_URL = xK29dkQm",
                  "secret services.wordpress.environment.OTHER_PASSWORD = Zr7qLw2mX (fallback)",
                  "secret services.cache.command requirepass = Hq8sPd3nV", "secret services.other.command = Wm4tKc6bJ",
                  "secret services.other.healthcheck.test PGPASSWORD = Vn5yBg8kR"));
}

TEST(Compose, AnchorsAreReadOnce) {
  EXPECT_THAT(Read("compose.yaml",
                   "x-env: &env\n  DB_PASSWORD: &pw \"xK29dkQm\"\nservices:\n  a:\n    environment:\n      <<: *env\n"
                   "  b:\n    environment: *env\n  c:\n    environment:\n      X_PASSWORD: *pw\n"),
              ElementsAre("secret x-env.DB_PASSWORD = xK29dkQm"));
}

TEST(Compose, DollarIsEscaped) {
  EXPECT_THAT(Read("compose.yml", "services:\n  a:\n    environment:\n      A_PASSWORD: xK29$$dkQm\n"),
              ElementsAre("secret services.a.environment.A_PASSWORD = xK29$$dkQm"));
}

TEST(Yaml, Styles) {
  EXPECT_THAT(Read("config/app.yaml",
                   "\xEF\xBB\xBF# \xC3\xA9\r\na:\r\n  password: 'xK29dkQm'\r\n  \"db_password\": \"Zr7qLw2mX\"\r\n  "
                   "pw: !!str Hq8sPd3nV\r\n"
                   "b: {password: Wm4tKc6bJ, x: 1}\r\nc: [ {token: x8Kd02kfQpLz91mXw7Rt5uY} ]\r\n"),
              ElementsAre("secret a.password = xK29dkQm", "secret a.db_password = Zr7qLw2mX", "secret a.pw = Hq8sPd3nV",
                          "secret b.password = Wm4tKc6bJ", "secret c.token = x8Kd02kfQpLz91mXw7Rt5uY"));
}

TEST(Yaml, BlockScalars) {
  EXPECT_THAT(Read("app.yaml",
                   "a:\n  env: |\n    # x\n    URL=postgresql://app:xK29dkQm@db/x\n\n    B=2\n  c: "
                   "postgresql://app:Zr7qLw2mX@db/x\n"),
              ElementsAre("secret a.env = xK29dkQm", "secret a.c = Zr7qLw2mX"));
}

TEST(Yaml, NameBesideValue) {
  EXPECT_THAT(Read("k8s/deploy.yaml",
                   "spec:\n  env:\n    - name: DB_PASSWORD\n      value: xK29dkQm\n    - name: B\n      valueFrom:\n"
                   "        secretKeyRef: {name: db, key: password}\n"),
              ElementsAre("secret spec.env.DB_PASSWORD = xK29dkQm"));
}

TEST(Yaml, SpringDefault) {
  EXPECT_THAT(Read("application.yml",
                   "spring:\n  datasource:\n    password: ${MYSQL_PASSWORD:db-57xslQ}\n    username: ${U:root}\n"),
              ElementsAre("secret spring.datasource.password = db-57xslQ (fallback)"));
}

TEST(Yaml, PipelineReferencesAreSilent) {
  EXPECT_THAT(
      Read(
          ".github/workflows/ci.yml",
          "permissions:\n  id-token: write\njobs:\n  a:\n    steps:\n      - with:\n          token: ${{ secrets.T }}\n"
          "        env:\n          PGPASSWORD: ${{ secrets.PW }}\n      - run: PGPASSWORD=$PW psql\n"),
      IsEmpty());
}

TEST(Yaml, SeveralDocuments) {
  EXPECT_THAT(Read("a.yaml", "password: xK29dkQm\n---\npassword: Zr7qLw2mX\n"),
              ElementsAre("secret password = xK29dkQm", "secret password = Zr7qLw2mX"));
}

TEST(Yaml, BrokenFilesAreSearched) {
  EXPECT_THAT(Read("values.yaml", "a: [1\nurl: postgresql://app:xK29dkQm@db/x\n"), ElementsAre("secret  = xK29dkQm"));
}

TEST(Text, OnlyWhatIdentifiesItself) {
  EXPECT_THAT(Read("Dockerfile", "ENV DATABASE_URL=postgresql://app:xK29dkQm@db/x\nENV PASSWORD=postgres\n"),
              ElementsAre("secret  = xK29dkQm"));
}

TEST(Role, OfPaths) {
  const std::pair<const char*, FileRole> rows[] = {{"alembic.ini", FileRole::kProduction},
                                                   {"app/config.py", FileRole::kProduction},
                                                   {".env", FileRole::kProduction},
                                                   {".env.production", FileRole::kProduction},
                                                   {"docker-compose.yml", FileRole::kDevelopment},
                                                   {"compose.override.yaml", FileRole::kDevelopment},
                                                   {"docker-compose.prod.yml", FileRole::kProduction},
                                                   {".env.local", FileRole::kDevelopment},
                                                   {"settings/dev.py", FileRole::kDevelopment},
                                                   {".github/workflows/ci.yml", FileRole::kDevelopment},
                                                   {".devcontainer/x.env", FileRole::kDevelopment},
                                                   {".env.example", FileRole::kExample},
                                                   {"env.sample", FileRole::kExample},
                                                   {"config.template.toml", FileRole::kExample},
                                                   {"docs/alembic.ini", FileRole::kExample},
                                                   {"tests/conftest.py", FileRole::kTest},
                                                   {".env.test", FileRole::kTest},
                                                   {"app/test_config.py", FileRole::kTest},
                                                   {"docker-compose.test.yml", FileRole::kTest},
                                                   {"contest/alembic.ini", FileRole::kProduction},
                                                   {"latest.ini", FileRole::kProduction},
                                                   {"device.toml", FileRole::kProduction}};
  for (const auto& [path, role] : rows) EXPECT_EQ(FileRoleOf(path), role) << path;
}

TEST(Format, OfPaths) {
  const std::pair<const char*, SettingFormat> rows[] = {{"alembic.ini", SettingFormat::kIni},
                                                        {"setup.cfg", SettingFormat::kIni},
                                                        {"pyproject.toml", SettingFormat::kToml},
                                                        {"compose.yml", SettingFormat::kCompose},
                                                        {"docker-compose.dev.yaml", SettingFormat::kCompose},
                                                        {"x.yml", SettingFormat::kYaml},
                                                        {".env", SettingFormat::kDotenv},
                                                        {".env.local", SettingFormat::kDotenv},
                                                        {"prod.env", SettingFormat::kDotenv},
                                                        {"a/env.py", SettingFormat::kPython},
                                                        {"Dockerfile", SettingFormat::kText},
                                                        {".environment", SettingFormat::kText}};
  for (const auto& [path, format] : rows) EXPECT_EQ(SettingFormatOf(path), format) << path;
}

TEST(Conceal, EverySecretOfTheLine) {
  const std::string text = "a: {password: xK29dkQm, url: 'postgresql://u:Zr7qLw2mX@h/x'}\nb: {password: Hq8sPd3nV}\n";
  const std::vector<Setting> settings = ReadSettings(0, "x.yaml", text);
  ASSERT_EQ(settings.size(), 3u);
  EXPECT_EQ(settings[0].conceal, (std::vector<Span>{settings[0].at, settings[1].at}));
  EXPECT_EQ(settings[1].conceal, settings[0].conceal);
  EXPECT_EQ(settings[2].conceal, std::vector<Span>{settings[2].at});
}

}  // namespace
}  // namespace retort
