#include "linter/secrets/verdict.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace retort {
namespace {

enum Verdict { kSilent, kPlaceholder, kKnown, kSecret };  // kSilent: no setting, or one without a verdict

struct Row {
  const char* name;
  const char* value;
  Verdict verdict;
};

// In a file of production that is neither code nor an example.
const Row kNamed[] = {
    // References: nothing is written here.
    {"password", "${DB_PASSWORD}", kSilent},
    {"password", "$DB_PASSWORD", kSilent},
    {"password", "$$DB_PASSWORD", kSilent},
    {"password", "{{ db_password }}", kSilent},
    {"password", "${{ secrets.DB_PASSWORD }}", kSilent},
    {"password", "%(db_pass)s", kSilent},
    {"password", "%DB_PASSWORD%", kSilent},
    {"password", "%s", kSilent},
    {"password", "{}", kSilent},
    {"password", "{0}", kSilent},
    {"password", "{password}", kSilent},
    {"password", "{settings.password}", kSilent},
    {"password", "@DB_PASSWORD@", kSilent},
    {"password", "<%= password %>", kSilent},
    {"password", "$(cat /run/secrets/pw)", kSilent},
    {"password", "`cat pw`", kSilent},
    {"password", ":'pw'", kSilent},
    {"password", "#{password}", kSilent},
    {"password", "!Ref DbPassword", kSilent},
    {"password", "vault:secret/data/db#password", kSilent},
    {"password", "ssm:/prod/db/password", kSilent},
    {"password", "op://vault/db/password", kSilent},
    {"password", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf", kSilent},
    {"password", "projects/p-12/secrets/db/versions/latest", kSilent},
    {"password", "ENC[AES256_GCM,data:Zm9v,iv:YmFy,tag:cXV4,type:str]", kSilent},
    {"password", "ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)", kSilent},
    {"password", "/run/secrets/db_password", kSilent},
    {"password", "./secrets/db.key", kSilent},
    {"password", "~/.pgpass", kSilent},
    {"password", "C:\\secrets\\db", kSilent},
    {"password", "server.key", kSilent},
    {"shared-password", "jupyterhub.authenticators.shared:SharedPasswordAuthenticator", kSilent},
    {"password", "os.environ['DB_PASSWORD']", kSilent},
    {"password", "process.env.DB_PASSWORD", kSilent},
    {"password", "settings.db_password", kSilent},
    // Not secret by type.
    {"password", "", kSilent},
    {"password", "null", kSilent},
    {"password", "None", kSilent},
    {"password", "true", kSilent},
    {"password", "no", kSilent},
    {"password", "30s", kSilent},
    {"password", "2024-01-15", kSilent},
    {"password", "The password of the database", kSilent},
    {"CF_DNS_API_TOKEN", "API token with DNS:Edit permission", kSilent},
    {"token", "bearer", kSilent},
    {"token", "3600", kSilent},
    {"id-token", "write", kSilent},
    {"access_token", "access_token_cookie", kSilent},
    {"auth_token", "https://auth.internal.io/token", kSilent},
    // Names that hold no credential.
    {"DB_PASSWORD_FILE", "x8Kd02kfQpLz91mX", kSilent},
    {"primary_key", "x8Kd02kfQpLz91mX", kSilent},
    {"some_key", "x8Kd02kfQpLz91mX", kSilent},
    {"PASSWORD_MIN_LENGTH", "x8Kd02kfQpLz91mX", kSilent},
    {"secret_name", "prod-db-x8Kd02kfQpLz91mX", kSilent},
    {"user", "x8Kd02kfQpLz91mX", kSilent},
    {"PWD_KEY", "pwd.key", kSilent},
    {"isAdminPasswordEmpty", "x8Kd02kfQpLz91mX", kSilent},
    {"image", "repo@sha256:3b1c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80912", kSilent},
    // Placeholders.
    {"password", "<password>", kPlaceholder},
    {"password", "[password]", kPlaceholder},
    {"password", "changeme", kPlaceholder},
    {"password", "CHANGE_ME", kPlaceholder},
    {"password", "change-this-in-production", kPlaceholder},
    {"password", "ChangeThisPassword1", kPlaceholder},
    {"password", "replace_me", kPlaceholder},
    {"password", "replace-with-real-password", kPlaceholder},
    {"password", "REDACTED_DEFAULT_PASSWORD", kPlaceholder},
    {"password", "placeholder", kPlaceholder},
    {"password", "your-password", kPlaceholder},
    {"password", "your_password_here", kPlaceholder},
    {"password", "yourpassword", kPlaceholder},
    {"password", "password_goes_here", kPlaceholder},
    {"password", "insert-password", kPlaceholder},
    {"password", "enter_password", kPlaceholder},
    {"password", "put_password_here", kPlaceholder},
    {"password", "dummy", kPlaceholder},
    {"password", "fake-password", kPlaceholder},
    {"password", "TODO", kPlaceholder},
    {"password", "fixme", kPlaceholder},
    {"password", "example", kPlaceholder},
    {"password", "notreal", kPlaceholder},
    {"password", "xxxxxxxx", kPlaceholder},
    {"password", "********", kPlaceholder},
    {"password", "......", kPlaceholder},
    {"password", "\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2", kPlaceholder},
    {"password", "xxx", kPlaceholder},
    {"SECRET_KEY", "long-and-random-alphanumeric-string", kPlaceholder},
    {"aws_secret_access_key", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", kPlaceholder},
    {"api_key", "your-api-key-here", kPlaceholder},
    // Known to everybody.
    {"POSTGRES_PASSWORD", "postgres", kKnown},
    {"MYSQL_ROOT_PASSWORD", "root", kKnown},
    {"WORDPRESS_DB_PASSWORD", "wordpress", kKnown},
    {"password", "1234", kKnown},
    {"password", "123456", kKnown},
    {"password", "P4ssw0rd", kKnown},
    {"password", "secret", kKnown},
    {"password", "mysecretpassword", kKnown},
    {"password", "changeit", kKnown},
    {"password", "qwerty", kKnown},
    {"password", "abc", kKnown},
    {"password", "supersecurepassword2024!", kKnown},
    {"SECRET_KEY", "my-super-secret-key", kKnown},
    {"SECRET_KEY", "django-insecure-8f#k2(kd93jf02kd9fk20dk3kf02kd93", kKnown},
    {"jwt_secret", "secret", kKnown},
    {"password", "kx9", kKnown},
    // Secrets.
    {"password", "IcanDoIt4ll", kSecret},
    {"password", "carla614", kSecret},
    {"password", "xK29dkQm", kSecret},
    {"password", "tr0ub4dor&3", kSecret},
    {"password", "550e8400-e29b-41d4-a716-446655440000", kSecret},
    {"password", "/8fKd02kfQ+Lz91mXw7Rt5uY==", kSecret},
    {"password", "2KB1fq9zLw", kSecret},
    {"SECRET_KEY", "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7", kSecret},
    {"jwtSecret", "x8Kd02kfQpLz91mXw7Rt5uY", kSecret},
    {"access_token", "x8Kd02kfQpLz91mXw7Rt5uY", kSecret},
    {"apiKey", "x8Kd02kfQpLz91mXw7Rt5uY", kSecret},
    {"AIRFLOW__CORE__FERNET_KEY", "46BKJoQYlPPOexq0OhDZnIlNepKFf87WFwLbfzqDDho=", kSecret},
    {"password_hash", "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW", kSilent},
    {"password", "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW", kSecret},
};

// Whatever the name.
const Row kSelfEvident[] = {
    // The template of alembic and what documentations use.
    {"sqlalchemy.url", "driver://user:pass@localhost/dbname", kPlaceholder},
    {"sqlalchemy.url", "driver://user:S3cr3tValue9x@localhost/dbname", kPlaceholder},
    {"sqlalchemy.url", "dialect+driver://username:password@host:port/database", kPlaceholder},
    {"sqlalchemy.url", "postgresql://scott:tiger@localhost/test", kPlaceholder},
    {"sqlalchemy.url", "postgresql://user:password@localhost/dbname", kPlaceholder},
    {"sqlalchemy.url", "postgresql+psycopg2://user:password@host:port/database", kPlaceholder},
    {"sqlalchemy.url", "postgresql://foo:bar@localhost/x", kPlaceholder},
    {"sqlalchemy.url", "postgresql://app:carla614@db.example.com/x", kPlaceholder},
    {"sqlalchemy.url", "postgresql://<user>:<password>@<host>/<db>", kPlaceholder},
    {"sqlalchemy.url", "postgresql://user:your_password@db.prod.io/x", kPlaceholder},
    {"sqlalchemy.url", "postgresql://app:REDACTED@db.prod.io/x", kPlaceholder},
    {"sqlalchemy.url", "postgresql://app:****@db.prod.io/x", kPlaceholder},
    // No literal password.
    {"sqlalchemy.url", "${DATABASE_URL}", kSilent},
    {"sqlalchemy.url", "%(DATABASE_URL)s", kSilent},
    {"sqlalchemy.url", "postgresql://app:${PW}@db.prod.io/x", kSilent},
    {"sqlalchemy.url", "postgresql://$USER:$PW@$HOST/x", kSilent},
    {"sqlalchemy.url", "postgresql://{user}:{password}@{host}/x", kSilent},
    {"sqlalchemy.url", "postgresql://{{ user }}:{{ password }}@{{ host }}/x", kSilent},
    {"sqlalchemy.url", "postgresql://%s:%s@%s/x", kSilent},
    {"sqlalchemy.url", "postgresql://%(user)s:%(pw)s@%(host)s/x", kSilent},
    {"sqlalchemy.url", "postgresql://app@db.prod.io/x", kSilent},
    {"sqlalchemy.url", "postgresql://app:@db.prod.io/x", kSilent},
    {"sqlalchemy.url", "postgresql://db/x", kSilent},
    {"sqlalchemy.url", "postgresql://...", kSilent},
    {"sqlalchemy.url", "sqlite:///./test.db", kSilent},
    {"url", "http://a:8080/x@y", kSilent},
    {"dsn", "https://0a7f3c9e1b5d82460a7f3c9e1b5d8246@o1.ingest.sentry.io/42", kSilent},
    {"proxy", "http://user:$PASS@proxy:3128", kSilent},
    // Known.
    {"sqlalchemy.url", "postgresql://postgres:postgres@localhost/app", kKnown},
    {"sqlalchemy.url", "postgresql+asyncpg://postgres:1234@localhost/app", kKnown},
    {"sqlalchemy.url", "postgresql+psycopg2://airflow:airflow@postgres:5432/airflow", kKnown},
    {"sqlalchemy.url", "postgresql://orders:orders123@db/x", kKnown},
    {"sqlalchemy.url", "postgresql://zulu:zulu_password@db/x", kKnown},
    {"sqlalchemy.url", "postgresql://app:kestrel@db/kestrel", kKnown},
    {"sqlalchemy.url", "postgresql://user:password@db:5432/app", kKnown},
    {"broker", "amqp://guest:guest@rabbit:5672//", kKnown},
    {"cache", "redis://:redis@cache:6379/0", kKnown},
    {"sqlalchemy.url", "postgresql://root:toor@10.0.0.7/x", kKnown},
    {"dsn", "host=localhost user=postgres password=postgres dbname=x", kKnown},
    // Secrets.
    {"sqlalchemy.url", "postgresql://app:xK29dkQm@localhost/app", kSecret},
    {"sqlalchemy.url", "postgresql+asyncpg://app:xK29dkQm@db.prod.io:5432/app", kSecret},
    {"sqlalchemy.url", "postgresql+psycopg://app:IcanDoIt4ll@db/app", kSecret},
    {"sqlalchemy.url", "postgresql://app:p%40xK29dkQm@db/app", kSecret},
    {"sqlalchemy.url", "postgresql://app:xK2/9dkQm@db/app", kSecret},
    {"sqlalchemy.url", "postgresql://app:xK2@9dkQm@db/app", kSecret},
    {"sqlalchemy.url", "postgresql://h1,h2/app?user=app&password=xK29dkQm", kSecret},
    {"sqlalchemy.url", "postgresql://user:xK29dkQm@${DB_HOST}/app", kSecret},
    {"sqlalchemy.url", "mssql+pyodbc:///?odbc_connect=UID%3Dsa%3BPWD%3DxK29dkQm", kSecret},
    {"sqlalchemy.url", "jdbc:postgresql://db/x?user=app&password=xK29dkQm", kSecret},
    {"broker", "amqps://app:xK29dkQm@mq.prod.io/v", kSecret},
    {"cache", "rediss://:xK29dkQm@cache.prod.io:6379/0", kSecret},
    {"mongo", "mongodb+srv://app:xK29dkQm@c0.mongodb.net/x", kSecret},
    {"command", "psql \"postgresql://app:xK29dkQm@db.prod.io/x\" -c 'select 1'", kSecret},
    {"dsn", "host=db.prod.io user=app password=xK29dkQm dbname=x", kSecret},
    {"conn", "Server=db.prod.io;User Id=app;Password=xK29dkQm;", kSecret},
    {"x", "ghp_q7R2xT9vBn4KpL1mWz6YsD3fGh8JcH5bNaEw", kSecret},
    {"sqlalchemy.url", "databricks://token:dapi0a7f3c9e1b5d82460a7f3c9e1b5d8246@host.cloud", kSecret},
};

Verdict VerdictOf(const std::optional<Setting>& setting) {
  return setting ? static_cast<Verdict>(setting->verdict) : kSilent;
}

Candidate CandidateFor(absl::string_view name, absl::string_view value) {
  Candidate candidate = {.path = std::string(name), .name = std::string(name), .format = SettingFormat::kIni};
  candidate.value.Append(value, {3, 100, 100 + static_cast<uint32_t>(value.size())});
  return candidate;
}

TEST(Verdict, Named) {
  for (const Row& row : kNamed) {
    EXPECT_EQ(VerdictOf(Judge(CandidateFor(row.name, row.value))), row.verdict) << row.name << " = " << row.value;
  }
}

TEST(Verdict, SelfEvident) {
  for (const Row& row : kSelfEvident) {
    EXPECT_EQ(VerdictOf(Judge(CandidateFor(row.name, row.value))), row.verdict) << row.name << " = " << row.value;
  }
}

TEST(Verdict, PlaceOfThePassword) {
  const std::optional<Setting> url = Judge(CandidateFor("url", "postgresql://app:xK29dkQm@db.prod.io/x"));
  ASSERT_TRUE(url.has_value());
  EXPECT_EQ(url->at, (Span{3, 117, 125}));
  EXPECT_EQ(url->conceal, std::vector<Span>{url->at});
  EXPECT_EQ(url->shown, "postgresql://app:***@db.prod.io/x");
  EXPECT_TRUE(url->is_url && url->has_password && url->named_host && !url->local_host);

  const std::optional<Setting> open = Judge(CandidateFor("url", "postgresql://app@db.prod.io/x"));
  ASSERT_TRUE(open.has_value());
  EXPECT_EQ(open->at, (Span{3, 100, 129}));
  EXPECT_TRUE(open->is_url && !open->has_password && open->named_host && !open->has_reference);
}

TEST(Verdict, ATokenIsNotShownInsideAUrl) {
  const char* token = "ghp_q7R2xT9vBn4KpL1mWz6YsD3fGh8JcH5bNaEw";
  const std::optional<Setting> setting = Judge(CandidateFor("u", absl::StrCat("postgresql://a:xK29dkQm@h.io/", token)));
  ASSERT_TRUE(setting.has_value());
  EXPECT_FALSE(absl::StrContains(setting->shown, token));
  EXPECT_EQ(setting->conceal.size(), 2u);
}

TEST(Verdict, AFallbackThatIsUsedIsNoPlaceholder) {
  Candidate candidate = CandidateFor("DATABASE_URL", "postgresql://user:password@localhost/app");
  EXPECT_EQ(VerdictOf(Judge(candidate)), kPlaceholder);
  candidate.is_fallback = true;
  EXPECT_EQ(VerdictOf(Judge(candidate)), kKnown);
  candidate = CandidateFor("url", "driver://user:pass@localhost/dbname");
  candidate.is_effective = true;
  EXPECT_EQ(VerdictOf(Judge(candidate)), kPlaceholder);
}

TEST(Verdict, ANameOfItselfDependsOnTheFile) {
  Candidate candidate = CandidateFor("DB_PASSWORD", "db_password");
  EXPECT_EQ(VerdictOf(Judge(candidate)), kKnown);
  candidate.format = SettingFormat::kPython;
  EXPECT_EQ(VerdictOf(Judge(candidate)), kPlaceholder);
  candidate.is_fallback = true;
  EXPECT_EQ(VerdictOf(Judge(candidate)), kKnown);
}

TEST(Verdict, CompanionsAreKnown) {
  Candidate candidate = CandidateFor("POSTGRES_PASSWORD", "kestrel9x");
  EXPECT_EQ(VerdictOf(Judge(candidate)), kSecret);
  candidate.companions = {"kestrel9x"};
  EXPECT_EQ(VerdictOf(Judge(candidate)), kKnown);
}

TEST(Verdict, DevelopmentFilesNeedMoreStrength) {
  Candidate candidate = CandidateFor("POSTGRES_PASSWORD", "carla614");
  candidate.role = FileRole::kDevelopment;
  EXPECT_EQ(VerdictOf(Judge(candidate)), kKnown);
  candidate = CandidateFor("POSTGRES_PASSWORD", "xK29dkQm");
  candidate.role = FileRole::kDevelopment;
  EXPECT_EQ(VerdictOf(Judge(candidate)), kSecret);
}

TEST(Verdict, MinorSecrets) {
  for (const char* value :
       {"$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW", "AIzaq7R2xT9vBn4KpL1mWz6YsD3fGh8JcH5bNaE"}) {
    const std::optional<Setting> setting = Judge(CandidateFor("password", value));
    ASSERT_TRUE(setting.has_value()) << value;
    EXPECT_TRUE(setting->is_minor) << value;
  }
}

TEST(Verdict, HolesAreReferences) {
  Candidate candidate = {.name = "url"};
  candidate.value.Append("postgresql://app:", {0, 0, 17});
  candidate.value.AppendHole({0, 17, 21});
  candidate.value.Append("@db.prod.io/x", {0, 21, 34});
  const std::optional<Setting> setting = Judge(candidate);
  ASSERT_TRUE(setting.has_value());
  EXPECT_EQ(setting->verdict, SecretVerdict::kNone);
  EXPECT_TRUE(setting->has_reference && !setting->has_password);
  EXPECT_EQ(setting->shown, "postgresql://app:***@db.prod.io/x");
}

TEST(Verdict, ScanFindsOnlyWhatIsSecret) {
  const std::string text =
      "# postgresql://app:xK29dkQm@db.prod.io/x\n# postgresql://postgres:postgres@db/x\n# redis://:xK29dkQm@r\n";
  const std::vector<Setting> found = Scan(1, text, FileRole::kProduction, SettingFormat::kText);
  ASSERT_EQ(found.size(), 2u);
  for (const Setting& setting : found)
    EXPECT_EQ(text.substr(setting.at.begin, setting.at.end - setting.at.begin), "xK29dkQm");
}

TEST(Verdict, HostileBytesAreNoProblem) {
  for (const std::string& value : {std::string("postgresql://a:\0b\xff\xfe@h", 20), std::string(1 << 20, '\xff'),
                                   std::string(1 << 20, '{'), std::string(1 << 20, '$'), std::string("\0", 1)}) {
    for (const char* name : {"password", "x"}) {
      const std::optional<Setting> setting = Judge(CandidateFor(name, value));
      EXPECT_LE(setting ? setting->shown.size() : 0, 200u);
    }
  }
}

}  // namespace
}  // namespace retort
