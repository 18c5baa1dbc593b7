#include "linter/secrets/url.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/base/text.h"
#include "linter/secrets/names.h"
#include "linter/secrets/placeholder.h"
#include "linter/secrets/strength.h"
#include "linter/secrets/url_extent.h"
#include "linter/source/mapped_text.h"
#include "re2/re2.h"

namespace retort {
namespace {

constexpr size_t kNowhere = absl::string_view::npos;

absl::string_view Sub(absl::string_view text, Range range) { return text.substr(range.begin, range.end - range.begin); }

// The first of `characters` in the range, outside of ${...}, {{...}} and <...>; else the range's end.
size_t FindOutside(absl::string_view text, Range range, absl::string_view characters) {
  constexpr size_t kLongestPlaceholder = 100;
  int depth = 0;
  for (size_t i = range.begin; i < range.end; ++i) {
    const char c = text[i];
    if (c == '{' || c == '<') {
      const size_t length = std::min(kLongestPlaceholder, range.end - i);
      if (absl::StrContains(text.substr(i, length), c == '{' ? '}' : '>')) ++depth;
    } else if ((c == '}' || c == '>') && depth > 0) {
      --depth;
    } else if (depth == 0 && absl::StrContains(characters, c)) {
      return i;
    }
  }
  return range.end;
}

// Where the host begins when the password holds a raw "/", "?" or "#", as SQLAlchemy reads it; nothing when what
// stands there is a path: `http://a:8080/x@y`.
std::optional<size_t> AtBehindSlash(absl::string_view text, const UrlExtent& extent, size_t slash) {
  static const RE2 kUserInfo(R"([\w.%+~-]*:([^/@]*)[^@]*)"), kHost(R"([\w.\-\[\]:%]+([/?;,].*)?)"), kPort(R"(\d{1,5})");
  if (absl::StartsWith(extent.scheme, "http")) return std::nullopt;
  const size_t at = text.find('@', slash);
  if (at >= extent.at.end) return std::nullopt;
  const absl::string_view info = Sub(text, {extent.rest, at}), host = Sub(text, {at + 1, extent.at.end});
  std::string before_slash;
  if (!RE2::FullMatch({info.data(), info.size()}, kUserInfo, &before_slash)) return std::nullopt;
  if (RE2::FullMatch(before_slash, kPort) || !RE2::FullMatch({host.data(), host.size()}, kHost)) return std::nullopt;
  return at;
}

// Reads the authority and query of one URL into it.
class UrlReader {
 public:
  UrlReader(absl::string_view text, const UrlExtent& extent) : text_(text), extent_(extent) {
    url_.at = extent.at;
    url_.kind = extent.kind;
    url_.scheme = extent.scheme;
  }

  Url Read() {
    size_t slash = FindOutside(text_, {extent_.rest, url_.at.end}, "/?#;");
    size_t at = text_.rfind('@', slash == 0 ? 0 : slash - 1);
    if (at == kNowhere || at < extent_.rest) {
      if (const std::optional<size_t> behind = AtBehindSlash(text_, extent_, slash)) {
        at = *behind;
        slash = FindOutside(text_, {at, url_.at.end}, "/?#;");
      }
    }
    ReadAuthority({extent_.rest, slash}, at);
    ReadPath(slash);
    return std::move(url_);
  }

 private:
  void ReadAuthority(Range authority, size_t at) {
    constexpr int kMostUsers = 16;
    if (at == kNowhere || at < authority.begin) return ReadHosts(authority);
    for (int i = 0; i < kMostUsers; ++i) {
      const size_t comma = CommaOfSeveralUsers(authority);
      if (comma == kNowhere) break;
      const size_t first_at = text_.find('@', authority.begin);
      ReadUserInfo({authority.begin, first_at});
      ReadHosts({first_at + 1, comma});
      authority.begin = comma + 1;
    }
    ReadUserInfo({authority.begin, at});
    ReadHosts({at + 1, authority.end});
  }

  // `u:p@h1,u:p@h2`: the comma after the first host, when there is a user on both sides.
  size_t CommaOfSeveralUsers(Range authority) const {
    static const RE2 kSeveral(R"([^@,]*:[^@,]*@[\w.:\-\[\]]+(,)[^@,:]*:[^@]*@.*)");
    const absl::string_view part = Sub(text_, authority);
    re2::StringPiece comma;
    if (!RE2::FullMatch({part.data(), part.size()}, kSeveral, &comma)) return kNowhere;
    return authority.begin + (comma.data() - part.data());
  }

  void ReadUserInfo(Range info) {
    const size_t colon = FindOutside(text_, info, ":");
    const absl::string_view user = Sub(text_, {info.begin, colon});
    if (LooksRandom(user) && !IsReference(user)) url_.opaque.push_back({info.begin, colon});
    AddCredential(PercentDecode(user), {std::min(colon + 1, info.end), info.end});
  }

