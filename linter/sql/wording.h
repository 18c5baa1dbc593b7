// The tokens of a statement, for what its tree does not carry: the text of an expression and the extent of a clause.
// PostgreSQL's tree says where some things begin and never where they end.
//
//   const Wording wording(sql, piece, piece.begin);        // CREATE INDEX i ON t (a) WHERE (b  >  0 /* x */)
//   wording.Text(wording.Find("where", 0) + 1);            // "(b > 0)"

#ifndef RETORT_LINTER_SQL_WORDING_H_
#define RETORT_LINTER_SQL_WORDING_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/lexer.h"
#include "linter/sql/split.h"

namespace retort {

class Wording {
 public:
  struct Range {
    size_t begin = 0;
    size_t end = 0;
  };

  // The places of the tree count from byte `origin` of the text.
  Wording(const MappedText& sql, const Piece& piece, size_t origin)
      : origin_(origin), tokens_(Tokenize(sql.text(), piece.begin, piece.end)) {}

  // Indexes of tokens; `size()` stands for none and for the end, and may be asked about.
  size_t size() const { return tokens_.size(); }
  bool Is(size_t at, absl::string_view word) const { return at < size() && tokens_[at].Is(word); }
  bool Is(size_t at, char punctuation) const { return at < size() && tokens_[at].Is(punctuation); }
  const SqlToken& operator[](size_t at) const { return tokens_[at]; }

  size_t At(int location) const;                           // the first token at a place of the tree or behind it
  size_t Find(absl::string_view word, size_t from) const;  // outside parentheses, inside those around `from`
  size_t Find(char punctuation, size_t from) const;        // also an opening parenthesis
  size_t Close(size_t open) const;                         // the parenthesis that closes the one at `open`
  size_t ItemEnd(size_t from) const;                       // the comma or parenthesis that ends a list's item
  size_t NameEnd(size_t from) const;                       // behind a name, qualified or not
  std::vector<Range> Items(size_t from) const;             // the items of a list
  Range Unwrapped(Range range) const;                      // without parentheses around all of it

  // The one form in which operations hold SQL: the tokens as they are written, with one space where there was any space
  // or comment. It keeps holes, and reads as itself.
  std::string Text(size_t begin, size_t end) const;
  std::string Text(Range range) const { return Text(range.begin, range.end); }
  std::string Text(size_t begin) const { return Text(begin, size()); }

 private:
  template <typename Matches>
  size_t FindIf(size_t from, const Matches& matches) const;

  size_t origin_;
  std::vector<SqlToken> tokens_;
};

}  // namespace retort

#endif  // RETORT_LINTER_SQL_WORDING_H_
