#include "linter/secrets/strength.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "re2/re2.h"

namespace retort {

double Entropy(absl::string_view text) {
  std::array<size_t, 256> counts = {};
  for (const char c : text) ++counts[static_cast<uint8_t>(c)];
  double entropy = 0;
  for (const size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    entropy -= share * std::log2(share);
  }
  return entropy;
}

int CharacterClasses(absl::string_view text) {
  bool lower = false, upper = false, digit = false, other = false;
  for (const char c : text) {
    if (absl::ascii_islower(c)) {
      lower = true;
    } else if (absl::ascii_isupper(c)) {
      upper = true;
    } else if (absl::ascii_isdigit(c)) {
      digit = true;
    } else {
      other = true;
    }
  }
  return lower + upper + digit + other;
}

bool LooksRandom(absl::string_view text) {
  if (text.size() < 16 || IsSequence(text) || IsWordy(text)) return false;
  const bool hex = std::all_of(text.begin(), text.end(), absl::ascii_isxdigit);
  if (hex && text.size() >= 20) return Entropy(text) >= 2.5;
  return CharacterClasses(text) >= 2 && Entropy(text) >= 3.3;
}

bool IsSequence(absl::string_view text) {
  if (text.size() < 3) return false;
  size_t steps = 0;
  for (size_t i = 1; i < text.size(); ++i) {
    const int step = text[i] - text[i - 1];
    steps += (step >= -1 && step <= 1) || (text[i - 1] == '9' && (text[i] == '0' || absl::ascii_isalpha(text[i])));
  }
  return steps * 10 >= (text.size() - 1) * 8;
}

bool IsWordy(absl::string_view text) {
  size_t words = 0, length = 0;
  bool digits = false;
  for (size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '-';
    if (absl::ascii_isalnum(c)) {
      const bool is_digit = absl::ascii_isdigit(c);
      if (length > 0 && is_digit != digits) return false;
      digits = is_digit;
      if (++length > (is_digit ? 4u : 16u)) return false;
    } else if (absl::string_view("-_ ./:").find(c) != absl::string_view::npos) {
      words += length > 0 && !digits;
      length = 0;
    } else {
      return false;
    }
  }
  return words >= 2;
}

bool IsPasswordHash(absl::string_view text) {
  static const RE2 kHash(
      R"(\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|\$argon2(id|i|d)\$.+|pbkdf2[:_]sha\d+[:$].+|scrypt:.+\$.+|\$[156]\$.+\$.+)"
      R"(|\$P\$[./A-Za-z0-9]{31}|SCRAM-SHA-256\$\d+:.+|md5[0-9a-f]{32}|\{S?SHA\d*\}.+)");
  return RE2::FullMatch({text.data(), text.size()}, kHash);
}

}  // namespace retort
