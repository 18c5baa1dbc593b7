// The identifiers of a revision file: revision, down_revision, depends_on, branch_labels, as Alembic takes them.

#ifndef RETORT_LINTER_ALEMBIC_IDENTIFIERS_H_
#define RETORT_LINTER_ALEMBIC_IDENTIFIERS_H_

#include "linter/alembic/types.h"
#include "linter/migration/revision.h"

namespace retort {

// Fills in the identifiers of `revision`, and its problems with what would stop Alembic.
void ReadIdentifiers(absl::string_view path, const ScriptContext& context, Revision& revision);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_IDENTIFIERS_H_
