#include "linter/finding/finding.h"

#include <tuple>

namespace retort {

absl::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "info";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "error";
}

bool Before(const Finding& a, const Finding& b) {
  return std::tie(a.at, a.rule, a.message) < std::tie(b.at, b.rule, b.message);
}

}  // namespace retort
