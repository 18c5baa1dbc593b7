// What the tests of this folder read: `{}` in a text stands for a hole, and every byte stands where it stands in the
// text.

#ifndef RETORT_TESTS_SQL_READ_TEXT_H_
#define RETORT_TESTS_SQL_READ_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/read.h"

namespace retort {

MappedText Mapped(absl::string_view text);

// On a Pool's stack, as ReadSql wants it.
SqlReading ReadText(absl::string_view text, const SqlOptions& options = {});

// The operations of all statements, one a line.
std::string OperationsOf(absl::string_view text, const SqlOptions& options = {});

// The part of `text` at `span`.
std::string Excerpt(absl::string_view text, const Span& span);

}  // namespace retort

#endif  // RETORT_TESTS_SQL_READ_TEXT_H_
