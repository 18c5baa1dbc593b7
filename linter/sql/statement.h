// One statement of a text: parsed and lowered, or opaque with what is known of it.
//
//   PieceReading reading = ReadPiece(sql, piece);

#ifndef RETORT_LINTER_SQL_STATEMENT_H_
#define RETORT_LINTER_SQL_STATEMENT_H_

#include <optional>
#include <vector>

#include "linter/schema/operation.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/read.h"
#include "linter/sql/split.h"

namespace retort {

struct PieceReading {
  std::vector<Operation> operations = {};
  std::optional<SqlError> error = {};  // never when the piece has unknown parts
};

// `nesting` counts the DO blocks and EXECUTE strings around the statement.
PieceReading ReadPiece(const MappedText& sql, const Piece& piece, int nesting = 0);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_STATEMENT_H_
