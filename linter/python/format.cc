#include "linter/python/format.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "linter/python/collections.h"
#include "linter/python/format_spec.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

constexpr absl::string_view kWhiteSpace = " \t\n\r\f\v";

void AppendKnown(const std::optional<MappedText>& text, Span at, MappedText& out) {
  if (!text.has_value() || out.text().size() + text->text().size() > kMaxTextBytes) {
    out.AppendHole(at);
  } else {
    out.Append(*text);
  }
}

void AppendValue(const Value* value, Span at, MappedText& out) {
  AppendKnown(value == nullptr ? std::nullopt : TextOf(*value), at, out);
}

void AppendPart(const MappedText& text, size_t begin, size_t end, MappedText& out) {
  if (begin < end) out.Append(text.Sub(begin, end));
}

// The arguments of `%`, taken one by one or by name.
class PercentArguments {
 public:
  explicit PercentArguments(const Value& value) : value_(value), tuple_(value.As<Sequence>()) {
    if (tuple_ != nullptr && tuple_->kind != Sequence::Kind::kTuple) tuple_ = nullptr;
  }
  const Value* Next() {
    const size_t index = next_++;
    if (tuple_ != nullptr)
      return index < tuple_->items.size() && tuple_->complete ? tuple_->items[index].get() : nullptr;
    return index == 0 ? &value_ : nullptr;
  }
  const Value* Named(absl::string_view name) const {
    const Dict* dict = value_.As<Dict>();
    MappedText key;
    key.Append(name, {});
    const std::optional<ValuePtr> found = dict == nullptr ? std::nullopt : FindItem(*dict, Value{{}, std::move(key)});
    return found.has_value() ? found->get() : nullptr;
  }

 private:
  const Value& value_;
  const Sequence* tuple_;
  size_t next_ = 0;
};

// What stands between braces: name!conversion:specification
struct Field {
  explicit Field(absl::string_view text) {
    const size_t colon = std::min(text.find(':'), text.size());
    const size_t mark = std::min(text.find('!'), colon);
    name = text.substr(0, mark);
    if (mark < colon) conversion = text.substr(mark + 1, colon - mark - 1);
    if (colon < text.size()) specification = text.substr(colon + 1);
  }
  absl::string_view name;
  absl::string_view conversion;
  absl::string_view specification;
};

}  // namespace

MappedText FormatPercent(const MappedText& format, const Value& arguments, Span at) {
  MappedText out;
  out.Append("", format.At(0, 0));
  const absl::string_view text = format.text();
  PercentArguments taken(arguments);
  size_t from = 0;
  for (size_t i = text.find('%'); i < text.size(); i = text.find('%', from)) {
    AppendPart(format, from, i, out);
    size_t end = i + 1;
    const Value* value = nullptr;
    bool named = false;
    if (end < text.size() && text[end] == '(') {
      const size_t close = std::min(text.find(')', end), text.size());
      value = taken.Named(text.substr(end + 1, close - end - 1));
      named = true;
      end = std::min(close + 1, text.size());
    }
    const size_t flags = end;
    while (end < text.size() && absl::string_view("#0- +.*123456789hlL").find(text[end]) != absl::string_view::npos)
      ++end;
    const char kind = end < text.size() ? text[end] : '\0';
    const absl::string_view specification = text.substr(flags, end - flags);
    for (const char flag : specification) {
      if (flag == '*') taken.Next();  // a width
    }
    end = std::min(end + 1, text.size());
    if (kind == '%') {
      AppendPart(format, i, i + 1, out);
    } else {
      if (!named) value = taken.Next();
      AppendKnown(value == nullptr ? std::nullopt : FormatConversion(*value, specification, kind),
                  value != nullptr ? value->at : at, out);
    }
    from = end;
  }
  AppendPart(format, from, text.size(), out);
  return out;
}

MappedText FormatBraces(const MappedText& format, const Call& call, Span at) {
  MappedText out;
  out.Append("", format.At(0, 0));
  const absl::string_view text = format.text();
  size_t next = 0;
  size_t from = 0;
  for (size_t i = 0; i < text.size();) {
    if (text[i] != '{' && text[i] != '}') {
      ++i;
      continue;
    }
    AppendPart(format, from, i, out);
    if (i + 1 < text.size() && text[i + 1] == text[i]) {
      AppendPart(format, i, i + 1, out);
      from = i = i + 2;
      continue;
    }
    int depth = 0;
    size_t end = i;
    for (; end < text.size(); ++end) {
      depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
      if (depth <= 0) break;
    }
    const Field field(text.substr(i + 1, end > i ? end - i - 1 : 0));
    const Value* value = nullptr;
    size_t index = 0;
    if (field.name.empty()) {
      value = call.complete ? call.Argument(static_cast<int>(next++), "") : nullptr;
    } else if (absl::SimpleAtoi(field.name, &index)) {
      value = call.complete && index < call.arguments.size() ? call.arguments[index].get() : nullptr;
    } else {
      value = call.Argument(-1, field.name);
    }
    AppendKnown(value == nullptr ? std::nullopt : FormatValue(*value, field.conversion, field.specification),
                value != nullptr ? value->at : at, out);
    from = i = std::min(end + 1, text.size());
  }
  AppendPart(format, from, text.size(), out);
  return out;
}

