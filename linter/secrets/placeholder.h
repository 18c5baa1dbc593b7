// Values that are no literals, or that stand for one: `${DB_PASSWORD}`, `%(db_pass)s`, `<password>`, `changeme`.
//
//   IsReference("${DB_PASSWORD}")  ->  true     IsPlaceholder("your-password-here")  ->  true

#ifndef RETORT_LINTER_SECRETS_PLACEHOLDER_H_
#define RETORT_LINTER_SECRETS_PLACEHOLDER_H_

#include "absl/strings/string_view.h"

namespace retort {

// The value, or a part of it, comes from somewhere else: a variable, a template, a secret store, a file.
bool IsReference(absl::string_view value);

// A path, a file name or the place of a Python object ("app.auth:SharedPassword"), which may hold a secret but is none.
bool IsPath(absl::string_view value);

// To be replaced by the reader: it says so.
bool IsPlaceholder(absl::string_view value);

// No credential by its type: empty, none, null, a boolean, a duration or size, a date, three or more words of prose.
bool IsOtherType(absl::string_view value);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_PLACEHOLDER_H_
