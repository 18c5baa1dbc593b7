// What the rules on secrets say about whole files, how severe it is, and that they never say the secret.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/project/settings_reader.h"
#include "rules/rule.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Finding> FindingsIn(absl::string_view path, absl::string_view text) {
  const Environment environment;
  const EnvScript env_script;
  const RevisionGraph graph({});
  const History history;
  const Revision revision;
  const Catalog nothing;
  const Moment now{environment, env_script,         graph, history, revision, nothing, RunModel::kStepByStep,
                   {},          Certainty::kCertain};
  std::vector<Finding> out;
  const std::vector<Setting> settings = ReadSettings(0, path, text);
  for (const Rule* rule : AllRules()) {
    Findings findings(rule->id, rule->severity, rule->why, out);
    for (const auto& check : rule->checks) {
      if (check.subject != SubjectIndex<Setting>()) continue;
      for (const Setting& setting : settings) check.run(&setting, now, findings);
    }
  }
  return out;
}

std::vector<std::string> Said(absl::string_view path, absl::string_view text) {
  std::vector<std::string> said;
  for (const Finding& finding : FindingsIn(path, text)) {
    said.push_back(absl::StrCat(SeverityName(finding.severity), " ", finding.rule, ": ", finding.message));
  }
  return said;
}

TEST(SecretRules, Messages) {
  EXPECT_THAT(Said("alembic.ini", "[alembic]\nsqlalchemy.url = postgresql://app:xK29dkQm@db.acme.io/x"),
              ElementsAre("error hardcoded-secret: [alembic] sqlalchemy.url is a literal: a database password in "
                          "postgresql://app:***@db.acme.io/x"));
  EXPECT_THAT(Said("app/config.py", "x = os.getenv('DB_PASSWORD', 'xK29dkQm')"),
              ElementsAre("error hardcoded-secret: DB_PASSWORD falls back to a literal: password"));
  EXPECT_THAT(
      Said("app.ini", "[a]\n# postgresql://app:xK29dkQm@db.acme.io/x"),
      ElementsAre("error hardcoded-secret: a database password is written here: postgresql://app:***@db.acme.io/x"));
  EXPECT_THAT(
      Said("config.py", "URL = os.getenv('DATABASE_URL', 'postgresql://postgres:postgres@localhost/x')"),
      ElementsAre("warning development-credential: DATABASE_URL falls back to a password that everybody knows or "
                  "guesses: postgresql://postgres:***@localhost/x"));
  EXPECT_THAT(
      Said(".env", "POSTGRES_PASSWORD=postgres"),
      ElementsAre("warning development-credential: POSTGRES_PASSWORD is a password that everybody knows or guesses"));
  EXPECT_THAT(Said("alembic.ini", "[alembic]\nsqlalchemy.url = postgresql://app@db.acme.io/x"),
              ElementsAre("warning hardcoded-database-url: [alembic] sqlalchemy.url leads to one database: "
                          "postgresql://app@db.acme.io/x"));
}

// `--- ../alembic.ini` and the text below it.
std::vector<std::string> RulesIn(absl::string_view example) {
  example.remove_prefix(example.find("../") + 3);
  std::vector<std::string> rules;
  const size_t line = example.find('\n');
  for (const Finding& finding : FindingsIn(example.substr(0, line), example.substr(line + 1)))
    rules.emplace_back(finding.rule);
  return rules;
}

TEST(SecretRules, Examples) {
  for (const Rule* rule : AllRules()) {
    if (rule->category != Category::kSecrets) continue;
    EXPECT_THAT(RulesIn(rule->bad), ElementsAre(std::string(rule->id)));
    EXPECT_THAT(RulesIn(rule->good), IsEmpty()) << rule->id;
  }
}

