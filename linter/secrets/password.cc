#include "linter/secrets/password.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "linter/secrets/placeholder.h"
#include "linter/secrets/strength.h"
#include "linter/secrets/words.h"

namespace retort {
namespace {

constexpr absl::string_view kExampleUsers[] = {"user",    "username", "usr",    "foo",     "u",    "scott",    "login",
                                               "db_user", "dbuser",   "myuser", "my_user", "name", "user_name"};
constexpr absl::string_view kExamplePasswords[] = {
    "pass", "password",    "passwd",     "pwd",    "secret",     "bar",    "tiger",       "p",
    "pw",   "db_password", "dbpassword", "dbpass", "mypassword", "mypass", "my_password", "pass_word"};

template <size_t size>
bool In(const absl::string_view (&words)[size], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string Plain(absl::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (absl::ascii_isalnum(c)) plain.push_back(absl::ascii_tolower(c));
  }
  return plain;
}

// The name itself, or the name with a few digits or "password" around it.
bool IsMadeFrom(const std::string& password, absl::string_view name) {
  const std::string plain_name = Plain(name);
  if (plain_name.size() < 2) return password == plain_name && !password.empty();
  const size_t at = password.find(plain_name);
  if (at == std::string::npos) return false;
  const std::string rest = password.substr(0, at) + password.substr(at + plain_name.size());
  return rest.empty() || IsWeak(rest);
}

bool IsKnown(const Password& password) {
  if (IsWeak(password.value) || IsWordy(password.value)) return true;
  if (LooksRandom(password.value)) return false;
  const std::string plain = Plain(password.value);
  const auto made_from = [&](const std::string& name) { return IsMadeFrom(plain, name); };
  return made_from(password.user) || std::any_of(password.names.begin(), password.names.end(), made_from);
}

bool IsStrong(const Password& password) {
  const std::string& value = password.value;
  if (LooksRandom(value)) return true;
  if (password.kind == NameKind::kToken) return false;
  if (value.size() < 8) return false;
  return CharacterClasses(value) >= 3 || password.role == FileRole::kProduction;
}

}  // namespace

SecretVerdict JudgePassword(const Password& password) {
  const std::string& value = password.value;
  if (IsReference(value) || IsOtherType(value) || IsPath(value)) return SecretVerdict::kNone;
  if (IsPlaceholder(value)) return SecretVerdict::kPlaceholder;
  if (IsPasswordHash(value)) return SecretVerdict::kSecret;
  // "bearer", "Set the token": a token that is a word is a name, not a credential.
  if (password.kind == NameKind::kToken && !IsStrong(password)) return SecretVerdict::kNone;
  if (IsKnown(password)) {
    return password.kind == NameKind::kToken ? SecretVerdict::kNone : SecretVerdict::kDevelopment;
  }
  return IsStrong(password) ? SecretVerdict::kSecret : SecretVerdict::kDevelopment;
}

bool IsExamplePair(const Password& password, HostKind host) {
  if (host == HostKind::kRemote || host == HostKind::kService) return false;
  if (host == HostKind::kPlaceholder) return !LooksRandom(password.value);
  return In(kExampleUsers, absl::AsciiStrToLower(password.user)) &&
         In(kExamplePasswords, absl::AsciiStrToLower(password.value));
}

}  // namespace retort
