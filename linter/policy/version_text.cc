#include "linter/policy/version_text.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "linter/base/text.h"

namespace retort {

absl::StatusOr<Version> ParseVersion(absl::string_view word) {
  const std::vector<absl::string_view> parts = absl::StrSplit(word, '.');
  Version version;
  const bool is_valid = absl::SimpleAtoi(parts[0], &version.major) && version.major >= 0 &&
                        (parts.size() < 2 || absl::SimpleAtoi(parts[1], &version.minor)) && version.minor >= 0;
  if (is_valid) return version;
  return absl::InvalidArgumentError(
      absl::StrCat("\"", Printable(word), "\" is no version; it is written as 16 or 2.0"));
}

}  // namespace retort
