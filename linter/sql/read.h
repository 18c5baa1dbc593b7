// SQL text to typed operations, through PostgreSQL's own parser.
//
//   SqlReading reading = ReadSql(text);
//   for (const Statement& statement : reading.statements) ...   // spans point into the file, not into the text

#ifndef RETORT_LINTER_SQL_READ_H_
#define RETORT_LINTER_SQL_READ_H_

#include <optional>
#include <string>
#include <vector>

#include "linter/migration/revision.h"
#include "linter/source/mapped_text.h"

namespace retort {

struct SqlError {
  Span at;
  std::string message;  // PostgreSQL's own: syntax error at or near "TABEL"
};

struct SqlReading {
  // One a statement, in order. A statement that cannot be lowered is one Opaque operation with its reason; a text with
  // unknown parts that does not parse is one Opaque of unlimited reach.
  std::vector<Statement> statements;
  // Set when PostgreSQL would refuse the text. Never set when the text has unknown parts.
  std::optional<SqlError> error;
};

struct SqlOptions {
  // The text goes through SQLAlchemy's text(), where `:name` is a parameter. Not so for exec_driver_sql.
  bool binds = true;
};

// Never hangs, crashes or grows without bound, whatever the text: a budget of tokens and nesting stands before the
// parser, and what is over it is Opaque. Call it on a Pool's stack.
SqlReading ReadSql(const MappedText& sql, const SqlOptions& options = {});

// The PostgreSQL major version of the grammar that is built in: 15 with Debian 12's libpg_query.
int GrammarVersion();

}  // namespace retort

#endif  // RETORT_LINTER_SQL_READ_H_
