// The lines of code that a finding is about, with line numbers and a mark under the span:
//
//      |
//   14 |     op.create_index("ix_user_email", "user", ["email"])
//      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

#ifndef RETORT_LINTER_REPORT_FRAME_H_
#define RETORT_LINTER_REPORT_FRAME_H_

#include <cstdint>
#include <string>
#include <vector>

#include "linter/report/paint.h"
#include "linter/source/source.h"

namespace retort {

struct FrameStyle {
  Paint paint;
  Ink ink;            // of the mark
  char mark;          // '^', or '-' for a related place
  size_t gutter = 1;  // digits of the largest line number beside which it stands
};

// The last line of the span; a span that ends with a line break ends on that line.
uint32_t LastLine(const Source& source, const Span& span);

// The first and last lines of a long span; nothing for a file without text. `concealed` is sorted.
std::string Frame(const Source& source, const Span& span, const std::vector<Span>& concealed, const FrameStyle& style);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_FRAME_H_
