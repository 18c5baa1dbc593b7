#include "linter/secrets/verdict.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/secrets/dsn.h"
#include "linter/secrets/names.h"
#include "linter/secrets/password.h"
#include "linter/secrets/placeholder.h"
#include "linter/secrets/remedy.h"
#include "linter/secrets/strength.h"
#include "linter/secrets/tokens.h"
#include "linter/secrets/url.h"

namespace retort {
namespace {

// A part of the literal with what it is worth; `setting` has no places yet.
struct Hit {
  Range at;
  Setting setting;
  std::vector<Range> conceal = {};
};

bool IsWorthHiding(SecretVerdict verdict) { return verdict >= SecretVerdict::kDevelopment; }

int Rank(const Setting& setting) {
  const int open_url = setting.is_url && setting.named_host && !setting.has_password;
  return 4 * static_cast<int>(setting.verdict) + (setting.is_minor ? -2 : 0) + open_url;
}

bool EndsWith(const std::vector<std::string>& words, const std::vector<std::string>& end) {
  return !end.empty() && end.size() <= words.size() && std::equal(end.rbegin(), end.rend(), words.rbegin());
}

// Finds what is in one literal.
class Judgement {
 public:
  explicit Judgement(const Candidate& candidate) : candidate_(candidate), text_(candidate.value.text()) {}

  std::vector<Hit> Hits() {
    const std::vector<Url> urls = FindUrls(text_);
    AddTokens();
    for (const Url& url : urls) AddUrl(url);
    if (urls.empty()) {
      if (const std::optional<Dsn> dsn = FindDsn(text_)) AddDsn(*dsn);
    }
    const bool is_named = urls.empty() || urls.front().at.begin > 0;
    if (hits_.empty() && is_named) AddNamed();
    return std::move(hits_);
  }

 private:
  void AddTokens() {
    tokens_ = FindTokens(text_);
    for (const Token& token : tokens_) {
      Hit hit = {token.at, {}, {token.at}};
      hit.setting.verdict = SecretVerdict::kSecret;
      hit.setting.kind = std::string(token.kind);
      hit.setting.shown = token.head.empty() ? "" : absl::StrCat(token.head, "***");
      hit.setting.is_minor = token.minor;
      hit.setting.local_host = true;
      hits_.push_back(std::move(hit));
    }
  }

  std::vector<Range> TokensIn(const Range& range) const {
    std::vector<Range> inside;
    auto token = std::partition_point(tokens_.begin(), tokens_.end(),
                                      [&](const Token& other) { return other.at.end <= range.begin; });
    for (; token != tokens_.end() && token->at.begin < range.end; ++token) inside.push_back(token->at);
    return inside;
  }

  void AddUrl(const Url& url) {
    const HostKind host = url.Host();
    Hit hit = {url.at, {}, url.opaque};
    Setting& setting = hit.setting;
    setting.is_url = url.kind != UrlKind::kOther;
    setting.kind = setting.is_url ? "database URL" : "URL";
    setting.local_host = host == HostKind::kNone || host == HostKind::kLocal || host == HostKind::kService;
    setting.named_host = setting.is_url && host == HostKind::kRemote;
    setting.template_default = url.kind == UrlKind::kTemplate;
    setting.has_reference = IsReference(text_.substr(url.at.begin, url.at.end - url.at.begin));
    if (setting.template_default) setting.verdict = SecretVerdict::kPlaceholder;
    for (const Credential& credential : url.credentials) AddCredential(url, credential, host, hit);
    setting.shown = Redact(text_, url, TokensIn(url.at));
    if (setting.is_url || setting.verdict > SecretVerdict::kNone) hits_.push_back(std::move(hit));
  }

  void AddCredential(const Url& url, const Credential& credential, HostKind host, Hit& hit) {
    if (IsReference(credential.password)) return;
    hit.setting.has_password = true;
    if (url.kind == UrlKind::kTemplate) return;
    const SecretVerdict verdict = PasswordVerdict(credential.password, credential.user, url.database, host);
    if (IsWorthHiding(verdict)) hit.conceal.push_back(credential.at);
    if (verdict <= hit.setting.verdict) return;
    hit.setting.verdict = verdict;
    hit.at = credential.at;
  }

  void AddDsn(const Dsn& dsn) {
    Hit hit = {dsn.at, {}};
    hit.setting.verdict = PasswordVerdict(dsn.password, dsn.user, dsn.database, dsn.host);
    hit.setting.kind = "password";
    hit.setting.local_host =
        dsn.host == HostKind::kNone || dsn.host == HostKind::kLocal || dsn.host == HostKind::kService;
    hit.setting.has_password = true;
    if (IsWorthHiding(hit.setting.verdict)) hit.conceal = {dsn.at};
    hits_.push_back(std::move(hit));
  }

