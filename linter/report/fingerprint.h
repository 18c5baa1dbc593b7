// Names for findings that stay the same while the code around them moves: a baseline or a dashboard recognises a
// finding by its rule, file, revision and subject, never by its line.

#ifndef RETORT_LINTER_REPORT_FINGERPRINT_H_
#define RETORT_LINTER_REPORT_FINGERPRINT_H_

#include <string>
#include <vector>

#include "linter/finding/report.h"

namespace retort {

// One for each finding of the report, in its order; all different.
std::vector<std::string> Fingerprints(const Report& report);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_FINGERPRINT_H_
