// A text with its comments and its statements, each by its bytes: what a comment is about follows from these alone,
// whatever the language.

#ifndef RETORT_LINTER_IGNORE_COMMENTED_TEXT_H_
#define RETORT_LINTER_IGNORE_COMMENTED_TEXT_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

struct ByteRange {
  size_t begin = 0;
  size_t end = 0;
};

struct CommentedText {
  absl::string_view text;
  std::vector<ByteRange> comments;  // with their marks, in order
  std::vector<ByteRange> units;     // statements: whole simple ones, the headers of compound ones
};

// The line that has a byte, without its line break.
ByteRange LineAt(absl::string_view text, size_t offset);
bool StandsAlone(absl::string_view text, const ByteRange& comment);
// What the comment of that index is about; empty: nothing follows it.
ByteRange CoveredBy(const CommentedText& text, size_t comment);

// One for each kind of file.
CommentedText CommentsOfToml(absl::string_view text);
CommentedText CommentsOfYaml(absl::string_view text);
CommentedText CommentsOfSql(absl::string_view text);
// ini and .env: only whole lines that begin with one of the marks.
CommentedText CommentsOfLines(absl::string_view text, absl::string_view marks);

}  // namespace retort

#endif  // RETORT_LINTER_IGNORE_COMMENTED_TEXT_H_
