#include "linter/python/layout.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/base/text.h"

namespace retort::python {
namespace {

constexpr size_t kMaxBrackets = 200;  // CPython's limits
constexpr size_t kMaxIndents = 100;

// Operators in one expression, counted along the brackets around it. CPython gives up at a few thousand. (The limits
// also keep the parser's stack below 65,536 entries, where tree-sitter 0.20.7 corrupts memory.)
constexpr size_t kMaxOperators = 20'000;

bool IsWord(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80) != 0; }

// U+00A0 and its like: they look like a space and are none.
bool LooksLikeSpace(absl::string_view character) {
  static constexpr absl::string_view kSpaces[] = {"\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\xA8",
                                                  "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
                                                  "\xE2\x81\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};
  if (character.size() == 3 && absl::StartsWith(character, "\xE2\x80") && static_cast<uint8_t>(character[2]) <= 0x8F) {
    return true;  // U+2000 to U+200F
  }
  return std::find(std::begin(kSpaces), std::end(kSpaces), character) != std::end(kSpaces);
}

class Scanner {
 public:
  Scanner(FileId file, absl::string_view text, bool utf8) : file_(file), text_(text), utf8_(utf8) {}

  std::optional<SyntaxError> Scan() {
    if (absl::StartsWith(text_, "\xEF\xBB\xBF")) at_ = 3;
    while (at_ < text_.size() && !error_.has_value()) {
      if (line_begins_ && !BeginLine()) continue;
      if (!error_.has_value()) Step();
    }
    if (!error_.has_value()) Finish();
    return error_;
  }

 private:
  struct Indent {
    size_t column = 0;  // a tab goes to the next multiple of 8
    size_t plain = 0;   // a tab counts as one
  };
  struct Bracket {
    char open;
    size_t at;
    size_t operators;  // before it
  };

  void Fail(size_t begin, size_t end, absl::string_view message) {
    if (error_.has_value()) return;
    end = std::min(std::max(end, begin), text_.size());
    error_ = SyntaxError{{file_, static_cast<uint32_t>(std::min(begin, text_.size())), static_cast<uint32_t>(end)},
                         std::string(message)};
  }

  char Peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  // Reads the indentation; false when the line is empty.
  bool BeginLine() {
    Indent indent;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == ' ') {
        ++indent.column;
        ++indent.plain;
      } else if (c == '\t') {
        indent.column = (indent.column / 8 + 1) * 8;
        ++indent.plain;
      } else if (c == '\f') {
        indent = {};
      } else {
        break;
      }
    }
    const char c = Peek();
    if (c == '#') SkipComment();
    if (c == '#' || c == '\n' || c == '\r' || at_ == text_.size()) {
      if (at_ < text_.size()) ++at_;
      return false;
    }
    line_begins_ = false;
    Place(indent);
    return true;
  }

  void Place(const Indent& indent) {
    const Indent& top = indents_.back();
    const bool block = expects_block_;
    expects_block_ = false;
    const size_t end = std::min(text_.find_first_of("\r\n", at_), text_.size());
    if (indent.column > top.column) {
      if (indent.plain <= top.plain) return Fail(at_, end, kTabs);
      if (!block) return Fail(at_, end, "unexpected indent");
      if (indents_.size() >= kMaxIndents) return Fail(at_, end, "too many levels of indentation");
      indents_.push_back(indent);
      return;
    }
    if (block) return Fail(at_, end, "expected an indented block");
    while (indents_.size() > 1 && indent.column < indents_.back().column) indents_.pop_back();
    if (indent.column != indents_.back().column) {
      return Fail(at_, end, "unindent does not match any outer indentation level");
    }
    if (indent.plain != indents_.back().plain) Fail(at_, end, kTabs);
  }

  void Step() {
    const char c = text_[at_];
    if (c == '\n' || c == '\r') {
      if (brackets_.empty()) {
        expects_block_ = last_ == ':';
        line_begins_ = true;
        operators_ = 0;
      }
      ++at_;
    } else if (c == ' ' || c == '\t' || c == '\f') {
      ++at_;
    } else if (c == '#') {
      SkipComment();
    } else if (c == '\\') {
      ContinueLine();
    } else if (c == '"' || c == '\'') {
      SkipString(at_);
      last_ = c;
    } else if (IsWord(c)) {
      SkipWord();
    } else {
      Symbol(c);
    }
  }

