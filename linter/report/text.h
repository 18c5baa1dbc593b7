// The report for people: each finding with its code, what, why and what to do, then one line that sums up the run.

#ifndef RETORT_LINTER_REPORT_TEXT_H_
#define RETORT_LINTER_REPORT_TEXT_H_

#include <string>

#include "linter/finding/report.h"

namespace retort {

struct TextStyle {
  bool color = false;
  bool show_not_understood = false;  // lists each operation that was not understood, with the reason
};

std::string TextReport(const Report& report, const TextStyle& style);

// "2 errors in 212 revisions of 2 environments; 14 of 1,830 operations were not understood"
std::string SummaryLine(const Summary& summary);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_TEXT_H_
