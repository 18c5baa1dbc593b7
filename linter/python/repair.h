// Where the grammar reads something else than Python does, the tree is put right before anybody looks at it.
//
//   RepairSplats(syntax);   // f(*g()) is not a call of `*g`

#ifndef RETORT_LINTER_PYTHON_REPAIR_H_
#define RETORT_LINTER_PYTHON_REPAIR_H_

#include "linter/python/parser.h"

namespace retort::python {

// The grammar binds a star closer than calls, attributes and operators; Python does the opposite.
void RepairSplats(Syntax& syntax);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_REPAIR_H_
