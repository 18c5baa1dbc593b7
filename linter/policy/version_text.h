// A version as people write it.
//
//   ParseVersion("16")  ->  {16, 0}        ParseVersion("2.0.41")  ->  {2, 0}

#ifndef RETORT_LINTER_POLICY_VERSION_TEXT_H_
#define RETORT_LINTER_POLICY_VERSION_TEXT_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/facts/versions.h"

namespace retort {

// What follows the minor number does not matter.
absl::StatusOr<Version> ParseVersion(absl::string_view word);

}  // namespace retort

#endif  // RETORT_LINTER_POLICY_VERSION_TEXT_H_
