#include "linter/policy/policy.h"

namespace retort {

absl::string_view FailOnName(FailOn fail_on) {
  switch (fail_on) {
    case FailOn::kInfo:
      return "info";
    case FailOn::kWarning:
      return "warning";
    case FailOn::kError:
      return "error";
    case FailOn::kNever:
      return "never";
  }
  return "error";
}

Policy DefaultPolicy() {
  Policy policy;
  policy.layers.push_back({.preset = Preset::kRecommended, .from = {"recommended", 0}});
  return policy;
}

}  // namespace retort