TEST(SecretRules, SeverityFollowsTheRoleOfTheFile) {
  const char* known = "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: postgres\n";
  EXPECT_THAT(Said("docker-compose.yml", known), ElementsAre(testing::StartsWith("info development-credential")));
  EXPECT_THAT(Said("docker-compose.prod.yml", known),
              ElementsAre(testing::StartsWith("warning development-credential")));
  EXPECT_THAT(Said("docker-compose.test.yml", known), IsEmpty());
  const char* remote = "a:\n  url: postgresql://postgres:postgres@db.acme.io/x\n";
  EXPECT_THAT(Said("compose.yml", remote), ElementsAre(testing::StartsWith("warning development-credential")));
  EXPECT_THAT(Said(".env.example", "POSTGRES_PASSWORD=postgres"), IsEmpty());
  EXPECT_THAT(Said(".env.example", "POSTGRES_PASSWORD=xK29dkQmTT"),
              ElementsAre(testing::StartsWith("error hardcoded-secret")));
  EXPECT_THAT(Said("tests/conftest.py", "DB_PASSWORD = 'xK29dkQm'"), IsEmpty());
  EXPECT_THAT(Said("config.py", "PASSWORD = '$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW'"),
              ElementsAre(testing::StartsWith("warning hardcoded-secret")));
}

TEST(SecretRules, UrlWithoutPassword) {
  for (const char* url : {"postgresql://app@localhost/x", "postgresql://app@db/x", "postgresql:///x", "sqlite:///x.db",
                          "postgresql://app:${PW}@db.acme.io/x", "postgresql://app@${HOST}.acme.io/x",
                          "postgresql://app@db.example.com/x", "postgresql://app:your-password@db.acme.io/x",
                          "https://db.acme.io/x", "driver://user:pass@localhost/dbname"}) {
    EXPECT_THAT(Said("alembic.ini", absl::StrCat("[alembic]\nsqlalchemy.url = ", url)), IsEmpty()) << url;
    EXPECT_THAT(Said("config.toml", absl::StrCat("url = \"", url, "\"")), IsEmpty()) << url;
  }
  EXPECT_THAT(Said("docker-compose.yml", "a: {url: 'postgresql://app@db.acme.io/x'}"), IsEmpty());
}

TEST(SecretRules, HelpSpeaksTheLanguageOfTheFile) {
  const std::pair<const char*, std::pair<const char*, const char*>> rows[] = {
      {"docker-compose.prod.yml", {"a: {DB_PASSWORD: xK29dkQm}", "${DB_PASSWORD:?set DB_PASSWORD}"}},
      {"config.py", {"DB_PASSWORD = 'xK29dkQm'", "os.environ[\"DB_PASSWORD\"]"}},
      {"alembic.ini", {"[alembic]\nsqlalchemy.url = postgresql://app:xK29dkQm@db/x", "set_main_option"}},
      {".env", {"DB_PASSWORD=xK29dkQm", "out of git"}},
  };
  for (const auto& [path, row] : rows) {
    const std::vector<Finding> findings = FindingsIn(path, row.first);
    ASSERT_EQ(findings.size(), 1u) << path;
    EXPECT_THAT(findings[0].help, testing::HasSubstr(row.second));
  }
}

struct Template {
  const char* path;
  const char* text;  // <S> stands for the secret
};

