// A place as an output names it: a path for people or a URI, and positions that count lines and columns from 1.
//
//   PathFrom(report.working_directory, "/repo/a b.py")  ->  "../a b.py"
//   UriFrom("/repo", "/repo/a b.py")                    ->  "a%20b.py"
//   FileUri("/repo/a b.py")                             ->  "file:///repo/a%20b.py"

#ifndef RETORT_LINTER_REPORT_PLACE_H_
#define RETORT_LINTER_REPORT_PLACE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/source/source.h"

namespace retort {

struct LineRange {
  Position start;
  Position end;  // exclusive
};

// A byte order mark is no column: editors do not show it.
LineRange RangeOf(const Sources& sources, const Span& span, ColumnUnit unit);

// The path of the file, or "" for a span of no file.
absl::string_view PathOf(const Sources& sources, FileId file);

// One printable line.
std::string PathFrom(absl::string_view directory, absl::string_view path);

std::string UriFrom(absl::string_view directory, absl::string_view path);  // a file URI when it is not below
std::string FileUri(absl::string_view path);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_PLACE_H_
