#include "linter/source/mapped_text.h"

#include <algorithm>

namespace retort {

void MappedText::Append(absl::string_view text, const Span& from) {
  if (text.empty() && !pieces_.empty()) return;
  pieces_.push_back({static_cast<uint32_t>(text_.size()), static_cast<uint32_t>(text.size()), from});
  text_.append(text.data(), text.size());
}

void MappedText::AppendHole(const Span& from) {
  Append(kHole, from);
  has_holes_ = true;
}

void MappedText::Append(const MappedText& other) {
  for (const Piece& piece : other.pieces_) {
    Append(absl::string_view(other.text_).substr(piece.begin, piece.length), piece.from);
  }
  has_holes_ = has_holes_ || other.has_holes_;
}

MappedText MappedText::Sub(size_t begin, size_t end) const {
  MappedText sub;
  end = std::min(end, text_.size());
  begin = std::min(begin, end);
  const Piece* first = Find(begin);
  const Piece* last = pieces_.data() + pieces_.size();
  for (const Piece* piece = first; piece != nullptr && piece != last && piece->begin < end; ++piece) {
    const size_t from = std::max<size_t>(begin, piece->begin);
    const size_t to = std::min<size_t>(end, piece->begin + piece->length);
    if (from < to) sub.Append(absl::string_view(text_).substr(from, to - from), At(from, to));
  }
  if (sub.pieces_.empty()) sub.Append("", At(begin, end));
  sub.has_holes_ = HasHole(sub.text_);
  return sub;
}

const MappedText::Piece* MappedText::Find(size_t offset) const {
  if (pieces_.empty()) return nullptr;
  auto next = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                               [](size_t value, const Piece& piece) { return value < piece.begin; });
  return next == pieces_.begin() ? &pieces_.front() : &*(next - 1);
}

Span MappedText::At(size_t begin, size_t end) const {
  end = std::min(end, text_.size());
  begin = std::min(begin, end);
  const Piece* first = Find(begin);
  if (first == nullptr) return {};
  const auto exact = [](const Piece& piece) { return piece.from.end - piece.from.begin == piece.length; };
  Span span = first->from;
  if (exact(*first)) span.begin += static_cast<uint32_t>(begin) - first->begin;
  if (end == begin) {
    span.end = exact(*first) ? span.begin : first->from.end;
    return span;
  }
  const Piece* last = Find(end - 1);
  span.end = exact(*last) ? last->from.begin + static_cast<uint32_t>(end) - last->begin : last->from.end;
  // Pieces may come from different files or stand in another order (a helper's constant): then the first piece must do.
  if (last->from.file != span.file || span.end < span.begin) span.end = first->from.end;
  return span;
}

}  // namespace retort
