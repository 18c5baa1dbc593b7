// Cuts a text into its statements and measures them, so that neither a large text nor a deeply nested one reaches the
// parser, and so that one broken statement does not hide the others.
//
//   Splitter splitter("CREATE TABLE a (); -- one\nDROP TABLE b;");
//   while (std::optional<Piece> piece = splitter.Next()) ...   // two pieces, without semicolons and comments

#ifndef RETORT_LINTER_SQL_SPLIT_H_
#define RETORT_LINTER_SQL_SPLIT_H_

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"
#include "linter/sql/lexer.h"

namespace retort {

// What the parser is given at most in one statement. Measured on a 64 MiB stack and 64-bit: it overflows above 30,000
// nested terms, and a token costs up to 0.5 kB.
inline constexpr size_t kMaxNesting = 4000;
inline constexpr size_t kMaxTokens = 250'000;

// Bytes [begin, end) of the text: from the first to the last token of a statement.
struct Piece {
  size_t begin = 0;
  size_t end = 0;
  bool too_large = false;
};

class Splitter {
 public:
  // Pieces of text[begin, end).
  explicit Splitter(absl::string_view text, size_t begin = 0, size_t end = absl::string_view::npos)
      : lexer_(text, begin, end) {}
  std::optional<Piece> Next();  // empty statements are left out

 private:
  Lexer lexer_;
};

}  // namespace retort

#endif  // RETORT_LINTER_SQL_SPLIT_H_
