// The findings as commands that GitHub Actions turns into annotations of a pull request, most severe first: it shows
// ten errors and ten warnings of a step and drops the rest.
//
//   ::error title=drop-table,file=alembic/versions/2_b.py,line=9,col=5::rows are lost%0Ahelp: rename it first

#ifndef RETORT_LINTER_REPORT_GITHUB_H_
#define RETORT_LINTER_REPORT_GITHUB_H_

#include <string>

#include "linter/finding/report.h"

namespace retort {

// Ends with the header and the summary as plain lines.
std::string GithubReport(const Report& report);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_GITHUB_H_
