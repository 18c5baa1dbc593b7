// From PostgreSQL's tree to typed operations: every kind of statement is lowered here, or is opaque on purpose.
//
//   Lower(sql, piece, *tree)   // DROP TABLE a, b  ->  DropTable{a}, DropTable{b}

#ifndef RETORT_LINTER_SQL_LOWER_H_
#define RETORT_LINTER_SQL_LOWER_H_

#include <vector>

#include "linter/schema/operation.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/parser.h"
#include "linter/sql/split.h"

namespace retort {

// `tree` was parsed from `piece` of `sql`. At least one operation.
std::vector<Operation> Lower(const MappedText& sql, const Piece& piece, const PgQuery__ParseResult& tree);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_LOWER_H_