MappedText JoinTexts(const MappedText& separator, const Sequence& items, Span at) {
  MappedText out;
  out.Append("", items.items.empty() ? separator.At(0, 0) : items.items[0]->at);
  bool first = true;
  for (const ValuePtr& item : items.items) {
    if (!first && out.text().size() + separator.text().size() <= kMaxTextBytes) out.Append(separator);
    first = false;
    AppendValue(item->As<MappedText>() != nullptr ? item.get() : nullptr, item->at, out);
  }
  if (!items.complete) out.AppendHole(at);
  return out;
}

MappedText ReplaceText(const MappedText& text, absl::string_view from, const MappedText& to, int64_t count) {
  MappedText out;
  out.Append("", text.At(0, 0));
  const absl::string_view all = text.text();
  size_t begin = 0;
  while (!from.empty() && count-- != 0) {
    const size_t found = all.find(from, begin);
    if (found == absl::string_view::npos || out.text().size() > kMaxTextBytes) break;
    AppendPart(text, begin, found, out);
    if (!to.text().empty()) out.Append(to);
    begin = found + from.size();
  }
  AppendPart(text, begin, all.size(), out);
  return out;
}

MappedText Strip(const MappedText& text, absl::string_view characters, bool left, bool right) {
  if (characters.empty()) characters = kWhiteSpace;
  const absl::string_view all = text.text();
  size_t begin = 0;
  size_t end = all.size();
  const auto stripped = [&](char c) { return characters.find(c) != absl::string_view::npos; };
  while (left && begin < end && stripped(all[begin])) ++begin;
  while (right && begin < end && stripped(all[end - 1])) --end;
  return text.Sub(begin, end);
}

MappedText Dedent(const MappedText& text) {
  const absl::string_view all = text.text();
  std::optional<absl::string_view> margin;
  const std::vector<MappedText> lines = Split(text, "\n", -1);
  for (const MappedText& line : lines) {
    const absl::string_view content = line.text();
    const size_t indent = std::min(content.find_first_not_of(" \t"), content.size());
    if (indent == content.size()) continue;  // white space only
    if (!margin.has_value()) margin = content.substr(0, indent);
    size_t common = 0;
    while (common < std::min(margin->size(), indent) && (*margin)[common] == content[common]) ++common;
    margin = margin->substr(0, common);
  }
  const size_t cut = margin.has_value() ? margin->size() : 0;
  MappedText out;
  out.Append("", text.At(0, 0));
  size_t begin = 0;
  for (const MappedText& line : lines) {
    const size_t length = line.text().size();
    const bool blank = line.text().find_first_not_of(" \t") == std::string::npos;
    if (!blank) AppendPart(text, begin + cut, begin + length, out);
    AppendPart(text, begin + length, std::min(begin + length + 1, all.size()), out);
    begin += length + 1;
  }
  return out;
}

std::optional<MappedText> ChangeCase(const MappedText& text, bool upper) {
  MappedText out;
  const absl::string_view all = text.text();
  size_t begin = 0;
  while (begin <= all.size()) {
    const size_t hole = std::min(all.find(kHole, begin), all.size());
    const absl::string_view part = all.substr(begin, hole - begin);
    if (!IsAscii(part)) return std::nullopt;
    out.Append(upper ? absl::AsciiStrToUpper(part) : absl::AsciiStrToLower(part), text.At(begin, hole));
    if (hole == all.size()) break;
    out.AppendHole(text.At(hole, hole + kHole.size()));
    begin = hole + kHole.size();
  }
  return out;
}

MappedText Titled(const MappedText& text, bool every_word) {
  std::string titled = absl::AsciiStrToLower(text.text());
  bool first = true;
  for (char& c : titled) {
    if (first) c = absl::ascii_toupper(static_cast<unsigned char>(c));
    first = every_word && !absl::ascii_isalpha(static_cast<unsigned char>(c));
  }
  MappedText out;
  out.Append(titled, text.At(0, titled.size()));
  return out;
}

std::vector<MappedText> Split(const MappedText& text, absl::string_view separator, int64_t limit) {
  std::vector<MappedText> parts;
  const absl::string_view all = text.text();
  size_t begin = 0;
  if (separator.empty()) begin = std::min(all.find_first_not_of(kWhiteSpace), all.size());
  while (begin <= all.size() && parts.size() < kMaxItems) {
    if (separator.empty() && begin == all.size()) break;
    const bool last = limit >= 0 && parts.size() == static_cast<size_t>(limit);
    size_t end = separator.empty() ? all.find_first_of(kWhiteSpace, begin) : all.find(separator, begin);
    if (last || end == absl::string_view::npos) end = all.size();
    parts.push_back(text.Sub(begin, end));
    if (end == all.size()) break;
    begin = separator.empty() ? std::min(all.find_first_not_of(kWhiteSpace, end), all.size()) : end + separator.size();
  }
  return parts;
}

std::vector<MappedText> SplitLines(const MappedText& text) {
  std::vector<MappedText> lines = Split(text, "\n", -1);
  if (!lines.empty() && lines.back().text().empty()) lines.pop_back();
  return lines;
}

}  // namespace retort::python
