// What the dependency files of a Python project say about the version of a package.
//
//   for (const Requirement& found : ReadRequirements("poetry.lock", text)) ...   // {"sqlalchemy", "==1.4.46"}
//   ResolveSpecifier(">=1.4,<2", {{1, 4}, {2, 0}})                               // 1.4

#ifndef RETORT_LINTER_PROJECT_REQUIREMENT_H_
#define RETORT_LINTER_PROJECT_REQUIREMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/versions.h"

namespace retort {

struct Requirement {
  std::string package;    // normalised: lower case, "-" for "_" and "."
  std::string specifier;  // "==1.4.46", ">=1.4,<2", "^1.4", ""
};

// poetry.lock, uv.lock, pdm.lock, Pipfile.lock, Pipfile, pyproject.toml, setup.cfg, requirements*.txt: by the file's
// name. What cannot be parsed says nothing.
std::vector<Requirement> ReadRequirements(absl::string_view file_name, absl::string_view text);

struct Resolved {
  Version version;
  bool exact = false;  // a lock or "==1.4.46"
};

// The version that an installation gets: the exact one, or the newest that the upper bound allows. `newest` holds the
// newest known release of each major version, in order. Nothing when there is no upper bound.
std::optional<Resolved> ResolveSpecifier(absl::string_view specifier, const std::vector<Version>& newest);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_REQUIREMENT_H_
