#include "linter/alembic/text_clause.h"

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "linter/alembic/arguments.h"

namespace retort {
namespace {

bool IsWord(char c) { return absl::ascii_isalnum(c) || c == '_' || c == '$' || (c & 0x80) != 0; }

}  // namespace

MappedText BindValues(const MappedText& sql, const std::vector<std::pair<std::string, std::string>>& values) {
  if (values.empty()) return sql;
  const std::string& text = sql.text();
  MappedText bound;
  size_t copied = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool begins =
        text[i] == ':' && (i == 0 || (!IsWord(text[i - 1]) && text[i - 1] != ':' && text[i - 1] != '\\'));
    if (!begins) continue;
    size_t end = i + 1;
    while (end < text.size() && IsWord(text[end])) ++end;
    if (end < text.size() && text[end] == ':') continue;
    const absl::string_view name = absl::string_view(text).substr(i + 1, end - i - 1);
    for (const auto& [parameter, value] : values) {
      if (parameter != name || copied > i) continue;
      bound.Append(sql.Sub(copied, i));
      HasHole(value) ? bound.AppendHole(sql.At(i, end)) : bound.Append(value, sql.At(i, end));
      copied = end;
    }
  }
  bound.Append(sql.Sub(copied, text.size()));
  return bound;
}

std::optional<MappedText> FormatDdl(const MappedText& sql, const python::Dict* context) {
  const std::string& text = sql.text();
  MappedText formatted;
  size_t copied = 0;
  for (size_t i = text.find('%'); i != std::string::npos; i = text.find('%', copied)) {
    formatted.Append(sql.Sub(copied, i));
    if (i + 1 < text.size() && text[i + 1] == '%') {
      formatted.Append("%", sql.At(i, i + 2));
      copied = i + 2;
      continue;
    }
    const size_t close = text.find(")s", i);
    if (i + 1 >= text.size() || text[i + 1] != '(' || close == std::string::npos) return std::nullopt;
    const absl::string_view name = absl::string_view(text).substr(i + 2, close - i - 2);
    copied = close + 2;
    std::string value(kHole);
    for (size_t item = 0; context != nullptr && item < context->items.size(); ++item) {
      if (NamePart(context->items[item].first.get()) == name) value = NamePart(context->items[item].second.get());
    }
    HasHole(value) ? formatted.AppendHole(sql.At(i, copied)) : formatted.Append(value, sql.At(i, copied));
  }
  formatted.Append(sql.Sub(copied, text.size()));
  return formatted;
}

}  // namespace retort
