#include "linter/sql/literal.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace retort {
namespace {

MappedText DollarValue(const MappedText& sql, const SqlToken& literal) {
  const size_t delimiter = literal.text.find('$', 1) + 1;
  return sql.Sub(literal.begin + delimiter, literal.end() - delimiter);
}

// One backslash escape of E'...'; returns its length.
size_t AppendEscape(const MappedText& sql, size_t at, MappedText& value) {
  const char c = sql.text()[at + 1];
  const Span span = sql.At(at, at + 2);
  constexpr absl::string_view kLetters = "bfnrt", kMeanings = "\b\f\n\r\t";
  if (const size_t letter = kLetters.find(c); letter != absl::string_view::npos) {
    value.Append(kMeanings.substr(letter, 1), span);
  } else if (absl::ascii_isdigit(c) || c == 'x' || c == 'u' || c == 'U') {
    value.AppendHole(span);
  } else {
    value.Append(absl::string_view(&c, 1), span);
  }
  return 2;
}

}  // namespace

MappedText LiteralValue(const MappedText& sql, const SqlToken& literal) {
  if (literal.kind == TokenKind::kDollarString) return DollarValue(sql, literal);
  const absl::string_view text = absl::string_view(sql.text()).substr(0, literal.end());
  const bool escapes = absl::ascii_tolower(literal.text[0]) == 'e';
  const bool unicode = absl::ascii_tolower(literal.text[0]) == 'u';
  MappedText value;
  size_t done = text.find('\'', literal.begin) + 1;
  size_t at = done;
  const auto flush = [&](size_t next) {
    value.Append(sql.Sub(done, at));
    done = at = std::min(next, text.size());
  };
  while (at < text.size()) {
    if (text[at] == '\'' && at + 1 < text.size() && text[at + 1] == '\'') {
      ++at;
      flush(at + 1);
    } else if (text[at] == '\'') {
      flush(text.find('\'', at + 1));  // the next line's part, or the end
      if (at < text.size()) done = ++at;
    } else if (text[at] == '\\' && escapes && at + 1 < text.size()) {
      flush(at);
      done = at += AppendEscape(sql, at, value);
    } else if (text[at] == '\\' && unicode) {
      flush(at);
      value.AppendHole(sql.At(at, at + 1));
      done = ++at;
    } else {
      ++at;
    }
  }
  return value;
}

}  // namespace retort