  SecretVerdict PasswordVerdict(const std::string& value, const std::string& user, const std::string& database,
                                HostKind host) const {
    Password password = {.value = value, .user = user, .names = candidate_.companions, .role = candidate_.role};
    password.names.push_back(database);
    const bool is_used = (candidate_.is_fallback || candidate_.is_effective) && host != HostKind::kPlaceholder;
    if (!is_used && IsExamplePair(password, host)) return SecretVerdict::kPlaceholder;
    return JudgePassword(password);
  }

  // The value of a name that says what it is: DB_PASSWORD, secret_key.
  void AddNamed() {
    const NameKind kind = NameKindOf(candidate_.name);
    if (kind == NameKind::kOther || kind == NameKind::kUser || text_.empty()) return;
    Hit hit = {{0, text_.size()}, {}};
    hit.setting.verdict = NamedVerdict(kind);
    hit.setting.kind = kind == NameKind::kPassword ? "password" : kind == NameKind::kToken ? "token" : "secret";
    hit.setting.local_host = true;
    if (IsPasswordHash(text_)) {
      hit.setting.kind = "password hash";
      hit.setting.is_minor = true;
    }
    if (IsWorthHiding(hit.setting.verdict)) hit.conceal = {hit.at};
    hits_.push_back(std::move(hit));
  }

  SecretVerdict NamedVerdict(NameKind kind) const {
    // GRANT_TYPE_PASSWORD = "password" names something in code; as configuration it is a password.
    const bool names = candidate_.format == SettingFormat::kPython || candidate_.role == FileRole::kExample;
    if (names && !candidate_.is_fallback && EndsWith(WordsOf(candidate_.name), WordsOf(text_))) {
      return SecretVerdict::kPlaceholder;
    }
    if (absl::StartsWith(text_, "django-insecure-")) return SecretVerdict::kDevelopment;
    return JudgePassword(
        {.value = std::string(text_), .names = candidate_.companions, .kind = kind, .role = candidate_.role});
  }

  const Candidate& candidate_;
  absl::string_view text_;
  std::vector<Token> tokens_;
  std::vector<Hit> hits_;
};

// A path for people: what is no name in it may be somebody's secret.
std::string ShownPath(absl::string_view path) {
  constexpr size_t kLongestPath = 120;
  if (path.size() > kLongestPath || absl::StrContains(path, "://") || !FindTokens(path).empty()) return "";
  for (const std::string& word : WordsOf(path)) {
    if (LooksRandom(word)) return "";
  }
  return std::all_of(path.begin(), path.end(), absl::ascii_isprint) ? std::string(path) : "";
}

Setting Placed(const Candidate& candidate, Hit hit) {
  Setting setting = std::move(hit.setting);
  setting.at = candidate.value.At(hit.at.begin, hit.at.end);
  setting.key = ShownPath(candidate.path);
  setting.role = candidate.role;
  setting.format = candidate.format;
  setting.is_fallback = candidate.is_fallback;
  setting.instead = Remedy(candidate.format, candidate.name, setting.is_url);
  for (const Range& range : hit.conceal) setting.conceal.push_back(candidate.value.At(range.begin, range.end));
  return setting;
}

}  // namespace

std::optional<Setting> Judge(const Candidate& candidate) {
  std::vector<Hit> hits = Judgement(candidate).Hits();
  const auto best = std::max_element(hits.begin(), hits.end(),
                                     [](const Hit& a, const Hit& b) { return Rank(a.setting) < Rank(b.setting); });
  if (best == hits.end()) return std::nullopt;
  if (best->setting.verdict == SecretVerdict::kNone && !best->setting.is_url) return std::nullopt;
  std::vector<Range> conceal;
  for (const Hit& hit : hits) conceal.insert(conceal.end(), hit.conceal.begin(), hit.conceal.end());
  best->conceal = std::move(conceal);
  return Placed(candidate, std::move(*best));
}

std::vector<Setting> Scan(FileId file, absl::string_view text, FileRole role, SettingFormat format) {
  Candidate candidate = {.role = role, .format = format};
  candidate.value.Append(text, {file, 0, static_cast<uint32_t>(text.size())});
  std::vector<Setting> found;
  for (Hit& hit : Judgement(candidate).Hits()) {
    if (hit.setting.verdict == SecretVerdict::kSecret) found.push_back(Placed(candidate, std::move(hit)));
  }
  return found;
}

}  // namespace retort
