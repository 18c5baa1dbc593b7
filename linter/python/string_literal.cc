#include "linter/python/string_literal.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "linter/base/text.h"

namespace retort::python {
namespace {

// Escapes of one letter, as pairs: the letter, what it means.
constexpr absl::string_view kSimpleEscapes("\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v", 20);

bool IsOctal(char c) { return c >= '0' && c <= '7'; }

}  // namespace

std::string Utf8Of(uint32_t code_point) {
  std::string text;
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) return text;
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xC0 | (code_point >> 6));
    tail(0);
  } else if (code_point < 0x10000) {
    text += static_cast<char>(0xE0 | (code_point >> 12));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0 | (code_point >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
  return text;
}

StringLiteral::StringLiteral(const Syntax& syntax, NodeId node) : syntax_(syntax) {
  const absl::string_view all = syntax.Text(node);
  size_t quote = 0;
  while (quote < all.size() && all[quote] != '"' && all[quote] != '\'') ++quote;
  prefix_ = all.substr(0, quote);
  for (const char c : prefix_) {
    const char lower = absl::ascii_tolower(c);
    raw_ = raw_ || lower == 'r';
    bytes_ = bytes_ || lower == 'b';
    formatted_ = formatted_ || lower == 'f';
  }
  const absl::string_view quoted = all.substr(quote);
  triple_ = quoted.size() >= 3 && quoted[1] == quoted[0] && quoted[2] == quoted[0];
  const size_t length = triple_ ? 3 : std::min<size_t>(1, quoted.size());
  closed_ = length > 0 && quoted.size() >= 2 * length &&
            quoted.substr(quoted.size() - length) == quoted.substr(0, length) && !syntax[node].broken;
  begin_ = syntax[node].begin + static_cast<uint32_t>(quote + length);
  end_ = syntax[node].end - (closed_ ? static_cast<uint32_t>(length) : 0);
}

void StringLiteral::Decode(uint32_t begin, uint32_t end, MappedText& text) const {
  const absl::string_view file = syntax_.text;
  uint32_t run = begin;  // where the bytes begin that mean themselves
  const auto flush = [&](uint32_t to) {
    if (run < to) text.Append(file.substr(run, to - run), At(run, to));
  };
  for (uint32_t i = begin; i < end;) {
    const char c = file[i];
    const bool pair = i + 1 < end && file[i + 1] == c;
    Escape escape;
    if (c == '\\' && !raw_) {
      escape = ReadEscape(i, end);
    } else if (c == '\r') {
      escape = {i + 1 < end && file[i + 1] == '\n' ? 2u : 1u, "\n"};
    } else if (formatted_ && pair && (c == '{' || c == '}')) {
      escape = {2, std::string(1, c)};
    } else if (static_cast<uint8_t>(c) >= 0x80) {
      const uint32_t length = std::min<uint32_t>(static_cast<uint32_t>(Utf8Length(c)), end - i);
      if (length > 1 && IsUtf8(file.substr(i, length))) {
        i += length;
        continue;
      }
      escape = {1, "", false};  // the file has another encoding
    } else {
      ++i;
      continue;
    }
    flush(i);
    if (!escape.known) text.AppendHole(At(i, i + escape.length));
    if (!escape.text.empty()) text.Append(escape.text, At(i, i + escape.length));
    i += escape.length;
    run = i;
  }
  flush(end);
}

StringLiteral::Escape StringLiteral::ReadEscape(uint32_t at, uint32_t end) const {
  const absl::string_view file = syntax_.text;
  if (at + 1 >= end) return {1, "\\"};
  const char c = file[at + 1];
  if (c == '\n') return {2, ""};
  if (c == '\r') return {at + 2 < end && file[at + 2] == '\n' ? 3u : 2u, ""};
  for (size_t i = 0; i < kSimpleEscapes.size(); i += 2) {
    if (kSimpleEscapes[i] == c) return {2, std::string(1, kSimpleEscapes[i + 1])};
  }
  if (IsOctal(c)) {
    uint32_t length = 2;
    uint32_t value = static_cast<uint32_t>(c - '0');
    while (length < 4 && at + length < end && IsOctal(file[at + length])) {
      value = value * 8 + static_cast<uint32_t>(file[at + length++] - '0');
    }
    return {length, Utf8Of(value)};
  }
  if (c == 'x') return ReadHex(at, end, 2);
  if (c == 'u' && !bytes_) return ReadHex(at, end, 4);
  if (c == 'U' && !bytes_) return ReadHex(at, end, 8);
  if (c == 'N' && !bytes_) {
    const size_t close = file.substr(0, end).find('}', at);
    const bool valid = at + 2 < end && file[at + 2] == '{' && close != absl::string_view::npos && close > at + 3;
    return {valid ? static_cast<uint32_t>(close) + 1 - at : 2, "", false, valid};
  }
  return {2, std::string(file.substr(at, 2))};
}

StringLiteral::Escape StringLiteral::ReadHex(uint32_t at, uint32_t end, uint32_t digits) const {
  uint32_t value = 0;
  for (uint32_t i = 0; i < digits; ++i) {
    const uint32_t place = at + 2 + i;
    if (place >= end || !absl::ascii_isxdigit(static_cast<unsigned char>(syntax_.text[place]))) {
      return {2, "", false, false};
    }
    const char c = absl::ascii_tolower(static_cast<unsigned char>(syntax_.text[place]));
    value = value * 16 + static_cast<uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  std::string text = Utf8Of(value);
  const bool surrogate = text.empty();
  return {2 + digits, std::move(text), !surrogate, value <= 0x10FFFF};
}

std::string StringLiteral::Complaint() const {
  if (raw_) return "";
  for (uint32_t i = begin_; i < end_;) {
    if (syntax_.text[i] != '\\') {
      ++i;
      continue;
    }
    const Escape escape = ReadEscape(i, end_);
    if (!escape.valid) {
      const char c = syntax_.text[i + 1];
      return bytes_ ? "(value error) invalid \\x escape"
                    : std::string("(unicode error) malformed or truncated \\") + c + " escape";
    }
    i += escape.length;
  }
  return "";
}

NodeId DocstringOf(const Syntax& syntax, NodeId block) {
  const NodeId statement = syntax.ChildAt(block, 0);
  if (statement == kNoNode || syntax[statement].kind != Kind::kExpressionStatement) return kNoNode;
  const NodeId string = syntax.Unwrap(statement + 1);
  const Kind kind = syntax[string].kind;
  if ((kind != Kind::kString && kind != Kind::kConcatenatedString) ||
      syntax[statement + 1].after != syntax[statement].after) {
    return kNoNode;
  }
  for (NodeId part = string; part < syntax[string].after; ++part) {
    if (syntax[part].kind == Kind::kInterpolation) return kNoNode;
    if (syntax[part].kind != Kind::kString) continue;
    const StringLiteral literal(syntax, part);
    if (literal.bytes() || literal.formatted()) return kNoNode;
  }
  return string;
}

}  // namespace retort::python
