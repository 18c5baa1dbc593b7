#include "linter/secrets/tokens.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/secrets/jwt.h"
#include "linter/secrets/placeholder.h"
#include "linter/secrets/private_key.h"
#include "linter/secrets/strength.h"
#include "re2/re2.h"
#include "re2/set.h"

namespace retort {
namespace {

// One automaton says which formats occur at all; only those are searched for their places.
struct Screen {
  Screen() : set(RE2::Options(), RE2::UNANCHORED) {
    for (const TokenFormat& format : TokenFormats()) {
      const std::string pattern =
          absl::StrCat("(", RE2::QuoteMeta({format.head.data(), format.head.size()}), format.body, ")");
      set.Add(pattern, nullptr);
      patterns.push_back(std::make_unique<RE2>(pattern));
    }
    set.Compile();
  }
  RE2::Set set;
  std::vector<std::unique_ptr<RE2>> patterns;
};

bool IsWordCharacter(char c) { return absl::ascii_isalnum(c) || c == '_'; }

// Not a slice of some longer word, and not a sample of a documentation.
bool IsReal(absl::string_view text, const Range& at, const TokenFormat& format) {
  if (at.begin > 0 && IsWordCharacter(text[at.begin - 1]) && IsWordCharacter(format.head.front())) return false;
  if (at.end < text.size() && IsWordCharacter(text[at.end]) && IsWordCharacter(text[at.end - 1])) return false;
  const absl::string_view body = text.substr(at.begin, at.end - at.begin).substr(format.head.size());
  return !IsPlaceholder(body) && !IsSequence(body) && Entropy(body) >= 2.0;
}

void FindFormat(absl::string_view text, const TokenFormat& format, const RE2& pattern, std::vector<Token>& found) {
  re2::StringPiece rest(text.data(), text.size()), match;
  while (RE2::FindAndConsume(&rest, pattern, &match)) {
    const size_t begin = match.data() - text.data();
    const Range at = {begin, begin + match.size()};
    if (IsReal(text, at, format)) found.push_back({at, format.kind, format.head, format.minor});
  }
}

}  // namespace

std::vector<Token> FindTokens(absl::string_view text) {
  static const Screen screen;
  std::vector<Token> found;
  std::vector<int> formats;
  screen.set.Match({text.data(), text.size()}, &formats);
  std::sort(formats.begin(), formats.end());
  for (const int i : formats) FindFormat(text, TokenFormats()[i], *screen.patterns[i], found);
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
