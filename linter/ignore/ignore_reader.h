// The comments of a file that accept findings, and which part of the file each is about.
//
//   op.drop_table("tag")  # retort: ignore[drop-table] nobody writes to it since March
//   # retort: ignore-file[missing-downgrade] we only go forward
//   op.execute("DROP TABLE tag  -- retort: ignore[drop-table] the same")
//
// At the end of a line it is about that line, and about the statement that begins or ends there; alone on a line, about
// the next line that is no comment, and the statement that begins there. ini and .env files have no comments at the end
// of a line: there it would be part of the value.

#ifndef RETORT_LINTER_IGNORE_IGNORE_READER_H_
#define RETORT_LINTER_IGNORE_IGNORE_READER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/source/span.h"

namespace retort {

struct WrittenIgnore {
  struct Name {
    std::string id;
    Span at;
  };
  Span at;       // from its mark to its end
  Span removal;  // what goes with it: the blanks before it, or the whole line
  Span list;     // between the brackets; empty without them
  std::vector<Name> names;
  std::string reason;
  bool whole_file = false;
  bool is_known = true;      // false: retort knows no such word, or the names are missing
  std::vector<Span> covers;  // findings that begin in these are meant
};

// In the order of the file. Any bytes will do.
std::vector<WrittenIgnore> ReadIgnores(FileId file, absl::string_view path, absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_IGNORE_IGNORE_READER_H_