constexpr Template kTemplates[] = {
    {"alembic.ini", "[alembic]\nsqlalchemy.url = postgresql+asyncpg://app:<S>@db.acme.io:5432/app\n"},
    {"alembic.ini", "[db]\nuser = app\npassword = <S>\n"},
    {"alembic.ini", "# sqlalchemy.url = postgresql://app:<S>@db/app\n"},
    {"config.toml", "[db]\npassword = \"<S>\"\n"},
    {"config.toml", "url = 'postgresql://db/app?user=app&password=<S>'\n"},
    {"docker-compose.yml", "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: \"<S>\"\n"},
    {"docker-compose.yml",
     "services:\n  db:\n    environment:\n      - DATABASE_URL=postgresql://app:${PW:-<S>}@db/app\n"},
    {"values.yaml", "db: {password: <S>, name: x}\n"},
    {"values.yaml", "script: |\n  export PGPASSWORD=<S>\n  psql\n"},
    {".env", "export DB_PASSWORD=<S>\n"},
    {".env", "REDIS_URL='redis://:<S>@cache:6379/0'\n"},
    {"config.py", "class Settings(BaseSettings):\n    db_password: str = Field(default=\"<S>\")\n"},
    {"config.py", "engine = create_engine(f\"postgresql://{user}:<S>@{host}/x\")\n"},
    {"config.py", "connect('host=db user=app password=<S>')\n"},
    {"alembic/env.py", "config.set_main_option('sqlalchemy.url', os.getenv('U', 'postgresql://app:<S>@db/x'))\n"},
    {"Dockerfile", "ENV DATABASE_URL=postgresql://app:<S>@db/app\n"},
};

std::vector<std::string> RandomSecrets(size_t count) {
  constexpr absl::string_view kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
  std::mt19937 random(20240115);
  std::vector<std::string> secrets;
  while (secrets.size() < count) {
    std::string secret;
    const size_t size = 12 + random() % 28;
    while (secret.size() < size) secret.push_back(kAlphabet[random() % kAlphabet.size()]);
    secrets.push_back("aK7" + secret);
  }
  return secrets;
}

std::string EverythingSaid(const Finding& finding) {
  std::string all = absl::StrCat(finding.message, "\n", finding.why, "\n", finding.help, "\n", finding.when, "\n",
                                 finding.subject, "\n", finding.revision, "\n", finding.environment);
  for (const Related& related : finding.related) absl::StrAppend(&all, "\n", related.message);
  for (const Fix& fix : finding.fixes) {
    absl::StrAppend(&all, "\n", fix.title);
    for (const Edit& edit : fix.edits) absl::StrAppend(&all, "\n", edit.text);
  }
  return all;
}

TEST(SecretRules, NothingOfASecretIsSaidAndItsPlaceIsExact) {
  const std::vector<std::string> secrets = RandomSecrets(500);
  for (const Template& form : kTemplates) {
    for (const std::string& secret : secrets) {
      const std::string text = absl::StrReplaceAll(form.text, {{"<S>", secret}});
      const std::vector<Finding> findings = FindingsIn(form.path, text);
      ASSERT_EQ(findings.size(), 1u) << form.path << "\n" << text;
      const Finding& finding = findings[0];
      EXPECT_EQ(finding.rule, "hardcoded-secret") << text;
      ASSERT_EQ(finding.conceal.size(), 1u) << text;
      const Span concealed = finding.conceal[0];
      ASSERT_EQ(text.substr(concealed.begin, concealed.end - concealed.begin), secret) << text;
      EXPECT_EQ(finding.at, (Span{concealed.file, concealed.begin, concealed.begin + 1})) << "no length is shown";
      const std::string said = EverythingSaid(finding);
      for (size_t i = 0; i + 8 <= secret.size(); ++i) {
        ASSERT_FALSE(absl::StrContains(said, secret.substr(i, 8))) << said;
      }
    }
  }
}

TEST(SecretRules, ANameThatIsASecretIsNotSaid) {
  const std::string token = "ghp_q7R2xT9vBn4KpL1mWz6YsD3fGh8JcH5bNaEw";
  for (const std::string& text : {absl::StrCat(token, ":\n  password: xK29dkQm\n"),
                                  absl::StrCat("\"postgresql://a:Zr7qLw2mX@h/x\":\n  password: xK29dkQm\n")}) {
    for (const Finding& finding : FindingsIn("x.yaml", text)) {
      EXPECT_FALSE(absl::StrContains(EverythingSaid(finding), token));
      EXPECT_FALSE(absl::StrContains(EverythingSaid(finding), "Zr7qLw2mX"));
    }
  }
}

}  // namespace
}  // namespace retort
