#include "linter/report/line_cells.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "linter/base/text.h"

namespace retort {
namespace {

constexpr uint32_t kLongestLine = 200;  // bytes; of a longer line a window is shown
constexpr uint32_t kBeforeFocus = 60;
constexpr size_t kTabStop = 4;
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct CodeRange {
  uint32_t first;
  uint32_t last;
};

// Combining marks, joiners and variation selectors.
constexpr CodeRange kZeroWidth[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},    {0x610, 0x61A},
                                    {0x64B, 0x65F},   {0x200B, 0x200D}, {0x20D0, 0x20F0},  {0xFE00, 0xFE0F},
                                    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};
constexpr CodeRange kDoubleWidth[] = {{0x1100, 0x115F},  {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97C},
                                      {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
                                      {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
                                      {0x20000, 0x3FFFD}};

template <size_t size>
bool IsIn(uint32_t code, const CodeRange (&ranges)[size]) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const CodeRange& range) { return range.first <= code && code <= range.last; });
}

// `character` is one character of valid UTF-8.
size_t WidthOf(absl::string_view character) {
  const uint32_t code = CodePoint(character);
  if (IsIn(code, kZeroWidth)) return 0;
  return IsIn(code, kDoubleWidth) ? 2 : 1;
}

// The character at the front of `text`, or one byte of what is no character.
Cell CellOf(absl::string_view text, uint32_t begin, size_t column) {
  if (text[0] == '\t') {
    const size_t width = kTabStop - column % kTabStop;
    return {begin, begin + 1, std::string(width, ' '), width};
  }
  const size_t length = Utf8Length(text[0]);
  const absl::string_view character = text.substr(0, length);
  if (!IsUtf8(character)) return {begin, begin + 1, Printable(text.substr(0, 1)), 1};
  std::string shown = Printable(character);
  const size_t width = shown == character ? WidthOf(character) : shown.size();
  return {begin, static_cast<uint32_t>(begin + length), std::move(shown), width};
}

struct Window {
  uint32_t begin;
  uint32_t end;
};

Window WindowOf(const Source& source, uint32_t line, uint32_t focus) {
  const uint32_t begin = source.LineBegin(line);
  const uint32_t end = begin + static_cast<uint32_t>(source.Line(line).size());
  Window window = {begin, end};
  if (end - begin <= kLongestLine) return window;
  focus = std::clamp(focus, begin, end);
  window.begin = focus - begin > kBeforeFocus ? focus - kBeforeFocus : begin;
  window.end = std::min(end, window.begin + kLongestLine);
  const auto inside_character = [&](uint32_t at) {
    return at > begin && at < end && (static_cast<uint8_t>(source.text()[at]) & 0xC0) == 0x80;
  };
  for (int i = 0; i < 3 && inside_character(window.begin); ++i) --window.begin;
  for (int i = 0; i < 3 && inside_character(window.end); ++i) ++window.end;
  return window;
}

}  // namespace

std::vector<Cell> LineCells(const Source& source, uint32_t line, uint32_t focus, const std::vector<Span>& concealed) {
  const Window window = WindowOf(source, line, focus);
  const uint32_t line_begin = source.LineBegin(line);
  std::vector<Cell> cells;
  size_t column = 0;
  const auto add = [&](Cell cell) {
    column += cell.width;
    cells.push_back(std::move(cell));
  };
  if (window.begin > line_begin) add({window.begin, window.begin, "...", 3});
  uint32_t at = window.begin;
  if (at == 0 && absl::StartsWith(source.text(), kByteOrderMark)) at = kByteOrderMark.size();
  while (at < window.end) {
    const auto secret =
        std::partition_point(concealed.begin(), concealed.end(), [&](const Span& span) { return span.end <= at; });
    if (secret != concealed.end() && secret->begin <= at) {
      add({at, std::min(secret->end, window.end), "***", 3});
    } else {
      add(CellOf(source.text().substr(at, window.end - at), at, column));
    }
    at = cells.back().end;
  }
  if (window.end < line_begin + source.Line(line).size()) add({window.end, window.end, "...", 3});
  return cells;
}

}  // namespace retort
