// Identifiers, names and literals as SQL text, quoted where and as SQLAlchemy quotes them for PostgreSQL.
//
//   Quoted("user")                     // "user", with its quotes: a reserved word
//   QuotedName({"app", "Order"})       // app."Order"
//   QuotedText("it's")                 // 'it''s'

#ifndef RETORT_LINTER_SQL_QUOTE_H_
#define RETORT_LINTER_SQL_QUOTE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/schema/name.h"

namespace retort {

// A hole is a letter, and an empty identifier, which is one that is not known, is a hole.
std::string Quoted(absl::string_view identifier);
std::string QuotedName(const Name& name);
std::string QuotedList(const std::vector<std::string>& identifiers);  // "a, b"
std::string QuotedText(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_QUOTE_H_
