#include "linter/ignore/commented_text.h"

#include <algorithm>

#include "linter/sql/lexer.h"
#include "linter/sql/split.h"

namespace retort {
namespace {

constexpr absl::string_view kBlanks = " \t\f\v\r\n";

bool IsBlank(absl::string_view text) { return text.find_first_not_of(kBlanks) == absl::string_view::npos; }

absl::string_view Cut(absl::string_view text, size_t begin, size_t end) {
  return text.substr(std::min(begin, text.size()), end > begin ? end - begin : 0);
}

// The first line behind `offset` that has more than comments; empty at the end of the text.
ByteRange NextLine(const CommentedText& text, size_t offset) {
  for (size_t at = text.text.find_first_not_of(kBlanks, offset); at != absl::string_view::npos;
       at = text.text.find_first_not_of(kBlanks, at)) {
    const auto comment = std::find_if(text.comments.begin(), text.comments.end(), [&](const ByteRange& candidate) {
      return candidate.begin <= at && at < candidate.end;
    });
    if (comment == text.comments.end()) return LineAt(text.text, at);
    at = comment->end;
  }
  return {text.text.size(), text.text.size()};
}

bool Holds(const ByteRange& line, size_t offset) { return line.begin <= offset && offset <= line.end; }

}  // namespace

ByteRange LineAt(absl::string_view text, size_t offset) {
  offset = std::min(offset, text.size());
  const size_t before = offset == 0 ? absl::string_view::npos : text.find_last_of("\r\n", offset - 1);
  const size_t end = text.find_first_of("\r\n", offset);
  return {before == absl::string_view::npos ? 0 : before + 1, std::min(end, text.size())};
}

bool StandsAlone(absl::string_view text, const ByteRange& comment) {
  return IsBlank(Cut(text, LineAt(text, comment.begin).begin, comment.begin)) &&
         IsBlank(Cut(text, comment.end, LineAt(text, comment.end).end));
}

ByteRange CoveredBy(const CommentedText& text, size_t comment) {
  const ByteRange& at = text.comments[comment];
  const bool alone = StandsAlone(text.text, at);
  const ByteRange line = alone ? NextLine(text, at.end) : LineAt(text.text, at.begin);
  if (line.begin == line.end) return line;
  ByteRange covered = line;
  for (const ByteRange& unit : text.units) {
    const bool ends_here = !alone && unit.end > unit.begin && Holds(line, unit.end - 1);
    if (!Holds(line, unit.begin) && !ends_here) continue;
    covered = {std::min(covered.begin, unit.begin), std::max(covered.end, unit.end)};
  }
  return covered;
}

CommentedText CommentsOfSql(absl::string_view text) {
  CommentedText result{text, {}, {}};
  Splitter splitter(text);
  while (const std::optional<Piece> piece = splitter.Next()) result.units.push_back({piece->begin, piece->end});
  Lexer lexer(text);
  size_t from = 0;
  const auto look = [&](size_t to) {  // between two tokens there are only blanks and comments
    while ((from = text.find_first_not_of(kBlanks, from)) < to) {
      const bool is_line = text.substr(from, 2) == "--";
      const size_t closing = is_line ? text.find_first_of("\r\n", from) : text.find("*/", from);
      size_t end = closing == absl::string_view::npos ? to : closing + (is_line ? 0 : 2);
      end = std::min(end, to);
      result.comments.push_back({from, end});
      from = end;
    }
  };
  while (const std::optional<SqlToken> token = lexer.Next()) {
    look(token->begin);
    from = token->end();
  }
  look(text.size());
  return result;
}

CommentedText CommentsOfLines(absl::string_view text, absl::string_view marks) {
  CommentedText result{text, {}, {}};
  for (size_t at = 0; at < text.size();) {
    const ByteRange line = LineAt(text, at);
    const size_t first = text.find_first_not_of(" \t", line.begin);
    if (first < line.end && marks.find(text[first]) != absl::string_view::npos) {
      result.comments.push_back({first, line.end});
    } else if (first < line.end && first > line.begin && !result.units.empty()) {
      result.units.back().end = line.end;  // a value goes on where a line is indented
    } else if (first < line.end) {
      result.units.push_back(line);
    }
    at = std::max(line.end + 1, at + 1);
  }
  return result;
}

}  // namespace retort
