// The example of a rule as the files it consists of, for the pages and texts that show it.
//
//   RuleExample("--- alembic.ini\n[alembic]\n")  ->  {{"alembic.ini", "ini", "[alembic]"}}

#ifndef RETORT_LINTER_REPORT_RULE_EXAMPLE_H_
#define RETORT_LINTER_REPORT_RULE_EXAMPLE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

struct ExampleFile {
  std::string path;      // empty: the body of upgrade()
  std::string language;  // as a Markdown fence names it; "text" when it is none that is known
  std::string text;      // without blank lines around it
};

// A line `--- path` begins a file; what stands before the first one is the body of upgrade().
std::vector<ExampleFile> RuleExample(absl::string_view example);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_RULE_EXAMPLE_H_
