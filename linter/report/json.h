// The report for programs, in Retort's own JSON: ranges count from 1, columns are code points, ends are exclusive,
// paths are relative to the working directory.

#ifndef RETORT_LINTER_REPORT_JSON_H_
#define RETORT_LINTER_REPORT_JSON_H_

#include <string>

#include "linter/finding/report.h"

namespace retort {

std::string JsonReport(const Report& report);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_JSON_H_
