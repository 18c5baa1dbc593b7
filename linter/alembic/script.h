// A revision file to a Revision: its identifiers, and what upgrade() and downgrade() do.

#ifndef RETORT_LINTER_ALEMBIC_SCRIPT_H_
#define RETORT_LINTER_ALEMBIC_SCRIPT_H_

#include "absl/strings/string_view.h"
#include "linter/facts/environment.h"
#include "linter/migration/revision.h"

namespace retort {

// A pure function of its arguments; `path` decides only what Alembic decides by it (legacy ids in file names).
Revision ReadRevision(FileId file, absl::string_view path, absl::string_view text, const Environment& environment);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_SCRIPT_H_