  void ContinueLine() {
    const size_t length = Peek(1) == '\r' && Peek(2) == '\n' ? 3 : 2;
    if (at_ + 1 >= text_.size()) return Fail(at_, at_ + 1, "unexpected end of file");
    if (Peek(1) != '\n' && Peek(1) != '\r') {
      return Fail(at_, at_ + 1, "unexpected character after line continuation character");
    }
    at_ += length;
    if (at_ >= text_.size()) Fail(at_ - length, at_, "unexpected end of file");
  }

  void Symbol(char c) {
    if (c == '(' || c == '[' || c == '{') {
      if (brackets_.size() >= kMaxBrackets) return Fail(at_, at_ + 1, "too many nested parentheses");
      brackets_.push_back({c, at_, operators_});
    } else if (c == ')' || c == ']' || c == '}') {
      const char open = c == ')' ? '(' : c == ']' ? '[' : '{';
      if (brackets_.empty()) return Fail(at_, at_ + 1, absl::StrCat("unmatched '", std::string(1, c), "'"));
      if (brackets_.back().open != open) {
        return Fail(at_, at_ + 1,
                    absl::StrCat("closing parenthesis '", std::string(1, c), "' does not match opening parenthesis '",
                                 std::string(1, brackets_.back().open), "'"));
      }
      operators_ = brackets_.back().operators;
      brackets_.pop_back();
    } else if (c == ',' || c == ';') {
      operators_ = brackets_.empty() ? 0 : brackets_.back().operators;
    } else if (absl::StrContains("+-*/%@&|^~<>=:", c)) {
      CountOperator();
    } else if (c == '$' || c == '?' || c == '`' || (c == '!' && Peek(1) != '=')) {
      return Fail(at_, at_ + 1, "invalid syntax");
    } else if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
      return Fail(at_, at_ + 1, "invalid non-printable character");
    }
    last_ = c;
    ++at_;
  }

  void SkipWord() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsWord(text_[at_]) && !error_.has_value()) {
      const size_t length = static_cast<size_t>(Utf8Length(text_[at_]));
      const bool strange = length > 1 && LooksLikeSpace(text_.substr(at_, length));
      if (strange) return Fail(at_, at_ + length, "invalid non-printable character");
      SkipCharacter();
    }
    at_ = std::min(at_, text_.size());
    last_ = 'a';
    const absl::string_view word = text_.substr(begin, at_ - begin);
    if (word == "not" || word == "lambda" || word == "await" || word == "else") CountOperator();
    if ((Peek() == '"' || Peek() == '\'') && at_ - begin <= 2) SkipString(begin);
  }

  void CountOperator() {
    if (++operators_ > kMaxOperators) Fail(at_, at_ + 1, "an expression with too many operators");
  }

  void SkipComment() { at_ = std::min(text_.find_first_of("\r\n", at_), text_.size()); }

  // A string whose prefix begins at `begin` and whose quotes begin here.
  void SkipString(size_t begin) {
    const char quote = Peek();
    const bool triple = Peek(1) == quote && Peek(2) == quote;
    const absl::string_view prefix = text_.substr(begin, at_ - begin);
    const bool formatted = prefix.find_first_of("fF") != absl::string_view::npos;
    const bool raw = prefix.find_first_of("rR") != absl::string_view::npos;
    if (++nested_strings_ > kMaxIndents) return Fail(begin, at_, "f-string: expressions nested too deeply");
    at_ += triple ? 3 : 1;
    while (at_ < text_.size() && !error_.has_value()) {
      const char c = text_[at_];
      if (c == quote && (!triple || (Peek(1) == quote && Peek(2) == quote))) {
        at_ += triple ? 3 : 1;
        --nested_strings_;
        return;
      }
      if (!triple && (c == '\n' || c == '\r')) break;
      if (c == '\\') {
        SkipEscape(formatted, raw);
      } else if (formatted && (c == '{' || c == '}')) {
        FormattedPart(c);
      } else {
        SkipCharacter();
      }
    }
    at_ = std::min(at_, text_.size());
    Fail(begin, triple ? begin + 3 : at_,
         triple ? "unterminated triple-quoted string literal" : "unterminated string literal");
  }

  // A backslash does not escape the braces of an f-string, but \N{...} has its own.
  void SkipEscape(bool formatted, bool raw) {
    const char c = Peek(1);
    at_ += c == '\r' && Peek(2) == '\n' ? 3 : formatted && (c == '{' || c == '}') ? 1 : 2;
    if (formatted && !raw && c == 'N' && Peek() == '{') at_ = std::min(text_.find('}', at_), text_.size() - 1) + 1;
  }

  void SkipCharacter() {
    const size_t length = (Peek() & 0x80) == 0 ? 1 : static_cast<size_t>(Utf8Length(Peek()));
    const bool valid = (Peek() & 0x80) == 0 || IsUtf8(text_.substr(at_, length));
    if (!valid && utf8_) return Fail(at_, at_ + 1, "a byte that is not UTF-8, and no encoding is declared");
    at_ += valid ? length : 1;
  }

  void FormattedPart(char c) {
    if (Peek(1) == c) {
      at_ += 2;
    } else if (c == '}') {
      Fail(at_, at_ + 1, "f-string: single '}' is not allowed");
    } else {
      ++at_;
      SkipReplacementField();
    }
  }

  // After the "{" of an f-string, up to and with its "}".
  void SkipReplacementField() {
    const size_t begin = at_;
    std::vector<char> open;
    bool specifier = false;
    if (++nested_fields_ > kMaxIndents) return Fail(begin, at_, "f-string: expressions nested too deeply");
    while (at_ < text_.size() && !error_.has_value()) {
      const char c = text_[at_];
      if (specifier ? c == '{' : false) {
        ++at_;
        SkipReplacementField();
        continue;
      }
      if (c == '}' && open.empty()) {
        ++at_;
        --nested_fields_;
        return;
      }
      if (!specifier && (c == '"' || c == '\'')) {
        SkipString(at_);
        continue;
      }
      if (!specifier && (c == '(' || c == '[' || c == '{')) open.push_back(c);
      if (!specifier && (c == ')' || c == ']' || c == '}')) {
        if (open.empty()) return Fail(at_, at_ + 1, absl::StrCat("f-string: unmatched '", std::string(1, c), "'"));
        open.pop_back();
      }
      if (c == ':' && open.empty() && !specifier) specifier = true;
      if (!specifier && IsWord(c)) {
        SkipWord();
      } else {
        ++at_;
      }
    }
    Fail(begin - 1, begin, "f-string: expecting '}'");
  }

  void Finish() {
    if (!brackets_.empty()) {
      const Bracket& open = brackets_.back();
      return Fail(open.at, open.at + 1, absl::StrCat("'", std::string(1, open.open), "' was never closed"));
    }
    const bool block = expects_block_ || (!line_begins_ && last_ == ':');
    if (block) Fail(text_.size(), text_.size(), "expected an indented block");
  }

  static constexpr absl::string_view kTabs = "inconsistent use of tabs and spaces in indentation";

  FileId file_;
  absl::string_view text_;
  bool utf8_;  // other bytes are errors, except in comments
  size_t at_ = 0;
  bool line_begins_ = true;
  bool expects_block_ = false;
  char last_ = '\0';  // the last character that is no space, a stand-in for words and strings
  size_t operators_ = 0;
  size_t nested_strings_ = 0;
  size_t nested_fields_ = 0;
  std::vector<Indent> indents_ = {Indent{}};
  std::vector<Bracket> brackets_;
  std::optional<SyntaxError> error_;
};

