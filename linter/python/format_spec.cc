#include "linter/python/format_spec.h"

#include <cstdio>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

constexpr size_t kMaxWidth = 10'000;

// [[fill]align][sign][0][width][,][.precision][type]
struct Specification {
  char fill = ' ';
  char align = '\0';
  char sign = '-';
  bool zero = false;
  size_t width = 0;
  char grouping = '\0';
  std::optional<size_t> precision = std::nullopt;
  char type = '\0';
};

bool IsAlign(char c) { return c == '<' || c == '>' || c == '^' || c == '='; }

std::optional<size_t> TakeNumber(absl::string_view& text) {
  size_t digits = 0;
  while (digits < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[digits]))) ++digits;
  size_t number = 0;
  if (digits == 0 || !absl::SimpleAtoi(text.substr(0, digits), &number) || number > kMaxWidth) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool Take(absl::string_view& text, char c) {
  if (text.empty() || text[0] != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Specification> Parse(absl::string_view text) {
  Specification read;
  if (text.size() > 1 && IsAlign(text[1])) {
    read.fill = text[0];
    text.remove_prefix(1);
  }
  if (!text.empty() && IsAlign(text[0])) {
    read.align = text[0];
    text.remove_prefix(1);
  }
  for (const char sign : {'+', '-', ' '}) {
    if (Take(text, sign)) read.sign = sign;
  }
  read.zero = Take(text, '0');
  if (!text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text[0]))) {
    const std::optional<size_t> width = TakeNumber(text);
    if (!width.has_value()) return std::nullopt;
    read.width = *width;
  }
  for (const char grouping : {',', '_'}) {
    if (Take(text, grouping)) read.grouping = grouping;
  }
  if (Take(text, '.')) {
    read.precision = TakeNumber(text);
    if (!read.precision.has_value()) return std::nullopt;
  }
  if (!text.empty()) {
    read.type = text[0];
    text.remove_prefix(1);
  }
  return text.empty() ? std::optional<Specification>(read) : std::nullopt;
}

std::string Grouped(std::string digits, char separator) {
  const size_t whole = std::min(digits.find('.'), digits.size());
  for (size_t i = whole; separator != '\0' && i > 3; i -= 3) digits.insert(i - 3, 1, separator);
  return digits;
}

std::string Padded(const std::string& sign, const std::string& text, const Specification& specification, char align) {
  const size_t length = sign.size() + text.size();
  if (length >= specification.width) return sign + text;
  const size_t missing = specification.width - length;
  const size_t left = align == '>' ? missing : align == '^' ? missing / 2 : 0;
  const auto fill = [&](size_t count) { return std::string(count, specification.fill); };
  if (align == '=') return sign + fill(missing) + text;
  return fill(left) + sign + text + fill(missing - left);
}

// The digits of a number, without its sign; nothing for what is not supported.
std::optional<std::string> Digits(const Value& value, const Specification& specification) {
  const std::optional<int64_t> integer = IntOf(value);
  const Number* number = value.As<Number>();
  if (specification.type == 'f' || specification.type == 'F') {
    double real = 0;
    if (integer.has_value()) real = static_cast<double>(*integer);
    if (!integer.has_value() && (number == nullptr || !absl::SimpleAtod(number->text, &real))) return std::nullopt;
    char digits[512];
    const int precision = static_cast<int>(std::min<size_t>(specification.precision.value_or(6), 100));
    const int length = std::snprintf(digits, sizeof digits, "%.*f", precision, real < 0 ? -real : real);
    if (length <= 0 || static_cast<size_t>(length) >= sizeof digits) return std::nullopt;
    return std::string(digits, static_cast<size_t>(length));
  }
  if (!integer.has_value() || specification.precision.has_value()) return std::nullopt;
  const uint64_t magnitude = *integer < 0 ? 0 - static_cast<uint64_t>(*integer) : static_cast<uint64_t>(*integer);
  switch (specification.type) {
    case '\0':
    case 'd':
      return absl::StrCat(magnitude);
    case 'x':
      return absl::StrCat(absl::Hex(magnitude));
    case 'X':
      return absl::AsciiStrToUpper(absl::StrCat(absl::Hex(magnitude)));
    default:
      return std::nullopt;
  }
}

