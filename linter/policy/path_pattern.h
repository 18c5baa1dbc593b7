// A pattern for paths, as .gitignore writes them: "**" is any number of folders, "*" and "?" stay inside one name.
//
//   PathPattern("services/*/versions").Matches("services/billing/versions/1_a.py")   // what is below a match, too
//   PathPattern("test_*.py").Matches("a/b/test_c.py")                                // without a slash: at any depth

#ifndef RETORT_LINTER_POLICY_PATH_PATTERN_H_
#define RETORT_LINTER_POLICY_PATH_PATTERN_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

class PathPattern {
 public:
  explicit PathPattern(absl::string_view text);

  const std::string& text() const { return text_; }
  // `path` is relative to the folder that the pattern is written for. Time is linear in both lengths multiplied.
  bool Matches(absl::string_view path) const;

 private:
  std::string text_;
  std::vector<std::string> names_;
};

}  // namespace retort

#endif  // RETORT_LINTER_POLICY_PATH_PATTERN_H_