// The encoding that a comment in the first two lines declares.
std::string DeclaredEncoding(absl::string_view text) {
  for (int line = 0; line < 2; ++line) {
    const size_t end = std::min(text.find('\n'), text.size());
    const absl::string_view content = absl::StripLeadingAsciiWhitespace(text.substr(0, end));
    if (!content.empty() && content[0] != '#') return "";
    for (size_t i = content.find("coding"); i != absl::string_view::npos; i = content.find("coding", i + 1)) {
      absl::string_view rest = content.substr(i + 6);
      if (rest.empty() || (rest[0] != ':' && rest[0] != '=')) continue;
      rest = absl::StripLeadingAsciiWhitespace(rest.substr(1));
      const size_t length = std::min(
          rest.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."), rest.size());
      if (length > 0) return absl::AsciiStrToLower(rest.substr(0, length));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return "";
}

}  // namespace

std::optional<SyntaxError> CheckLayout(FileId file, absl::string_view text) {
  const auto fail = [&](size_t at, std::string message) {
    return SyntaxError{{file, static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1)}, std::move(message)};
  };
  const size_t nul = text.find('\0');
  if (nul != absl::string_view::npos) return fail(nul, "source code cannot contain null bytes");
  const std::string encoding = DeclaredEncoding(text);
  if (encoding == "ascii" || encoding == "us-ascii") {
    const auto beyond = std::find_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
    if (beyond != text.end()) return fail(static_cast<size_t>(beyond - text.begin()), "a byte that is not ASCII");
  }
  const bool utf8 = encoding.empty() || absl::StartsWith(encoding, "utf");
  return Scanner(file, text, utf8 && !IsUtf8(text)).Scan();
}

}  // namespace retort::python