  void ReadHosts(Range hosts) {
    while (true) {
      const size_t comma = FindOutside(text_, hosts, ",");
      absl::string_view host = Sub(text_, {hosts.begin, comma});
      if (!absl::StartsWith(host, "[")) host = host.substr(0, FindOutside(host, {0, host.size()}, ":"));
      if (absl::StartsWith(host, "[")) host = host.substr(0, host.find(']') + 1);
      url_.hosts.emplace_back(host);
      if (comma == hosts.end) return;
      hosts.begin = comma + 1;
    }
  }

  void ReadPath(size_t slash) {
    const size_t query = FindOutside(text_, {slash, url_.at.end}, "?;#");
    url_.database = std::string(Sub(text_, {std::min(slash + 1, query), query}));
    ReadQuery({std::min(query + 1, url_.at.end), url_.at.end});
  }

  void ReadQuery(Range query) {
    std::string user;
    std::vector<Range> passwords;
    while (query.begin < query.end) {
      const size_t end = FindOutside(text_, query, "&;");
      const size_t equals = std::min(text_.find('=', query.begin), end);
      const absl::string_view name = Sub(text_, {query.begin, equals});
      const Range value = {std::min(equals + 1, end), end};
      const NameKind kind = NameKindOf(name);
      if (kind == NameKind::kUser) user = PercentDecode(Sub(text_, value));
      if (name == "host" && url_.hosts == std::vector<std::string>{""}) url_.hosts = {PercentDecode(Sub(text_, value))};
      if (name == "odbc_connect") {
        ReadOdbc(value);
      } else if (name == "credentials_base64" || (kind != NameKind::kOther && kind != NameKind::kUser)) {
        passwords.push_back(value);
      } else if (LooksRandom(Sub(text_, value))) {
        url_.opaque.push_back(value);
      }
      query.begin = end + 1;
    }
    for (const Range password : passwords) AddCredential(user, password);
  }

  // A whole ODBC string, encoded: its password is part of the value.
  void ReadOdbc(Range value) {
    static const RE2 kPassword(R"((?i)(?:^|;)\s*(?:pwd|password)=([^;]+))"), kUser(R"((?i)(?:^|;)\s*uid=([^;]+))");
    std::string decoded = PercentDecode(Sub(text_, value)), user, password;
    std::replace(decoded.begin(), decoded.end(), '+', ' ');
    RE2::PartialMatch(decoded, kUser, &user);
    if (RE2::PartialMatch(decoded, kPassword, &password)) url_.credentials.push_back({user, password, value});
  }

  void AddCredential(std::string user, Range password) {
    if (password.begin >= password.end) return;
    url_.credentials.push_back({std::move(user), PercentDecode(Sub(text_, password)), password});
  }

  absl::string_view text_;
  const UrlExtent& extent_;
  Url url_;
};

}  // namespace

HostKind Url::Host() const {
  HostKind kind = HostKind::kNone;
  for (const std::string& host : hosts) kind = std::max(kind, HostKindOf(host));
  return kind;
}

std::vector<Url> FindUrls(absl::string_view text) {
  std::vector<Url> urls;
  for (const UrlExtent& extent : FindUrlExtents(text)) urls.push_back(UrlReader(text, extent).Read());
  return urls;
}

std::string Redact(absl::string_view text, const Url& url, std::vector<Range> hidden) {
  constexpr size_t kLongestShown = 160;
  for (const Credential& credential : url.credentials) hidden.push_back(credential.at);
  hidden.insert(hidden.end(), url.opaque.begin(), url.opaque.end());
  std::sort(hidden.begin(), hidden.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  std::string shown;
  size_t next = url.at.begin;
  for (const Range& range : hidden) {
    if (range.end <= next || range.begin >= url.at.end) continue;
    if (range.begin >= next) absl::StrAppend(&shown, Sub(text, {next, range.begin}), "***");
    next = std::min(range.end, url.at.end);
  }
  absl::StrAppend(&shown, Sub(text, {next, url.at.end}));
  shown = Printable(absl::StrReplaceAll(shown, {{kHole, "{}"}}));
  return shown.size() <= kLongestShown ? shown : absl::StrCat(url.scheme, "://***");
}

std::string PercentDecode(absl::string_view text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && absl::ascii_isxdigit(text[i + 1]) && absl::ascii_isxdigit(text[i + 2]);
    if (!escape) {
      decoded.push_back(text[i]);
      continue;
    }
    const auto digit = [](char c) { return absl::ascii_isdigit(c) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10; };
    decoded.push_back(static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])));
    i += 2;
  }
  return decoded;
}

}  // namespace retort
