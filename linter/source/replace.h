// The one place that writes to the files of a project: nobody ever sees half of a text that replaces another, and only
// the text that was read is replaced.
//
//   absl::Status written = ReplaceTexts({{"/repo/versions/1_a.py", before, after}});

#ifndef RETORT_LINTER_SOURCE_REPLACE_H_
#define RETORT_LINTER_SOURCE_REPLACE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace retort {

struct Replacement {
  std::string path;
  absl::string_view before;
  absl::string_view after;
};

// Links stay links: the file that they lead to gets the text, and keeps its mode and owner. A file that has its text
// already is left alone. Every new text is on the disk before the first takes its place, so that an error leaves all
// as it was. FailedPrecondition: a file has changed since `before` was read, or cannot be written.
absl::Status ReplaceTexts(const std::vector<Replacement>& replacements);

// A new file. AlreadyExists, or FailedPrecondition when it cannot be written.
absl::Status CreateText(const std::string& path, absl::string_view text);

// A new file, or the text of one whatever it says. FailedPrecondition when it cannot be written.
absl::Status WriteText(const std::string& path, absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SOURCE_REPLACE_H_
