#include "linter/report/frame.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "linter/report/line_cells.h"

namespace retort {
namespace {

constexpr uint32_t kMostLines = 4;  // of a span; of a longer one the first kFirstLines and the last line are shown
constexpr uint32_t kFirstLines = 2;

std::string Margin(const FrameStyle& style, absl::string_view number) {
  const std::string padding(style.gutter - std::min(style.gutter, number.size()), ' ');
  return style.paint(Ink::kBlue, absl::StrCat(padding, number, " |"));
}

// The part of the line that the span covers, without the blanks around the code.
Span OnLine(const Source& source, const Span& span, uint32_t line) {
  const absl::string_view text = source.Line(line);
  const absl::string_view code = absl::StripAsciiWhitespace(text);
  const uint32_t begin = source.LineBegin(line) + (code.empty() ? 0 : static_cast<uint32_t>(code.data() - text.data()));
  const uint32_t end = begin + static_cast<uint32_t>(code.size());
  return {span.file, std::max(span.begin, begin), std::min(span.end, end)};
}

std::string Underline(const std::vector<Cell>& cells, const Span& part, char mark) {
  std::string marks;
  for (const Cell& cell : cells) {
    const bool is_marked = cell.begin < part.end && part.begin < cell.end;
    marks.append(cell.width, is_marked ? mark : ' ');
  }
  return marks;
}

// A mark of one column, for a span without code.
std::string Caret(const std::vector<Cell>& cells, uint32_t at, char mark) {
  std::string marks;
  for (const Cell& cell : cells) {
    if (cell.end > at) break;
    marks.append(cell.width, ' ');
  }
  return marks + mark;
}

void AppendLine(const Source& source, const Span& part, uint32_t line, const std::vector<Span>& concealed,
                const FrameStyle& style, std::string& out) {
  const std::vector<Cell> cells = LineCells(source, line, part.begin, concealed);
  std::string text;
  for (const Cell& cell : cells) text += cell.text;
  text = std::string(absl::StripTrailingAsciiWhitespace(text));
  absl::StrAppend(&out, Margin(style, absl::StrCat(line)), text.empty() ? "" : " ", text, "\n");
  std::string marks = part.begin < part.end ? Underline(cells, part, style.mark) : Caret(cells, part.begin, style.mark);
  marks = std::string(absl::StripTrailingAsciiWhitespace(marks));
  absl::StrAppend(&out, Margin(style, ""), " ", style.paint(style.ink, marks), "\n");
}

}  // namespace

uint32_t LastLine(const Source& source, const Span& span) {
  const uint32_t last = span.end > span.begin ? span.end - 1 : span.begin;
  return source.Locate(last, ColumnUnit::kBytes).line;
}

std::string Frame(const Source& source, const Span& span, const std::vector<Span>& concealed, const FrameStyle& style) {
  if (source.text().empty()) return "";
  std::string out = absl::StrCat(Margin(style, ""), "\n");
  const uint32_t first = source.Locate(span.begin, ColumnUnit::kBytes).line;
  const uint32_t last = std::max(first, LastLine(source, span));
  const bool is_long = last - first >= kMostLines;
  for (uint32_t line = first; line <= last; ++line) {
    if (is_long && line == first + kFirstLines) {
      absl::StrAppend(&out, style.paint(Ink::kBlue, "..."), "\n");
      line = last;
    }
    AppendLine(source, OnLine(source, span, line), line, concealed, style, out);
  }
  return out;
}

}  // namespace retort
