// A text put together from pieces of a file, that knows where each of its bytes came from: the value of a Python string
// after escapes, concatenation, dedent or an f-string.
//
//   MappedText sql;
//   sql.Append("CREATE TYPE ", Span{file, 10, 22});
//   sql.AppendHole(Span{file, 22, 28});                 // {name}: not known
//   sql.At(0, 6)                                        // the span of "CREATE" in the file

#ifndef RETORT_LINTER_SOURCE_MAPPED_TEXT_H_
#define RETORT_LINTER_SOURCE_MAPPED_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/source/span.h"

namespace retort {

// What stands in a text for a part that is not known: U+FFFC. It is a letter to PostgreSQL's lexer, so that SQL with an
// unknown name still parses, and every identifier or literal that contains it is not known.
inline constexpr absl::string_view kHole = "\xEF\xBF\xBC";

inline bool HasHole(absl::string_view text) { return text.find(kHole) != absl::string_view::npos; }

class MappedText {
 public:
  const std::string& text() const { return text_; }
  bool has_holes() const { return has_holes_; }

  // A piece whose length in the file equals the text's is mapped byte by byte; any other (an escape) as a whole.
  void Append(absl::string_view text, const Span& from);
  void AppendHole(const Span& from);
  void Append(const MappedText& other);
  MappedText Sub(size_t begin, size_t end) const;  // bytes [begin, end) of the text

  // Where bytes [begin, end) of the text stand in the file: from the first to the last byte, which for a concatenation
  // includes what stands between the pieces. Clipped; the place of the whole text when it is empty.
  Span At(size_t begin, size_t end) const;

 private:
  struct Piece {
    uint32_t begin;  // in text_
    uint32_t length;
    Span from;
  };
  const Piece* Find(size_t offset) const;

  std::string text_;
  std::vector<Piece> pieces_;
  bool has_holes_ = false;
};

}  // namespace retort

#endif  // RETORT_LINTER_SOURCE_MAPPED_TEXT_H_
