// What changes in a file, as `diff -u` writes it and `git apply` and `patch` read it.
//
//   UnifiedDiff({"versions/1_a.py", before, after})

#ifndef RETORT_LINTER_REPORT_DIFF_H_
#define RETORT_LINTER_REPORT_DIFF_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/source/span.h"

namespace retort {

struct ChangedText {
  std::string path;  // as it is shown
  absl::string_view before;
  absl::string_view after;
  std::vector<Span> conceal = {};  // of `before`: the lines that hold it are shown as stars
  bool is_new = false;             // there was no such file
};

// Empty when nothing changes.
std::string UnifiedDiff(const ChangedText& change);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_DIFF_H_
