// Private keys as PEM or PuTTY blocks, also on one line with "\n" written out, and as base64 of a PEM block.

#ifndef RETORT_LINTER_SECRETS_PRIVATE_KEY_H_
#define RETORT_LINTER_SECRETS_PRIVATE_KEY_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "linter/secrets/range.h"

namespace retort {

// Each from its BEGIN to its END line, both included. A BEGIN line without a body is a comparison, not a key.
std::vector<Range> FindPrivateKeys(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_PRIVATE_KEY_H_
