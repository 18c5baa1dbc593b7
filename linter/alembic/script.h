// A revision file to a Revision: its identifiers, and what upgrade() and downgrade() do.

#ifndef RETORT_LINTER_ALEMBIC_SCRIPT_H_
#define RETORT_LINTER_ALEMBIC_SCRIPT_H_

#include "absl/strings/string_view.h"
#include "linter/facts/environment.h"
#include "linter/migration/revision.h"
#include "linter/python/library.h"

namespace retort {

struct ReadingOptions {
  const python::Library* library = nullptr;  // the modules of the project that the revision may import
  bool offline = false;                      // as `alembic upgrade --sql` runs it
};

// A pure function of its arguments; `path` decides only what Alembic decides by it (legacy ids in file names), and what
// is read of files next to it.
Revision ReadRevision(FileId file, absl::string_view path, absl::string_view text, const Environment& environment,
                      const ReadingOptions& options = {});

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_SCRIPT_H_
