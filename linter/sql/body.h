// The statements of a PL/pgSQL body, in order, with what guards them.
//
//   ReadBody(body, 0)   // BEGIN IF NOT EXISTS (...) THEN CREATE TYPE mood ...; END IF; END

#ifndef RETORT_LINTER_SQL_BODY_H_
#define RETORT_LINTER_SQL_BODY_H_

#include <vector>

#include "linter/schema/operation.h"
#include "linter/source/mapped_text.h"

namespace retort {

// Nothing for what changes nothing. When the body is not understood, an Opaque operation says so.
std::vector<Operation> ReadBody(const MappedText& body, int nesting);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_BODY_H_
