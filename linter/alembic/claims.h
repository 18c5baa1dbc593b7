// What the docstring of a revision says of its identifiers.
//
//   ReadClaims(module.DocstringAt(), text, revision);   // fills in claimed_id and claimed_parents

#ifndef RETORT_LINTER_ALEMBIC_CLAIMS_H_
#define RETORT_LINTER_ALEMBIC_CLAIMS_H_

#include "absl/strings/string_view.h"
#include "linter/migration/revision.h"

namespace retort {

// `docstring`: its span in `text`, quotes included; empty when there is none.
void ReadClaims(const Span& docstring, absl::string_view text, Revision& revision);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_CLAIMS_H_
