// The value of a string literal as a text that still knows its place in the file: the body of a DO block, the argument
// of EXECUTE.
//
//   LiteralValue(sql, token)   // 'it''s' -> it's,  $$ BEGIN $$ -> " BEGIN "

#ifndef RETORT_LINTER_SQL_LITERAL_H_
#define RETORT_LINTER_SQL_LITERAL_H_

#include "linter/source/mapped_text.h"
#include "linter/sql/lexer.h"

namespace retort {

// `literal` is a string token of `sql`. Escapes by number (\x41, U&'\0041') become holes.
MappedText LiteralValue(const MappedText& sql, const SqlToken& literal);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_LITERAL_H_
