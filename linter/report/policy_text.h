// What is configured for a place, for people: every value, and where it was said.
//
//   fail-on   warning   retort.toml:3

#ifndef RETORT_LINTER_REPORT_POLICY_TEXT_H_
#define RETORT_LINTER_REPORT_POLICY_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/environment.h"
#include "linter/policy/policy.h"

namespace retort {

struct PolicyView {
  const Policy* policy = nullptr;
  std::string path;  // of the file whose rules are shown; empty: those of no file in particular
  std::vector<const Environment*> environments;  // that it governs
};

// Paths are shown as seen from the working directory.
std::string PolicyText(const std::vector<PolicyView>& views, absl::string_view working_directory);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_POLICY_TEXT_H_
