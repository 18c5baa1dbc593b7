// A stable 64-bit hash (FNV-1a) for fingerprints that outlive a run; not for secrets and not against an adversary.

#ifndef RETORT_LINTER_BASE_HASH_H_
#define RETORT_LINTER_BASE_HASH_H_

#include <cstdint>
#include <string>

#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"

namespace retort {

constexpr uint64_t StableHash(absl::string_view text, uint64_t seed = 14695981039346656037u) {
  for (const char c : text) seed = (seed ^ static_cast<uint8_t>(c)) * 1099511628211u;
  return seed;
}

// 16 lower-case hexadecimal digits.
inline std::string StableDigest(absl::string_view text) { return absl::StrFormat("%016x", StableHash(text)); }

}  // namespace retort

#endif  // RETORT_LINTER_BASE_HASH_H_
