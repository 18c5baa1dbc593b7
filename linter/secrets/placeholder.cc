#include "linter/secrets/placeholder.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "linter/secrets/names.h"
#include "linter/secrets/strength.h"
#include "linter/source/mapped_text.h"
#include "re2/re2.h"

namespace retort {
namespace {

constexpr size_t kLongestTemplate = 4096;  // what is longer holds data, not a reference

// Anywhere in the value, in lower case.
constexpr absl::string_view kSaysSo[] = {
    "changeme",     "changethis",   "change_me",  "change-me",  "change_this", "change-this",
    "replaceme",    "replacethis",  "replace_",   "replace-",   "redacted",    "placeholder",
    "example",      "notreal",      "not-a-real", "not_a_real", "notasecret",  "notsecret",
    "not-secret",   "not_secret",   "xxxx",       "****",       "....",        "\xE2\x80\xA2",
    "alphanumeric", "yourpassword", "yoursecret", "yourkey",    "yourtoken",   "mypassword123456"};
// As one of the value's words.
constexpr absl::string_view kSaysSoAsWord[] = {"your",  "dummy", "fake",      "todo",   "fixme",    "sample",   "mock",
                                               "unset", "tbd",   "undefined", "random", "generate", "generated"};
constexpr absl::string_view kSaysSoFirst[] = {"insert", "enter", "put", "paste", "replace", "fill", "set", "use"};

template <size_t size>
bool In(const absl::string_view (&words)[size], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool Matches(absl::string_view value, const RE2& pattern) {
  return RE2::FullMatch({value.data(), value.size()}, pattern);
}

// `<password>`, `[password]`, `{password}`, but no `[]` inside of something random.
bool IsBracketed(absl::string_view value) {
  if (value.size() < 2) return false;
  const char first = value.front(), last = value.back();
  return (first == '<' && last == '>') || (first == '[' && last == ']') || (first == '{' && last == '}');
}

}  // namespace

bool IsReference(absl::string_view value) {
  static const RE2 kPart(R"(\$\{[^}\s]|\{\{|\$\(|%\([^()\s]+\)[sd]|<%)");
  static const RE2 kWhole(
      R"((?s)\$+[A-Za-z_]\w*|\$\d|%[A-Za-z_]\w*%|%[sdr]|%%?\(\w+\)s|@[A-Za-z_][\w.]*@|`.*`|:'?"?\w+"?'?)"
      R"(|\{[\w.!:\[\]]*\}|#\{.*\}|![A-Z]\w*.*)"
      R"(|(?i:vault|ssm|op|sm|aws-sm|awssm|secretsmanager|keyring|secret|doppler|env|file|gcpsm|akv):(//)?[\w./:#-]+)"
      R"(|(?i:arn:aws[\w-]*:(secretsmanager|ssm|kms):).*|ENC[\[(].*|\$ANSIBLE_VAULT.*|projects/[\w-]+/secrets/.*)"
      R"(|(process\.env|os\.environ|settings|config|secrets|vars|self|env)[.\[].*|(os\.)?getenv\(.*)");
  if (HasHole(value)) return true;
  if (value.size() > kLongestTemplate) return false;
  return RE2::PartialMatch({value.data(), value.size()}, kPart) || Matches(value, kWhole);
}

bool IsPath(absl::string_view value) {
  static const RE2 kFrom(R"((\.\.?|~|[A-Za-z]:|%[A-Za-z]+%)?[/\\][\w .@+\\/-]*)");
  static const RE2 kFile(
      R"((?i)[\w .@/\\-]+\.(key|pem|crt|cer|cert|json|ya?ml|txt|env|ini|conf|cfg|toml|p12|pfx|jks|keystore|sh|py|sql|)"
      R"(gpg|asc|enc|log|db|sqlite3?|html?|md|csv|xml|properties))");
  if (value.size() > kLongestTemplate) return false;
  static const RE2 kObject(R"([A-Za-z_]\w*(\.[A-Za-z_]\w*)+:[A-Za-z_]\w*(\.\w+)*)");
  if (Matches(value, kFile) || Matches(value, kObject)) return true;
  return Matches(value, kFrom) &&
         !(LooksRandom(value) && CharacterClasses(value) == 4 && !absl::StrContains(value, '.'));
}

bool IsPlaceholder(absl::string_view value) {
  if (value.size() > kLongestTemplate) return false;
  if (IsBracketed(value)) return true;
  const std::string lower = absl::AsciiStrToLower(value);
  if (std::any_of(std::begin(kSaysSo), std::end(kSaysSo),
                  [&](absl::string_view text) { return absl::StrContains(lower, text); })) {
    return true;
  }
  const bool repeated = std::all_of(lower.begin(), lower.end(), [&](char c) { return c == lower[0]; });
  if (repeated && (lower[0] == 'x' || !absl::ascii_isalnum(lower[0]))) return true;
  const std::vector<std::string> words = WordsOf(value);
  if (words.empty()) return false;
  if (words.size() > 1 && (In(kSaysSoFirst, words.front()) || words.back() == "here")) return !LooksRandom(value);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return In(kSaysSoAsWord, word); });
}

bool IsOtherType(absl::string_view value) {
  static const RE2 kTyped(
      R"((?i)none|null|nil|~|true|false|yes|no|on|off|default|required|optional|string|str|int|)"
      R"([+-]?\d+(\.\d+)?\s*(ms|s|sec|m|min|h|hours?|d|days?|w|[kmg]i?b?|px|%)|\d{4}-\d\d-\d\d([t ][\d:.+z-]*)?)");
  if (value.empty() || Matches(value, kTyped)) return true;
  // Credentials have no spaces; descriptions and error messages have.
  return std::any_of(value.begin(), value.end(), absl::ascii_isspace);
}

}  // namespace retort
