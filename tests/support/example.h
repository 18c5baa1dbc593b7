// The examples of a rule as projects, so that they can be checked.
//
//   Example bad = ReadExample(rule, rule.bad);
//
// Without headers, an example is the body of upgrade() of a pending revision, over the applied revision that is the
// rule's `given`; see Frame::kBody. With headers it is several files, named from the folder of env.py:
//
//   --- versions/1_a.py            all revisions but the last are applied; usual imports are added where there are none
//   --- ../docker-compose.yml      a file of the project
//   --- versions/1_a.py @base      what git has in the base branch; the other files are a change against it

#ifndef RETORT_TESTS_SUPPORT_EXAMPLE_H_
#define RETORT_TESTS_SUPPORT_EXAMPLE_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "linter/engine/options.h"
#include "rules/rule.h"
#include "tests/support/test_project.h"

namespace retort {

struct Example {
  TestProject project;
  std::map<std::string, std::string> base;  // by path; empty: the example is not about history
  Options options;                          // every rule that is on by default, and this one
};

Example ReadExample(const Rule& rule, absl::string_view text);

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_EXAMPLE_H_
