// The schema that the revisions of an environment make, as SQL: without a database, by replaying them.
//
//   SchemaAt(chapter, chapter.graph.Heads(), pool)      // CREATE TYPE ...; CREATE TABLE ...;

#ifndef RETORT_LINTER_ENGINE_SCHEMA_AT_H_
#define RETORT_LINTER_ENGINE_SCHEMA_AT_H_

#include <string>
#include <vector>

#include "linter/base/pool.h"
#include "linter/engine/reading.h"

namespace retort {

// After the revisions `to` (indices) and all that they need, each in a run of its own. Comments at the top say where a
// revision fails, so that the schema is the one before it, and from where on it is not certain.
std::string SchemaAt(const Chapter& chapter, const std::vector<size_t>& to, const Pool& pool);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_SCHEMA_AT_H_