std::optional<std::string> FormatNumber(const Value& value, const Specification& specification) {
  std::optional<std::string> digits = Digits(value, specification);
  if (!digits.has_value()) return std::nullopt;
  const bool grouped = specification.grouping != '\0';
  // Zeros in front are grouped as well: not worth it.
  if (grouped && (specification.zero || (specification.type != '\0' && specification.type != 'd'))) return std::nullopt;
  const Number* number = value.As<Number>();
  const bool negative = number != nullptr && absl::StartsWith(number->text, "-");
  std::string sign = negative ? "-" : specification.sign == '-' ? "" : std::string(1, specification.sign);
  Specification padding = specification;
  char align = specification.align == '\0' ? '>' : specification.align;
  if (specification.zero && specification.align == '\0') {
    padding.fill = '0';
    align = '=';
  }
  return Padded(sign, Grouped(*std::move(digits), specification.grouping), padding, align);
}

MappedText Placed(const std::string& text, Span at) {
  MappedText placed;
  placed.Append(text, at);
  return placed;
}

// repr() of what needs no escapes.
std::optional<MappedText> Repr(const Value& value) {
  const MappedText* text = value.As<MappedText>();
  if (text == nullptr) return TextOf(value);
  const std::string& content = text->text();
  for (const char c : content) {
    if (!absl::ascii_isprint(static_cast<unsigned char>(c)) || c == '\\') return std::nullopt;
  }
  const bool has_quote = absl::StrContains(content, '\'');
  if (has_quote && absl::StrContains(content, '"')) return std::nullopt;
  const absl::string_view quote = has_quote ? "\"" : "'";
  MappedText quoted;
  quoted.Append(quote, value.at);
  quoted.Append(*text);
  quoted.Append(quote, value.at);
  return quoted;
}

std::optional<MappedText> FormatText(const MappedText& text, const Specification& specification, Span at) {
  const bool fits = specification.type == '\0' || specification.type == 's';
  const bool plain = specification.sign == '-' && !specification.zero && specification.grouping == '\0';
  if (!fits || !plain || specification.align == '=') return std::nullopt;
  if (specification.width == 0 && !specification.precision.has_value()) return text;
  for (const char c : text.text()) {
    if ((c & 0x80) != 0) return std::nullopt;  // also a hole
  }
  const size_t length = std::min(text.text().size(), specification.precision.value_or(text.text().size()));
  const char align = specification.align == '\0' ? '<' : specification.align;
  return Placed(Padded("", text.text().substr(0, length), specification, align), at);
}

}  // namespace

std::optional<MappedText> FormatValue(const Value& value, absl::string_view conversion, absl::string_view text) {
  std::optional<MappedText> converted;
  if (conversion == "r" || conversion == "a") converted = Repr(value);
  if (conversion == "s" || (conversion.empty() && text.empty())) converted = TextOf(value);
  if (!conversion.empty() && !converted.has_value()) return std::nullopt;
  if (text.empty()) return converted;
  const std::optional<Specification> specification = Parse(text);
  if (!specification.has_value()) return std::nullopt;
  if (conversion.empty() && value.As<Number>() != nullptr) {
    std::optional<std::string> number = FormatNumber(value, *specification);
    return number.has_value() ? std::optional<MappedText>(Placed(*number, value.at)) : std::nullopt;
  }
  if (conversion.empty()) converted = value.As<MappedText>() != nullptr ? TextOf(value) : std::nullopt;
  return converted.has_value() ? FormatText(*converted, *specification, value.at) : std::nullopt;
}

std::optional<MappedText> FormatConversion(const Value& value, absl::string_view flags, char letter) {
  if (letter == 's' && flags.empty()) return TextOf(value);
  if (letter == 'r' || letter == 's') {
    const std::optional<MappedText> text = letter == 'r' ? Repr(value) : TextOf(value);
    if (!text.has_value() || flags.empty()) return text;
    const bool left = flags[0] == '-';
    const std::optional<Specification> read = Parse(absl::StrCat(left ? "<" : ">", flags.substr(left ? 1 : 0)));
    return read.has_value() ? FormatText(*text, *read, value.at) : std::nullopt;
  }
  if (value.As<Number>() == nullptr) return std::nullopt;
  if (letter != 'd' && letter != 'i' && letter != 'f' && letter != 'x' && letter != 'X') return std::nullopt;
  if (letter != 'f' && !IntOf(value).has_value()) return std::nullopt;
  const bool left = absl::StartsWith(flags, "-");
  const char type = letter == 'i' ? 'd' : letter;
  return FormatValue(value, "", absl::StrCat(left ? "<" : "", flags.substr(left ? 1 : 0), std::string(1, type)));
}

}  // namespace retort::python
