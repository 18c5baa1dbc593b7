// Counts what a run saw, found and could not understand.

#ifndef RETORT_LINTER_ENGINE_SUMMARY_H_
#define RETORT_LINTER_ENGINE_SUMMARY_H_

#include <vector>

#include "linter/engine/reading.h"
#include "linter/engine/ruling.h"
#include "linter/finding/report.h"

namespace retort {

// Moves the findings into the report, and fills in report.summary and report.not_understood; one chapter an
// environment.
void Summarize(const std::vector<Chapter>& chapters, std::vector<Judged> judged, Report& report);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_SUMMARY_H_
