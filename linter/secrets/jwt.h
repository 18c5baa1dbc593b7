// JSON web tokens: found by their shape and decoded, because any three words with dots between would match otherwise.

#ifndef RETORT_LINTER_SECRETS_JWT_H_
#define RETORT_LINTER_SECRETS_JWT_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "linter/secrets/range.h"

namespace retort {

// Tokens that are signed and give access: not the sample of jwt.io, not `alg: none`, not an anonymous public role.
std::vector<Range> FindJwts(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_JWT_H_
