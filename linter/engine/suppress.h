// Takes out the findings that a comment or the configuration accepts, and says which of those acceptances are of no
// use. Rules know nothing of it.
//
//   Suppress({files, options, looked_at}, judged, report);

#ifndef RETORT_LINTER_ENGINE_SUPPRESS_H_
#define RETORT_LINTER_ENGINE_SUPPRESS_H_

#include <vector>

#include "linter/engine/options.h"
#include "linter/engine/ruling.h"
#include "linter/finding/report.h"
#include "linter/source/files.h"

namespace retort {

// A file, and which rules looked at it.
struct LookedAt {
  FileId file = 0;
  const Ruling* ruling = nullptr;
  bool is_new = true;        // those about revisions that are not applied, too
  bool has_history = false;  // those about history, too
};

struct SuppressionInput {
  const Files& files;
  const Options& options;
  const std::vector<LookedAt>& looked_at;
};

// Moves accepted findings to report.suppressed, and adds those about the acceptances themselves.
void Suppress(const SuppressionInput& input, std::vector<Judged>& judged, Report& report);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_SUPPRESS_H_
