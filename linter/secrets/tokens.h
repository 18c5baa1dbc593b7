// Credentials that identify themselves: the tokens of providers, JSON web tokens, private keys.
//
//   FindTokens("token = ghp_16C7e42F292c6912E7710c838347Ae178B4a")[0].kind  ->  "GitHub token"

#ifndef RETORT_LINTER_SECRETS_TOKENS_H_
#define RETORT_LINTER_SECRETS_TOKENS_H_

#include <span>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/secrets/range.h"

namespace retort {

// One format. `head` is literal, at least three bytes, and public: it may be shown.
struct TokenFormat {
  absl::string_view kind;
  absl::string_view head;
  absl::string_view body;  // RE2; no leading repetition of everything, which would make the search slow
  bool minor = false;      // a test key, or one that is public by design
};

struct Token {
  Range at;
  absl::string_view kind;
  absl::string_view head;
  bool minor = false;
};

std::span<const TokenFormat> TokenFormats();

// In the order of the text, without documentation samples. Parts that overlap are reported once.
std::vector<Token> FindTokens(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_TOKENS_H_
