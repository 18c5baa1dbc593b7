// Writes the text of a file so that nobody ever sees half of it, and only over the text that was read.
//
//   absl::Status written = ReplaceText("/repo/versions/1_a.py", before, after);

#ifndef RETORT_LINTER_SOURCE_REPLACE_H_
#define RETORT_LINTER_SOURCE_REPLACE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace retort {

// A link stays one: the file that it leads to gets the text, and keeps its mode. Nothing is done when that is its text
// already. FailedPrecondition: the file has changed since `before` was read, or it cannot be written.
absl::Status ReplaceText(const std::string& path, absl::string_view before, absl::string_view after);

// AlreadyExists, or FailedPrecondition when it cannot be written.
absl::Status CreateText(const std::string& path, absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SOURCE_REPLACE_H_
