#include "linter/secrets/dsn.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "re2/re2.h"

namespace retort {
namespace {

struct Pair {
  std::string key;  // lower case
  std::string value;
  Range at;
};

// `key = value` and `key = 'it''s \'quoted\''`, separated by spaces; or `key=value;`, whose values may hold spaces.
std::vector<Pair> PairsOf(absl::string_view text, bool semicolons) {
  static const RE2 kLibpq(R"((?:^|[\s"'(,])([A-Za-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|([^\s'"]+)))");
  static const RE2 kOdbc(R"((?:^|[;"'?])\s*([A-Za-z][A-Za-z_ ]*?)\s*=\s*(?:\{([^}]*)\}|([^;"'\n]*)))");
  std::vector<Pair> pairs;
  re2::StringPiece rest(text.data(), text.size()), key, quoted, bare;
  while (RE2::FindAndConsume(&rest, semicolons ? kOdbc : kLibpq, &key, &quoted, &bare)) {
    const re2::StringPiece value = bare.data() != nullptr ? bare : quoted;
    const size_t begin = value.data() != nullptr ? value.data() - text.data() : 0;
    Pair pair = {absl::AsciiStrToLower({key.data(), key.size()}), "", {begin, begin + value.size()}};
    for (size_t i = 0; i < value.size(); ++i) {
      if (!semicolons && value[i] == '\\' && i + 1 < value.size()) ++i;
      pair.value.push_back(value[i]);
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

std::optional<Dsn> DsnOf(const std::vector<Pair>& pairs, int keywords_needed) {
  static const RE2 kHost("host|hostaddr|server|data source|address"), kPassword("password|pwd|sslpassword"),
      kUser("user|uid|user id|username|userid"), kDatabase("dbname|database|initial catalog"),
      kOther("port|sslmode|driver|service|application_name|trusted_connection|encrypt|connect_timeout");
  Dsn dsn;
  std::string host;
  int keywords = 0;
  bool found = false;
  for (const Pair& pair : pairs) {
    if (RE2::FullMatch(pair.key, kPassword)) {
      dsn.password = pair.value;
      dsn.at = pair.at;
      found = true;
      continue;
    }
    if (RE2::FullMatch(pair.key, kHost)) {
      host = pair.value.substr(0, pair.value.find(','));
    } else if (RE2::FullMatch(pair.key, kUser)) {
      dsn.user = pair.value;
    } else if (RE2::FullMatch(pair.key, kDatabase)) {
      dsn.database = pair.value;
    } else if (!RE2::FullMatch(pair.key, kOther)) {
      continue;
    }
    ++keywords;
  }
  if (!found || dsn.at.begin == dsn.at.end || keywords < keywords_needed) return std::nullopt;
  dsn.host = HostKindOf(host);
  return dsn;
}

}  // namespace

std::optional<Dsn> FindDsn(absl::string_view text) {
  constexpr size_t kLongestDsn = 4096;
  if (text.size() > kLongestDsn || !absl::StrContains(text, '=') || absl::StrContains(text, "://")) return std::nullopt;
  if (absl::StrContains(text, ';')) return DsnOf(PairsOf(text, true), 2);
  return DsnOf(PairsOf(text, false), 1);
}

}  // namespace retort
