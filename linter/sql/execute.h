// SQL as PL/pgSQL sends it: its own statements without what only PL/pgSQL knows, and what EXECUTE runs.
//
//   PlainSql(body, tokens)      // SELECT a INTO x FROM t  ->  SELECT a FROM t
//   Executed(body, tokens, 1)   // 'DROP TYPE mood'  ->  DropType{mood}

#ifndef RETORT_LINTER_SQL_EXECUTE_H_
#define RETORT_LINTER_SQL_EXECUTE_H_

#include <span>
#include <vector>

#include "linter/schema/operation.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/lexer.h"

namespace retort {

MappedText PlainSql(const MappedText& body, std::span<const SqlToken> statement);

// `argument` is what stands behind EXECUTE. A text that is put together while it runs is Opaque.
std::vector<Operation> Executed(const MappedText& body, std::span<const SqlToken> argument, int nesting);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_EXECUTE_H_
