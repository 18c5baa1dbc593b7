// Whether a name says that its value is a credential: DB_PASSWORD does, DB_PASSWORD_FILE and primary_key do not.
// Names are compared word by word, so that "author" is no "auth" and "bypass" no "pass".
//
//   NameKindOf("postgresPassword")  ->  NameKind::kPassword

#ifndef RETORT_LINTER_SECRETS_NAMES_H_
#define RETORT_LINTER_SECRETS_NAMES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

enum class NameKind {
  kOther,
  kPassword,  // any literal may be one, also "1234"
  kSecret,    // a key or a secret: should be random
  kToken,     // only what looks random counts: tokens of parsers and pages are called the same
  kUser,      // a user, database or service: the password next to it should differ
};

NameKind NameKindOf(absl::string_view name);

// "POSTGRES_userPassword-2" -> {"postgres", "user", "password", "2"}
std::vector<std::string> WordsOf(absl::string_view name);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_NAMES_H_
