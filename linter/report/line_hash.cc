#include "linter/report/line_hash.h"

#include <array>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "linter/base/text.h"

namespace retort {
namespace {

constexpr size_t kWindow = 100;
constexpr uint64_t kBase = 37;
constexpr uint16_t kEndOfFile = 65535;

constexpr uint64_t LeavingFactor() {
  uint64_t factor = 1;
  for (size_t i = 0; i < kWindow; ++i) factor *= kBase;
  return factor;
}

// The hash of the last 100 units. A unit that begins a line is marked, and when it is about to leave the window, the
// window is exactly what follows it: that is the line's hash.
class RollingHash {
 public:
  void Read(uint16_t unit) {
    const bool skip = unit == ' ' || unit == '\t' || (after_cr_ && unit == '\n');
    after_cr_ = unit == '\r';
    if (skip) return;
    if (unit == '\r') unit = '\n';
    EmitLine();
    begins_line_[next_] = at_line_start_;
    at_line_start_ = unit == '\n';
    Shift(unit);
  }

  std::vector<uint64_t> Finish() {
    Read(kEndOfFile);
    for (size_t i = 0; i < kWindow; ++i) {
      EmitLine();
      Shift(0);
    }
    return std::move(hashes_);
  }

 private:
  void EmitLine() {
    if (begins_line_[next_]) hashes_.push_back(hash_);
    begins_line_[next_] = false;
  }
  void Shift(uint16_t unit) {
    hash_ = kBase * hash_ + unit - LeavingFactor() * window_[next_];
    window_[next_] = unit;
    next_ = (next_ + 1) % kWindow;
  }

  std::array<uint16_t, kWindow> window_ = {};
  std::array<bool, kWindow> begins_line_ = {};
  size_t next_ = 0;
  uint64_t hash_ = 0;
  bool at_line_start_ = true;
  bool after_cr_ = false;
  std::vector<uint64_t> hashes_;
};

// Calls read(unit) for each UTF-16 unit of the text; a byte that is not UTF-8 reads as U+FFFD.
template <typename Read>
void EachUtf16Unit(absl::string_view text, const Read& read) {
  for (size_t i = 0; i < text.size();) {
    const size_t length = Utf8Length(text[i]);
    if (!IsUtf8(text.substr(i, length))) {
      read(0xFFFD);
      ++i;
      continue;
    }
    uint32_t code = CodePoint(text.substr(i, length));
    if (code >= 0x10000) {
      read(0xD800 + ((code - 0x10000) >> 10));
      code = 0xDC00 + ((code - 0x10000) & 0x3FF);
    }
    read(code);
    i += length;
  }
}

}  // namespace

LineHashes::LineHashes(absl::string_view text) {
  RollingHash rolling;
  EachUtf16Unit(text, [&](uint16_t unit) { rolling.Read(unit); });
  absl::flat_hash_map<uint64_t, uint32_t> seen;
  for (const uint64_t hash : rolling.Finish()) lines_.push_back({hash, ++seen[hash]});
}

std::string LineHashes::Of(uint32_t line) const {
  if (line == 0 || line > lines_.size()) return "";
  return absl::StrCat(absl::Hex(lines_[line - 1].hash), ":", lines_[line - 1].occurrence);
}

}  // namespace retort
