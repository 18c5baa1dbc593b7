#include "linter/secrets/words.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "linter/secrets/strength.h"

namespace retort {
namespace {

// Of three letters or more; two-letter words would cover anything.
constexpr absl::string_view kWords[] = {
    "abc",       "access",     "account",    "admin",      "administrator", "airflow",     "alembic",
    "analytics", "and",        "api",        "app",        "application",   "authentik",   "auth",
    "backend",   "bar",        "baseball",   "batman",     "baz",           "billing",     "bitnami",
    "celery",    "change",     "changeit",   "clickhouse", "client",        "cockroach",   "code",
    "company",   "compose",    "dagster",    "data",       "database",      "dbpass",      "debezium",
    "debug",     "default",    "demo",       "dev",        "develop",       "developer",   "development",
    "directus",  "django",     "docker",     "dragon",     "drupal",        "easy",        "elastic",
    "empty",     "fastapi",    "flask",      "foo",        "football",      "for",         "gateway",
    "gitea",     "grafana",    "guest",      "hasura",     "hello",         "home",        "hunter",
    "iloveyou",  "insecure",   "insecurely", "internal",   "jwt",           "kafka",       "key",
    "keycloak",  "kong",       "letmein",    "live",       "local",         "localdev",    "localhost",
    "login",     "logto",      "magento",    "main",       "mariadb",       "master",      "mastodon",
    "metabase",  "minio",      "mlflow",     "mongo",      "monkey",        "moodle",      "mysql",
    "nextcloud", "nginx",      "nopass",     "not",        "odoo",          "only",        "open",
    "operator",  "oracle",     "orders",     "outline",    "owner",         "pass",        "passphrase",
    "passwd",    "password",   "passwort",   "payments",   "pgadmin",       "pgpass",      "plane",
    "please",    "postgis",    "postgres",   "postgresql", "prefect",       "princess",    "private",
    "prod",      "production", "prometheus", "psql",       "public",        "pwd",         "python",
    "qux",       "qwe",        "qwer",       "qwerty",     "qwertyuiop",    "rabbit",      "rabbitmq",
    "rails",     "readonly",   "reader",     "redis",      "replica",       "root",        "safe",
    "scott",     "secret",     "secure",     "sentry",     "server",        "service",     "services",
    "session",   "shadow",     "shop",       "signing",    "simple",        "some",        "sonar",
    "spring",    "sql",        "sqlalchemy", "staging",    "strapi",        "strong",      "sunshine",
    "super",     "superman",   "superset",   "superuser",  "supersecret",   "supersecure", "sys",
    "system",    "temp",       "temporal",   "temporary",  "test",          "tester",      "testing",
    "the",       "this",       "tiger",      "timescale",  "timescaledb",   "tmp",         "toor",
    "token",     "trust",      "trustno",    "umami",      "unsafe",        "use",         "user",
    "username",  "users",      "very",       "web",        "welcome",       "wiki",        "winter",
    "summer",    "wordpress",  "world",      "worker",     "writer",        "xyz",         "yugabyte",
    "zabbix",    "zaq",        "zxcvbn",     "zxcvbnm",    "asdf",          "asdfgh",      "asdfghjkl",
    "minimum",   "long",       "length",     "least",      "characters",    "with"};

// What people write for letters; a digit that stands for no letter is dropped.
std::string Letters(absl::string_view text) {
  constexpr absl::string_view kLeet = "01345789@$!+|";
  constexpr absl::string_view kPlain = "oieastbgasitl";
  while (!text.empty() && !absl::ascii_isalpha(text.back())) text.remove_suffix(1);
  std::string letters;
  for (const char c : text) {
    const size_t leet = kLeet.find(c);
    if (absl::ascii_isalpha(c)) {
      letters.push_back(absl::ascii_tolower(c));
    } else if (leet != absl::string_view::npos) {
      letters.push_back(kPlain[leet]);
    }
  }
  return letters;
}

// The most letters that known words can cover without overlap.
size_t Covered(absl::string_view text) {
  std::vector<size_t> best(text.size() + 1, 0);
  for (size_t i = 0; i < text.size(); ++i) {
    best[i + 1] = std::max(best[i + 1], best[i]);
    for (const absl::string_view word : kWords) {
      if (absl::StartsWith(text.substr(i), word)) {
        best[i + word.size()] = std::max(best[i + word.size()], best[i] + word.size());
      }
    }
  }
  return best[text.size()];
}

}  // namespace

bool IsWeak(absl::string_view text) {
  constexpr size_t kLongestWeak = 72, kLongNumber = 12;
  if (text.empty() || text.size() > kLongestWeak) return false;
  if (IsSequence(text)) return true;
  if (std::none_of(text.begin(), text.end(), absl::ascii_isalpha)) return text.size() < kLongNumber;
  const std::string letters = Letters(text);
  // A tail of digits is no strength; digits between letters are, unless they are leet.
  return Covered(letters) * 10 >= letters.size() * 6 && letters.size() * 2 >= text.size();
}

}  // namespace retort
