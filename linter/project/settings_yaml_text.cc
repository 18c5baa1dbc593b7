#include "linter/project/settings_yaml_text.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace retort {
namespace {

size_t SkipProperties(absl::string_view text, size_t at) {
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    while (at < text.size() && !absl::ascii_isspace(text[at])) ++at;
    while (at < text.size() && absl::ascii_isspace(text[at])) ++at;
  }
  return at;
}

size_t EndOfLine(absl::string_view text, size_t at) { return std::min(text.find('\n', at), text.size()); }

size_t IndentAt(absl::string_view text, size_t line) {
  size_t indent = 0;
  while (line + indent < text.size() && text[line + indent] == ' ') ++indent;
  return indent;
}

// After the closing quote, from the opening one.
size_t EndOfQuoted(absl::string_view text, size_t begin) {
  const char quote = text[begin];
  for (size_t i = begin + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || i + 1 >= text.size() || text[i + 1] != quote) return i;
      ++i;
    }
  }
  return text.size();
}

// The lines of a block or of a plain scalar go on as long as they are indented more than the line where it begins.
// `longest` bounds the search where indentation ends nothing, as inside of brackets.
size_t EndOfIndented(absl::string_view text, size_t begin, size_t longest) {
  const size_t before = begin == 0 ? absl::string_view::npos : text.rfind('\n', begin - 1);
  const size_t line = before == absl::string_view::npos ? 0 : before + 1;
  const size_t indent = IndentAt(text, line);
  size_t end = EndOfLine(text, begin);
  while (end < text.size() && end - begin < longest) {
    const size_t next = end + 1, next_end = EndOfLine(text, next);
    const bool is_blank = absl::StripAsciiWhitespace(text.substr(next, next_end - next)).empty();
    if (!is_blank && IndentAt(text, next) <= indent) break;
    end = next_end;
  }
  return end;
}

// A literal block, line by line. Empty when the lines of the value are not those of the file: a folded block.
MappedText Lines(const SettingsFile& file, size_t begin, size_t end, const std::string& value) {
  MappedText mapped;
  size_t at = EndOfLine(file.text, begin) + 1;
  for (size_t done = 0; done < value.size();) {
    const size_t line_end = std::min(value.find('\n', done), value.size());
    const absl::string_view line(value.data() + done, line_end - done);
    const size_t file_end = std::min(EndOfLine(file.text, at), end);
    const size_t found = at <= file_end ? file.text.substr(at, file_end - at).find(line) : absl::string_view::npos;
    if (found == absl::string_view::npos) return {};
    mapped.Append(file.Value(line, at + found, at + found + line.size()));
    if (line_end < value.size()) mapped.Append(file.Value("\n", file_end, file_end + 1));
    at = file_end + 1;
    done = line_end + 1;
  }
  return mapped;
}

}  // namespace

MappedText YamlScalarText(const SettingsFile& file, size_t begin, const std::string& value) {
  begin = SkipProperties(file.text, std::min(begin, file.text.size()));
  if (begin >= file.text.size()) return file.Value(value, begin, begin);
  const char first = file.text[begin];
  if (first == '"' || first == '\'') return file.Value(value, begin + 1, EndOfQuoted(file.text, begin));
  if (absl::StartsWith(file.text.substr(begin), value)) return file.Value(value, begin, begin + value.size());
  const size_t end = EndOfIndented(file.text, begin, 4096 + 4 * value.size());
  if (first == '|') {
    MappedText lines = Lines(file, begin, end, value);
    if (lines.text() == value) return lines;
  }
  return file.Value(value, begin, end);
}

}  // namespace retort
