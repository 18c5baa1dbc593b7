#include "linter/sql/lexer.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace retort {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }
bool IsNameStart(char c) { return absl::ascii_isalpha(c) || c == '_' || (c & 0x80) != 0; }
bool IsNamePart(char c) { return IsNameStart(c) || absl::ascii_isdigit(c) || c == '$'; }
bool IsOperatorPart(char c) { return c != '\0' && absl::string_view("~!@#^&|`?+-*/%<>=").find(c) != std::string::npos; }

}  // namespace

std::string SqlToken::Name() const {
  if (kind != TokenKind::kQuotedName) return absl::AsciiStrToLower(text);
  const size_t quote = text.find('"');
  return absl::StrReplaceAll(text.substr(quote + 1, text.size() - quote - 2), {{"\"\"", "\""}});
}

std::optional<SqlToken> Lexer::Next() {
  SkipSpaceAndComments();
  if (at_ >= text_.size()) return std::nullopt;
  const size_t begin = at_;
  const TokenKind kind = Read();
  at_ = std::min(at_, text_.size());
  return SqlToken{kind, text_.substr(begin, at_ - begin), begin};
}

void Lexer::SkipSpaceAndComments() {
  while (at_ < text_.size()) {
    if (IsSpace(Peek())) {
      ++at_;
    } else if (Peek() == '-' && Peek(1) == '-') {
      SkipLineComment();
    } else if (Peek() == '/' && Peek(1) == '*') {
      SkipBlockComment();
    } else {
      return;
    }
  }
}

void Lexer::SkipLineComment() {
  while (at_ < text_.size() && !IsLineEnd(Peek())) ++at_;
}

void Lexer::SkipBlockComment() {
  size_t depth = 0;
  do {
    if (Peek() == '/' && Peek(1) == '*') {
      ++depth;
      at_ += 2;
    } else if (Peek() == '*' && Peek(1) == '/') {
      --depth;
      at_ += 2;
    } else {
      ++at_;
    }
  } while (depth > 0 && at_ < text_.size());
}

TokenKind Lexer::Read() {
  const char c = Peek();
  const char next = Peek(1);
  if (c == '\'') return ReadQuoted('\'', false);
  if (c == '"') return ReadQuoted('"', false);
  if (next == '\'' && absl::string_view("eEbBxX").find(c) != std::string::npos) {
    ++at_;
    return ReadQuoted('\'', c == 'e' || c == 'E');
  }
  if ((c == 'u' || c == 'U') && next == '&' && (Peek(2) == '\'' || Peek(2) == '"')) {
    at_ += 2;
    return ReadQuoted(Peek(), false);
  }
  if (c == '$') return ReadDollar();
  if (IsNameStart(c)) {
    while (at_ < text_.size() && IsNamePart(Peek())) ++at_;
    return TokenKind::kWord;
  }
  if (absl::ascii_isdigit(c) || (c == '.' && absl::ascii_isdigit(next))) return ReadNumber();
  if ((c == ':' && (next == ':' || next == '=')) || (c == '.' && next == '.')) {
    at_ += 2;
    return TokenKind::kOperator;
  }
  if (IsOperatorPart(c)) return ReadOperator();
  ++at_;
  return TokenKind::kPunctuation;
}

TokenKind Lexer::ReadQuoted(char quote, bool backslash_escapes) {
  for (++at_; at_ < text_.size(); ++at_) {
    if (backslash_escapes && Peek() == '\\') {
      ++at_;
    } else if (Peek() == quote) {
      if (Peek(1) == quote) {
        ++at_;
      } else {
        ++at_;
        if (quote == '"') return TokenKind::kQuotedName;
        if (!ContinuesOnNextLine()) return TokenKind::kString;
      }
    }
  }
  return TokenKind::kBroken;
}

// 'a' <newline> 'b' is one literal; moves to the second one's quote.
bool Lexer::ContinuesOnNextLine() {
  const size_t end = at_;
  SkipSpaceAndComments();
  const absl::string_view between = text_.substr(end, at_ - end);
  if (Peek() == '\'' && between.find_first_of("\n\r") != std::string::npos && between.find("/*") == std::string::npos) {
    return true;
  }
  at_ = end;
  return false;
}

TokenKind Lexer::ReadDollar() {
  size_t tag_end = at_ + 1;
  if (absl::ascii_isdigit(Peek(1))) {
    for (++at_; absl::ascii_isdigit(Peek());) ++at_;
    return TokenKind::kParameter;
  }
  if (IsNameStart(Peek(1))) {
    while (tag_end < text_.size() && IsNamePart(text_[tag_end]) && text_[tag_end] != '$') ++tag_end;
  }
  if (tag_end >= text_.size() || text_[tag_end] != '$') {
    ++at_;
    return TokenKind::kBroken;
  }
  const absl::string_view delimiter = text_.substr(at_, tag_end + 1 - at_);
  const size_t close = text_.find(delimiter, tag_end + 1);
  at_ = close == absl::string_view::npos ? text_.size() : close + delimiter.size();
  return close == absl::string_view::npos ? TokenKind::kBroken : TokenKind::kDollarString;
}

TokenKind Lexer::ReadNumber() {
  const auto digits = [this] {
    while (absl::ascii_isdigit(Peek())) ++at_;
  };
  digits();
  if (Peek() == '.' && Peek(1) != '.') {
    ++at_;
    digits();
  }
  const size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 1 : 0;
  if ((Peek() == 'e' || Peek() == 'E') && absl::ascii_isdigit(Peek(1 + sign))) {
    at_ += 1 + sign;
    digits();
  }
  return TokenKind::kNumber;
}

TokenKind Lexer::ReadOperator() {
  const size_t begin = at_;
  bool may_end_in_sign = false;
  for (; IsOperatorPart(Peek()); ++at_) {
    if (at_ > begin && ((Peek() == '-' && Peek(1) == '-') || (Peek() == '/' && Peek(1) == '*'))) break;
    may_end_in_sign = may_end_in_sign || absl::string_view("~!@#^&|`?%").find(Peek()) != std::string::npos;
  }
  // As the standard wants it: "=-1" is an equals sign and a minus.
  while (!may_end_in_sign && at_ > begin + 1 && (text_[at_ - 1] == '+' || text_[at_ - 1] == '-')) --at_;
  return TokenKind::kOperator;
}

std::string JoinTokens(std::span<const SqlToken> tokens) {
  std::string text;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && tokens[i].begin > tokens[i - 1].end()) text += ' ';
    absl::StrAppend(&text, tokens[i].text);
  }
  return text;
}

std::vector<SqlToken> Tokenize(absl::string_view text, size_t begin, size_t end) {
  std::vector<SqlToken> tokens;
  Lexer lexer(text, begin, end);
  while (std::optional<SqlToken> token = lexer.Next()) tokens.push_back(*token);
  return tokens;
}

}  // namespace retort
