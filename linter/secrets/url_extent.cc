#include "linter/secrets/url_extent.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace retort {
namespace {

constexpr absl::string_view kDatabases[] = {
    "postgres",  "postgresql", "pg",         "pgsql",      "postgis",      "timescaledb", "redshift",  "cockroachdb",
    "cockroach", "yugabyte",   "yugabytedb", "mysql",      "mariadb",      "mssql",       "sqlserver", "oracle",
    "snowflake", "bigquery",   "databricks", "clickhouse", "clickhousedb", "trino",       "presto",    "hive",
    "vertica",   "db2",        "ibm_db_sa",  "firebird",   "sqlite",       "duckdb",      "awsathena", "teradatasql",
    "hana",      "exa",        "crate",      "impala",     "psql",         "asyncpg"};
constexpr absl::string_view kOthers[] = {"cassandra",  "couchbase",
                                         "couchbases", "mongodb",
                                         "redis",      "rediss",
                                         "valkey",     "valkeys",
                                         "amqp",       "amqps",
                                         "pyamqp",     "kafka",
                                         "nats",       "mqtt",
                                         "mqtts",      "elasticsearch",
                                         "neo4j",      "neo4j+s",
                                         "bolt",       "ldap",
                                         "ldaps",      "smtp",
                                         "smtps",      "imap",
                                         "imaps",      "ftp",
                                         "ftps",       "sftp",
                                         "http",       "https",
                                         "influxdb",   "memcached",
                                         "sentinel",   "stomp",
                                         "ws",         "wss",
                                         "db",         "elasticsearch+https"};
constexpr absl::string_view kTemplates[] = {"driver", "dialect"};

template <size_t size>
bool In(const absl::string_view (&words)[size], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::optional<UrlKind> KindOf(absl::string_view scheme) {
  const absl::string_view dialect = scheme.substr(0, scheme.find('+'));
  if (In(kDatabases, dialect)) return UrlKind::kDatabase;
  if (In(kTemplates, dialect)) return UrlKind::kTemplate;
  if (In(kOthers, dialect)) return UrlKind::kOther;
  return std::nullopt;
}

bool IsSchemeCharacter(char c) { return absl::ascii_isalnum(c) || c == '+' || c == '_' || c == '.' || c == '-'; }

// Just after the placeholder that begins at `i`, `<your password>` or `{{ x }}`, or `i` when none does: its spaces do
// not end the URL.
size_t SkipPlaceholder(absl::string_view text, size_t i) {
  constexpr size_t kLongestPlaceholder = 60;
  const char close = text[i] == '<' ? '>' : text[i] == '{' ? '}' : text[i] == '(' ? ')' : '\0';
  if (close == '\0') return i;
  for (size_t end = i + 1; end < text.size() && end - i < kLongestPlaceholder && text[end] != '\n'; ++end) {
    if (text[end] == close) return end;
    if (text[end] == '"' || text[end] == '\'') break;
  }
  return i;
}

size_t EndOf(absl::string_view text, size_t begin, bool whole) {
  for (size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (absl::ascii_isspace(c) || absl::ascii_iscntrl(c)) return i;
    if (!whole && (c == '"' || c == '\'' || c == '`')) return i;
    i = SkipPlaceholder(text, i);
  }
  return text.size();
}

}  // namespace

std::vector<UrlExtent> FindUrlExtents(absl::string_view text) {
  constexpr size_t kLongestScheme = 40;
  std::vector<UrlExtent> extents;
  size_t floor = 0;
  for (size_t mark = text.find("://"); mark != absl::string_view::npos; mark = text.find("://", mark + 3)) {
    if (mark < floor) continue;
    size_t begin = mark;
    while (begin > floor && mark - begin < kLongestScheme && IsSchemeCharacter(text[begin - 1])) --begin;
    UrlExtent extent = {{begin, 0}, mark + 3, absl::AsciiStrToLower(text.substr(begin, mark - begin))};
    const std::optional<UrlKind> kind = KindOf(extent.scheme);
    if (!kind) continue;
    extent.kind = *kind;
    const bool whole = begin == 0 || (begin == 5 && absl::StartsWith(text, "jdbc:"));
    extent.at.end = floor = EndOf(text, extent.rest, whole);
    extents.push_back(std::move(extent));
  }
  return extents;
}

}  // namespace retort
