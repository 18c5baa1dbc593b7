// What can be said of a statement from its first words, when the whole cannot be read: it is not fully known, newer
// than the grammar, or too large.
//
//   BeginningOf("GRANT {privilege} ON ...", reason)   ->   Opaque{"GRANT", reason, Reach::kNothing}

#ifndef RETORT_LINTER_SQL_BEGINNING_H_
#define RETORT_LINTER_SQL_BEGINNING_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/schema/operation.h"

namespace retort {

Opaque BeginningOf(absl::string_view statement, std::string reason);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_BEGINNING_H_
