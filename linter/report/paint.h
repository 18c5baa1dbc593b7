// Colour for a terminal, or none: Paint(false)(Ink::kRed, "x") is "x".

#ifndef RETORT_LINTER_REPORT_PAINT_H_
#define RETORT_LINTER_REPORT_PAINT_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace retort {

enum class Ink { kBold, kRed, kYellow, kBlue, kGreen };

class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}

  std::string operator()(Ink ink, absl::string_view text) const {
    constexpr absl::string_view kCodes[] = {"\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1;32m"};
    if (!color_ || text.empty()) return std::string(text);
    return absl::StrCat(kCodes[static_cast<int>(ink)], text, "\x1b[0m");
  }

 private:
  bool color_;
};

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_PAINT_H_
