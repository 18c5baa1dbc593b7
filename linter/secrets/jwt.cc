#include "linter/secrets/jwt.h"

#include <algorithm>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "re2/re2.h"

namespace retort {
namespace {

bool GivesAccess(const std::string& header, const std::string& payload) {
  static const RE2 kAlgorithm(R"re("alg"\s*:\s*"([^"]+)")re"), kAnonymous(R"re("role"\s*:\s*"anon")re");
  std::string decoded_header, decoded_payload, algorithm;
  if (!absl::WebSafeBase64Unescape(header, &decoded_header)) return false;
  if (!RE2::PartialMatch(decoded_header, kAlgorithm, &algorithm) || algorithm == "none") return false;
  if (!absl::WebSafeBase64Unescape(payload, &decoded_payload)) return true;
  const bool sample = absl::StrContains(decoded_payload, "John Doe") || absl::StrContains(decoded_payload, "example.");
  return !sample && !RE2::PartialMatch(decoded_payload, kAnonymous);
}

}  // namespace

std::vector<Range> FindJwts(absl::string_view text) {
  static const RE2 kShape(R"((eyJ[A-Za-z0-9_-]{12,})\.((?:eyJ|ewo)[A-Za-z0-9_-]{9,})\.[A-Za-z0-9_-]{10,})");
  std::vector<Range> found;
  re2::StringPiece rest(text.data(), text.size());
  for (size_t begin = text.find("eyJ"); begin != absl::string_view::npos; begin = text.find("eyJ", begin)) {
    std::string header, payload;
    rest = {text.data() + begin, text.size() - begin};
    if (!RE2::Consume(&rest, kShape, &header, &payload)) {
      // The next try begins behind this run of letters, so that a long run is read once.
      begin =
          std::min(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", begin),
                   text.size());
      continue;
    }
    const size_t end = rest.data() - text.data();
    if (GivesAccess(header, payload)) found.push_back({begin, end});
    begin = end;
  }
  return found;
}

}  // namespace retort
