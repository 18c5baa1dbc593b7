// The tokens of SQL and PL/pgSQL, with PostgreSQL's own rules for quotes, comments and operators. It allocates nothing
// and cannot fail, so that it may stand before the parser and may read texts that do not parse.
//
//   Lexer lexer("DROP TABLE \"a b\"; -- gone");
//   while (std::optional<SqlToken> token = lexer.Next()) ...   // DROP, TABLE, "a b", ;

#ifndef RETORT_LINTER_SQL_LEXER_H_
#define RETORT_LINTER_SQL_LEXER_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace retort {

enum class TokenKind {
  kWord,          // a keyword or a name without quotes
  kQuotedName,    // "..." and U&"..."
  kString,        // '...' with any prefix, and its continuation on the next line
  kDollarString,  // $tag$...$tag$
  kNumber,
  kParameter,    // $1
  kOperator,     // +, <=, ::
  kPunctuation,  // one of , ( ) [ ] . ; :
  kBroken,       // a quote that never ends
};

struct SqlToken {
  TokenKind kind = TokenKind::kBroken;
  absl::string_view text;
  size_t begin = 0;

  size_t end() const { return begin + text.size(); }
  // `word` in lower case.
  bool Is(absl::string_view word) const { return kind == TokenKind::kWord && absl::EqualsIgnoreCase(text, word); }
  bool Is(char punctuation) const { return kind == TokenKind::kPunctuation && text[0] == punctuation; }
  bool IsName() const { return kind == TokenKind::kWord || kind == TokenKind::kQuotedName; }
  bool IsString() const { return kind == TokenKind::kString || kind == TokenKind::kDollarString; }
  // The identifier as PostgreSQL stores it: folded, or without its quotes.
  std::string Name() const;
};

class Lexer {
 public:
  // Reads text[begin, end); offsets of tokens count from the start of `text`, which must outlive the tokens.
  explicit Lexer(absl::string_view text, size_t begin = 0, size_t end = absl::string_view::npos)
      : text_(text.substr(0, end)), at_(begin) {}
  std::optional<SqlToken> Next();

 private:
  char Peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  void SkipSpaceAndComments();
  void SkipLineComment();
  void SkipBlockComment();
  TokenKind Read();
  TokenKind ReadQuoted(char quote, bool backslash_escapes);
  bool ContinuesOnNextLine();
  TokenKind ReadDollar();
  TokenKind ReadNumber();
  TokenKind ReadOperator();

  absl::string_view text_;
  size_t at_;
};

// The tokens as they are written, with one space where there was any space or comment between them.
std::string JoinTokens(std::span<const SqlToken> tokens);

std::vector<SqlToken> Tokenize(absl::string_view text, size_t begin = 0, size_t end = absl::string_view::npos);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_LEXER_H_
