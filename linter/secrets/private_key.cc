#include "linter/secrets/private_key.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "re2/re2.h"

namespace retort {
namespace {

// Characters of base64 in the body; "\n" written out is a line break.
size_t BodyLength(absl::string_view body) {
  size_t length = 0;
  for (size_t i = 0; i < body.size(); ++i) {
    if (body[i] == '\\') {
      ++i;
    } else if (absl::ascii_isalnum(body[i]) || body[i] == '+' || body[i] == '/') {
      ++length;
    }
  }
  return length;
}

}  // namespace

std::vector<Range> FindPrivateKeys(absl::string_view text) {
  static const RE2 kBegin(R"((-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-[23]:|)"
                          R"(LS0tLS1CRUdJTi[A-Za-z0-9+/]{100,}))");
  constexpr size_t kShortestBody = 64, kLongestKey = 1 << 14;
  std::vector<Range> keys;
  re2::StringPiece rest(text.data(), text.size()), begin;
  while (RE2::FindAndConsume(&rest, kBegin, &begin)) {
    const size_t from = begin.data() - text.data();
    size_t body = from + begin.size();
    if (absl::StartsWith({begin.data(), begin.size()}, "LS0")) {
      keys.push_back({from, body});
      continue;
    }
    const absl::string_view tail = text.substr(body, kLongestKey);
    const size_t stop = std::min({tail.find("-----END"), tail.find("-----BEGIN"), tail.size()});
    if (BodyLength(tail.substr(0, stop)) < kShortestBody) continue;
    size_t to = body + stop;
    if (absl::StartsWith(text.substr(to), "-----END")) {
      const size_t dashes = text.find("-----", to + 8);
      const size_t line = text.find('\n', to);
      to = dashes < line ? dashes + 5 : std::min(line, text.size());
    }
    keys.push_back({from, to});
    rest = {text.data() + to, text.size() - to};
  }
  return keys;
}

}  // namespace retort
