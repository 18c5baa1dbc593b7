#include "linter/secrets/names.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace retort {
namespace {

constexpr absl::string_view kPasswordWords[] = {"password", "passwd", "passphrase", "pass",
                                                "pwd",      "pw",     "passcode",   "requirepass"};
constexpr absl::string_view kSecretWords[] = {"secret", "apikey", "secretkey", "privatekey"};
constexpr absl::string_view kTokenWords[] = {"token", "bearer", "authtoken", "accesstoken", "credentials"};
// <word>_key is a credential; any other key (primary, cache, sort, public) is not.
constexpr absl::string_view kBeforeKey[] = {"secret",  "api",    "private", "encryption", "signing", "jwt",    "master",
                                            "account", "access", "service", "license",    "session", "fernet", "hmac"};
constexpr absl::string_view kUserWords[] = {"user", "username", "uid", "login", "db", "database", "dbname"};

// What may follow the word that decides, without changing what the value is.
constexpr absl::string_view kNeutralEnds[] = {
    "value", "default", "dev",    "prod",    "production", "staging",  "stage",    "test",     "local",
    "live",  "sandbox", "raw",    "plain",   "plaintext",  "replica",  "readonly", "ro",       "rw",
    "admin", "root",    "master", "primary", "backup",     "app",      "db",       "database", "postgres",
    "mysql", "redis",   "old",    "new",     "current",    "previous", "base",     "string",   "str"};
// What makes the word after it mean something else: page_token, csrf_token, reset_password, allow_empty_password.
constexpr absl::string_view kStrangers[] = {"no",           "empty", "csrf",   "xsrf",   "next",      "page",
                                            "continuation", "stop",  "pad",    "eos",    "bos",       "unk",
                                            "sep",          "cls",   "mask",   "forgot", "reset",     "change",
                                            "old",          "id",    "public", "hashed", "encrypted", "hash"};

template <size_t size>
bool In(const absl::string_view (&words)[size], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsNeutral(absl::string_view word) {
  return In(kNeutralEnds, word) || std::all_of(word.begin(), word.end(), absl::ascii_isdigit);
}

// What words[0..size) say, when the last of them decides.
NameKind KindOfLast(const std::vector<std::string>& words, size_t size) {
  absl::string_view last = words[size - 1];
  while (!last.empty() && absl::ascii_isdigit(last.back())) last.remove_suffix(1);
  const absl::string_view before = size > 1 ? absl::string_view(words[size - 2]) : absl::string_view();
  if (last == "key") return In(kBeforeKey, before) ? NameKind::kSecret : NameKind::kOther;
  if (In(kStrangers, before)) return NameKind::kOther;
  if (In(kPasswordWords, last)) return NameKind::kPassword;
  // PGPASSWORD, DBPASSWD: written together.
  if (last != "nopasswd" && (absl::EndsWith(last, "password") || absl::EndsWith(last, "passwd"))) {
    return NameKind::kPassword;
  }
  if (In(kSecretWords, last)) return NameKind::kSecret;
  if (In(kTokenWords, last)) return NameKind::kToken;
  return In(kUserWords, last) && size == words.size() ? NameKind::kUser : NameKind::kOther;
}

}  // namespace

std::vector<std::string> WordsOf(absl::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!absl::ascii_isalnum(c)) {
      flush();
      continue;
    }
    const bool after_lower = i > 0 && (absl::ascii_islower(name[i - 1]) || absl::ascii_isdigit(name[i - 1]));
    const bool before_lower =
        i > 0 && absl::ascii_isupper(name[i - 1]) && i + 1 < name.size() && absl::ascii_islower(name[i + 1]);
    if (absl::ascii_isupper(c) && (after_lower || before_lower)) flush();
    word.push_back(absl::ascii_tolower(c));
  }
  flush();
  return words;
}

NameKind NameKindOf(absl::string_view name) {
  constexpr size_t kLongestName = 200;  // longer is no name
  if (name.size() > kLongestName) return NameKind::kOther;
  const std::vector<std::string> words = WordsOf(name);
  for (size_t size = words.size(); size > 0; --size) {
    const NameKind kind = KindOfLast(words, size);
    if (kind != NameKind::kOther) return kind;
    if (!IsNeutral(words[size - 1])) break;
  }
  return NameKind::kOther;
}

}  // namespace retort
