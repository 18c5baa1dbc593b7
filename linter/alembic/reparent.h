// The edits that give a revision another parent: down_revision, and the line "Revises:" of its docstring.
//
//   absl::StatusOr<std::vector<Edit>> edits = Reparent(revision, text, "8a2e");

#ifndef RETORT_LINTER_ALEMBIC_REPARENT_H_
#define RETORT_LINTER_ALEMBIC_REPARENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/facts/environment.h"
#include "linter/migration/revision.h"
#include "linter/source/edit.h"

namespace retort {

// FailedPrecondition: down_revision is not written in the file as strings, so that somebody has to look.
absl::StatusOr<std::vector<Edit>> Reparent(const Revision& revision, absl::string_view path, absl::string_view text,
                                           const Environment& environment, const std::string& parent);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_REPARENT_H_
