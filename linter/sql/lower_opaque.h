// The kinds of statements that are opaque on purpose, each with its reason, and those that may change anything.
//
//   LowerOpaque(node, lowering)   // GRANT ...  ->  Opaque{"GRANT", "it changes who may do what", Reach::kNothing}

#ifndef RETORT_LINTER_SQL_LOWER_OPAQUE_H_
#define RETORT_LINTER_SQL_LOWER_OPAQUE_H_

#include "linter/sql/lowering.h"

namespace retort {

// False when the statement is of no such kind.
bool LowerOpaque(const PgQuery__Node& node, Lowering& lowering);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_LOWER_OPAQUE_H_
