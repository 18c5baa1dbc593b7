// A replacement of a span by a text, and the application of several at once.

#ifndef RETORT_LINTER_SOURCE_EDIT_H_
#define RETORT_LINTER_SOURCE_EDIT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/source/span.h"

namespace retort {

struct Edit {
  Span at;
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

// `text` after all edits, which must be of one file. Edits that overlap, or that reach beyond the text, are an
// InvalidArgumentError; two equal edits count once.
absl::StatusOr<std::string> ApplyEdits(absl::string_view text, std::vector<Edit> edits);

// `added`, which has LF, with the line breaks that `text` has: CRLF when its first line ends so.
std::string WithBreaksOf(absl::string_view text, absl::string_view added);

}  // namespace retort

#endif  // RETORT_LINTER_SOURCE_EDIT_H_
