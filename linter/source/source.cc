#include "linter/source/source.h"

#include <algorithm>

#include "linter/base/text.h"

namespace retort {

Source::Source(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_begins_.push_back(0);
  for (size_t i = text_.find_first_of("\r\n"); i != std::string::npos; i = text_.find_first_of("\r\n", i)) {
    if (text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n') ++i;
    line_begins_.push_back(static_cast<uint32_t>(++i));
  }
}

absl::string_view Source::Text(const Span& span) const {
  const size_t begin = std::min<size_t>(span.begin, text_.size());
  const size_t end = std::clamp<size_t>(span.end, begin, text_.size());
  return text().substr(begin, end - begin);
}

Position Source::Locate(uint32_t offset, ColumnUnit unit) const {
  offset = std::min<uint32_t>(offset, text_.size());
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  Position position;
  position.line = static_cast<uint32_t>(next - line_begins_.begin());
  const uint32_t begin = *(next - 1);
  if (unit == ColumnUnit::kBytes) {
    position.column = offset - begin + 1;
    return position;
  }
  for (uint32_t i = begin; i < offset;) {
    const int length = Utf8Length(text_[i]);
    position.column += unit == ColumnUnit::kUtf16 && length == 4 ? 2 : 1;
    i += length;
  }
  return position;
}

absl::string_view Source::Line(uint32_t line) const {
  if (line == 0 || line > LineCount()) return "";
  const size_t begin = line_begins_[line - 1];
  const size_t end = line < LineCount() ? line_begins_[line] : text_.size();
  absl::string_view text = this->text().substr(begin, end - begin);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

uint32_t Source::LineBegin(uint32_t line) const { return line_begins_[std::clamp<uint32_t>(line, 1, LineCount()) - 1]; }

FileId Sources::Add(absl::string_view path) {
  const auto [entry, is_new] = ids_.try_emplace(std::string(path), static_cast<FileId>(paths_.size()));
  if (is_new) {
    paths_.emplace_back(path);
    sources_.push_back(nullptr);
  }
  return entry->second;
}

void Sources::Load(FileId id, std::string text) {
  sources_[id] = std::make_unique<Source>(paths_[id], std::move(text));
}

const Source& Sources::operator[](FileId id) const {
  static const Source kEmpty("", "");
  return id < sources_.size() && sources_[id] != nullptr ? *sources_[id] : kEmpty;
}

}  // namespace retort
