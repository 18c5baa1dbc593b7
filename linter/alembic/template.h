// The file of a new revision: from the environment's own script.py.mako when that says nothing but what the standard
// one says, else from a standard one, under the name that file_template asks for.
//
//   NewRevision merge{.id = "8a2e", .parents = {"27c6", "c40d"}, .message = "merge heads"};
//   std::optional<std::string> text = FillTemplate(mako, merge);
//   RevisionFileName(environment, merge)   // 8a2e_merge_heads.py

#ifndef RETORT_LINTER_ALEMBIC_TEMPLATE_H_
#define RETORT_LINTER_ALEMBIC_TEMPLATE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "linter/facts/environment.h"

namespace retort {

// What `alembic merge` puts into a template.
struct NewRevision {
  std::string id;
  std::vector<std::string> parents;
  std::string message;
  absl::Time date = {};
  absl::TimeZone zone = {};
  bool has_zone = false;  // the environment names one, so that the date shows it
};

// Nothing when the template has more than text and the usual placeholders: control lines, blocks, other expressions.
std::optional<std::string> FillTemplate(absl::string_view mako, const NewRevision& revision);

// The standard text, instead of the environment's own `mako`, which may be empty. upgrade() takes the name of a
// database if it does there, or if there are several.
std::string StandardRevision(const Environment& environment, absl::string_view mako, const NewRevision& revision);

// Nothing when file_template has a placeholder that Alembic does not know. May hold slashes.
std::optional<std::string> RevisionFileName(const Environment& environment, const NewRevision& revision);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_TEMPLATE_H_
