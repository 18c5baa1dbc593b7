// Alembic's own table, which is there before the first revision runs: projects widen its column.
//
//   AddVersionTable(env_script, catalog);

#ifndef RETORT_LINTER_ENGINE_VERSION_TABLE_H_
#define RETORT_LINTER_ENGINE_VERSION_TABLE_H_

#include "linter/facts/env_script.h"
#include "linter/schema/catalog.h"

namespace retort {

// It has no place in any file, and nothing is said of its columns. A name that is not known leaves the catalogue alone.
void AddVersionTable(const EnvScript& env_script, Catalog& catalog);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_VERSION_TABLE_H_
