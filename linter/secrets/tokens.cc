#include "linter/secrets/tokens.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/secrets/jwt.h"
#include "linter/secrets/placeholder.h"
#include "linter/secrets/private_key.h"
#include "linter/secrets/strength.h"
#include "re2/re2.h"

namespace retort {
namespace {

// The formats by the first byte of their heads.
std::array<std::vector<size_t>, 256> ByFirstByte() {
  std::array<std::vector<size_t>, 256> formats;
  for (size_t i = 0; i < TokenFormats().size(); ++i) {
    formats[static_cast<uint8_t>(TokenFormats()[i].head[0])].push_back(i);
  }
  return formats;
}

// The formats whose head occurs in the text, by number. Only those need their pattern: an automaton for all of them
// takes longer to build than most projects take to read.
std::set<size_t> FormatsIn(absl::string_view text) {
  static const std::array<std::vector<size_t>, 256> kByFirstByte = ByFirstByte();
  std::set<size_t> formats;
  for (size_t i = 0; i < text.size(); ++i) {
    for (const size_t format : kByFirstByte[static_cast<uint8_t>(text[i])]) {
      if (absl::StartsWith(text.substr(i), TokenFormats()[format].head)) formats.insert(format);
    }
  }
  return formats;
}

bool IsWordCharacter(char c) { return absl::ascii_isalnum(c) || c == '_'; }

// Not a slice of some longer word, and not a sample of a documentation.
bool IsReal(absl::string_view text, const Range& at, const TokenFormat& format) {
  if (at.begin > 0 && IsWordCharacter(text[at.begin - 1]) && IsWordCharacter(format.head.front())) return false;
  if (at.end < text.size() && IsWordCharacter(text[at.end]) && IsWordCharacter(text[at.end - 1])) return false;
  const absl::string_view body = text.substr(at.begin, at.end - at.begin).substr(format.head.size());
  return !IsPlaceholder(body) && !IsSequence(body) && Entropy(body) >= 2.0;
}

void FindFormat(absl::string_view text, const TokenFormat& format, std::vector<Token>& found) {
  const RE2 pattern(absl::StrCat("(", RE2::QuoteMeta({format.head.data(), format.head.size()}), format.body, ")"));
  re2::StringPiece rest(text.data(), text.size()), match;
  while (RE2::FindAndConsume(&rest, pattern, &match)) {
    const size_t begin = match.data() - text.data();
    const Range at = {begin, begin + match.size()};
    if (IsReal(text, at, format)) found.push_back({at, format.kind, format.head, format.minor});
  }
}

}  // namespace

std::vector<Token> FindTokens(absl::string_view text) {
  std::vector<Token> found;
  for (const size_t format : FormatsIn(text)) FindFormat(text, TokenFormats()[format], found);
  if (absl::StrContains(text, "-----BEGIN") || absl::StrContains(text, "LS0tLS1CRUdJTi") ||
      absl::StrContains(text, "PuTTY-User-Key-File")) {
    for (const Range& key : FindPrivateKeys(text)) found.push_back({key, "private key", ""});
  }
  for (const Range& jwt : FindJwts(text)) found.push_back({jwt, "JSON web token", "eyJ"});
  std::stable_sort(found.begin(), found.end(), [](const Token& a, const Token& b) { return a.at.begin < b.at.begin; });
  std::vector<Token> distinct;
  for (const Token& token : found) {
    if (distinct.empty() || !distinct.back().at.Overlaps(token.at)) distinct.push_back(token);
  }
  return distinct;
}

}  // namespace retort
