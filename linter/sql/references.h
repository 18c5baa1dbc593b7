// What a query reads and calls, wherever it stands in the tree: subqueries, joins, CTEs.
//
//   References references = ReferencesIn(select->base);   // WITH a AS (SELECT f(x) FROM b) TABLE a
//   references.tables                                     // b: a CTE is no table
//   references.calls                                      // f(x)

#ifndef RETORT_LINTER_SQL_REFERENCES_H_
#define RETORT_LINTER_SQL_REFERENCES_H_

#include <vector>

#include "linter/schema/name.h"
#include "linter/sql/parser.h"

namespace retort {

struct References {
  std::vector<Name> tables = {};  // tables and views, each once, as they follow each other in the text
  std::vector<const PgQuery__FuncCall*> calls = {};
};

References ReferencesIn(const ProtobufCMessage& tree);

// Of a node that may be absent.
References ReferencesIn(const PgQuery__Node* node);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_REFERENCES_H_
