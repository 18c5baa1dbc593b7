// A line of a source file as a terminal shows it, cell by cell, so that a mark can be set under any of its bytes:
// tabs are spaces, control characters and bytes that are not UTF-8 are visible, secrets are `***`, wide characters are
// known to be wide, and of a very long line only the part around the mark is there.

#ifndef RETORT_LINTER_REPORT_LINE_CELLS_H_
#define RETORT_LINTER_REPORT_LINE_CELLS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "linter/source/source.h"

namespace retort {

struct Cell {
  uint32_t begin = 0;  // the bytes of the file that it shows
  uint32_t end = 0;
  std::string text;
  size_t width = 0;  // columns of the terminal
};

// `line` counts from 1, `focus` is the offset that must be seen; `concealed` is sorted.
std::vector<Cell> LineCells(const Source& source, uint32_t line, uint32_t focus, const std::vector<Span>& concealed);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_LINE_CELLS_H_
