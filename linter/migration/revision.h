// A revision as it was read from its file: identifiers, and what upgrade() and downgrade() do.
// Nothing here points to syntax; a revision is a value that can be cached, compared and replayed.

#ifndef RETORT_LINTER_MIGRATION_REVISION_H_
#define RETORT_LINTER_MIGRATION_REVISION_H_

#include <string>
#include <vector>

#include "linter/schema/operation.h"
#include "linter/source/span.h"

namespace retort {

// One directive or SQL statement.
struct Statement {
  Span at;
  std::vector<Operation> operations;  // in the order in which they are sent
  std::string sql;                    // for display only; may be empty
};

// Statements that commit together. autocommit_block() makes one that is not atomic.
struct Transaction {
  bool atomic = true;
  std::vector<Statement> statements;
};

// upgrade() or downgrade().
struct Procedure {
  enum class Body {
    kAbsent,  // no such function
    kEmpty,   // pass, ..., a docstring, return, comments
    kRaises,  // the first thing it does is to raise
    kCode,
  };
  Body body = Body::kAbsent;
  Span at;  // `def upgrade`: the header's name; where the function should stand when absent
  std::vector<Transaction> transactions;
};

// A name written in a revision file, with its place.
struct Reference {
  std::string id;
  Span at;
};

// Something in the file that stops Alembic from loading or running it.
struct Problem {
  Span at;
  std::string message;  // "invalid syntax", "\"down_revision\" is not defined"
  std::string help;
};

// What the docstring says of an identifier, as Alembic's template writes it: "Revises: 3f1c, 77ab".
struct Claim {
  bool made = false;
  std::vector<std::string> ids;
  Span at;  // what follows the colon, without spaces at its ends
};

struct Revision {
  std::string id;                  // empty when it cannot be known: see problems
  Span id_at;                      // the literal; the start of the file when there is none
  std::vector<Reference> parents;  // down_revision
  Span parents_at;                 // the value of down_revision
  std::vector<Reference> depends_on;
  std::vector<Reference> labels;
  std::string message;    // the first line of the docstring that is not blank
  Claim claimed_id;       // "Revision ID:"
  Claim claimed_parents;  // "Revises:"
  Procedure upgrade;
  Procedure downgrade;
  std::vector<Problem> problems;
  std::vector<Reference> undefined_names;
  Span where;  // the whole file
};

}  // namespace retort

#endif  // RETORT_LINTER_MIGRATION_REVISION_H_
