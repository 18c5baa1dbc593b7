// Names for findings that stay the same while the code around them moves: a baseline or a dashboard recognises a
// finding by its rule, file, revision and subject, never by its line.

#ifndef RETORT_LINTER_FINDING_FINGERPRINT_H_
#define RETORT_LINTER_FINDING_FINGERPRINT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/finding/finding.h"
#include "linter/source/source.h"

namespace retort {

// One for each finding, in their order; all different. Paths count as seen from `root`.
std::vector<std::string> Fingerprints(const std::vector<const Finding*>& findings, const Sources& sources,
                                      absl::string_view root);

}  // namespace retort

#endif  // RETORT_LINTER_FINDING_FINGERPRINT_H_
