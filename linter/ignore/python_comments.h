// The comments of a Python file, and those of the SQL in its strings.

#ifndef RETORT_LINTER_IGNORE_PYTHON_COMMENTS_H_
#define RETORT_LINTER_IGNORE_PYTHON_COMMENTS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "linter/ignore/commented_text.h"
#include "linter/source/mapped_text.h"
#include "linter/source/span.h"

namespace retort {

// SQL in a string.
struct EmbeddedSql {
  MappedText text;
  Span statement;  // the Python statement that has the string
};

struct PythonComments {
  CommentedText own;
  std::vector<EmbeddedSql> sql;  // only strings that may have a comment to Retort
};

PythonComments CommentsOfPython(FileId file, absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_IGNORE_PYTHON_COMMENTS_H_
