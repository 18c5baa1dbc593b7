#include "linter/finding/fingerprint.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/hash.h"
#include "linter/source/files.h"

namespace retort {

std::vector<std::string> Fingerprints(const std::vector<const Finding*>& findings, const Sources& sources,
                                      absl::string_view root) {
  std::vector<std::string> fingerprints;
  absl::flat_hash_map<std::string, int> seen;
  const std::string separator(1, '\0');
  for (const Finding* finding : findings) {
    // A span of no file has no path.
    const bool has_file = finding->at.file < sources.size();
    const std::string path = has_file ? RelativePath(sources.PathOf(finding->at.file), root) : "";
    const std::string key = absl::StrJoin({finding->rule, absl::string_view(path), absl::string_view(finding->revision),
                                           absl::string_view(finding->subject)},
                                          separator);
    const int ordinal = seen[key]++;
    fingerprints.push_back(StableDigest(ordinal == 0 ? key : absl::StrCat(key, separator, ordinal)));
  }
  return fingerprints;
}

}  // namespace retort
