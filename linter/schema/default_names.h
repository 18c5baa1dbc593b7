// The names that PostgreSQL makes for constraints, indexes and sequences that were given none.
//
//   DefaultName("user", {"email"}, "key", nothing_taken)          // user_email_key
//   DefaultName("user", {}, "pkey", nothing_taken)                // user_pkey
//
// Facts: PostgreSQL 12 and newer; older ones name a foreign key after its first column only.

#ifndef RETORT_LINTER_SCHEMA_DEFAULT_NAMES_H_
#define RETORT_LINTER_SCHEMA_DEFAULT_NAMES_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

// `label`: "pkey" (without columns), "key", "fkey", "excl", "idx" (of CREATE INDEX), "seq" (of a serial or identity
// column), "check" (with the column when the expression mentions just one, otherwise without). A name that is `taken`
// gets a number. Names end at 63 bytes.
std::string DefaultName(absl::string_view table, const std::vector<std::string>& columns, absl::string_view label,
                        const std::function<bool(absl::string_view)>& taken);

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_DEFAULT_NAMES_H_
