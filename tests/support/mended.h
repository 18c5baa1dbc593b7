// The files of a run after its safe fixes.
//
//   absl::StatusOr<std::map<std::string, std::string>> mended = Mended(report);
//   Check(OverlayFiles(files, *mended), options);

#ifndef RETORT_TESTS_SUPPORT_MENDED_H_
#define RETORT_TESTS_SUPPORT_MENDED_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "linter/finding/report.h"

namespace retort {

// The texts that change, by path, when the first safe fix of each finding is applied; an error when fixes contradict
// each other.
absl::StatusOr<std::map<std::string, std::string>> Mended(const Report& report);

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_MENDED_H_
