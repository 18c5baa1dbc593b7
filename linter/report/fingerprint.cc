#include "linter/report/fingerprint.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_join.h"
#include "linter/base/hash.h"
#include "linter/report/place.h"
#include "linter/source/files.h"

namespace retort {

std::vector<std::string> Fingerprints(const Report& report) {
  std::vector<std::string> fingerprints;
  absl::flat_hash_map<std::string, int> seen;
  const std::string separator(1, '\0');
  for (const Finding& finding : report.findings) {
    const std::string path = RelativePath(PathOf(report.sources, finding.at.file), report.root);
    const std::string key = absl::StrJoin({finding.rule, absl::string_view(path), absl::string_view(finding.revision),
                                           absl::string_view(finding.subject)},
                                          separator);
    const int ordinal = seen[key]++;
    fingerprints.push_back(StableDigest(ordinal == 0 ? key : absl::StrCat(key, separator, ordinal)));
  }
  return fingerprints;
}

}  // namespace retort
