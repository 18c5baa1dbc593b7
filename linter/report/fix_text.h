// What was mended and what is left, for people.
//
//   alembic/versions/1_a.py:12: write missing-downgrade [unknown-ignore]
//   1 fix in 1 file; left: 2 findings, 1 of them with a fix that is not safe: retort fix --unsafe

#ifndef RETORT_LINTER_REPORT_FIX_TEXT_H_
#define RETORT_LINTER_REPORT_FIX_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

struct ShownFix {
  std::string path;  // absolute, or of no use
  unsigned line = 0;
  std::string title;
  absl::string_view rule;
};

struct ShownMending {
  std::vector<ShownFix> applied = {};
  size_t files = 0;
  size_t findings = 0;  // that are left
  size_t unsafe = 0;    // of those, with a fix that is not safe
  size_t outside = 0;   // with a fix that changes a file outside of the project
  bool unstable = false;
  bool only_shown = false;  // nothing was written
};

std::string FixText(const ShownMending& shown, absl::string_view working_directory);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_FIX_TEXT_H_
