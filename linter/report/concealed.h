// The bytes of a run's files that no output may show, whichever finding names them: a secret is as secret in the frame
// of another finding.
//
//   Concealed(report).In(finding.at.file)

#ifndef RETORT_LINTER_REPORT_CONCEALED_H_
#define RETORT_LINTER_REPORT_CONCEALED_H_

#include <map>
#include <vector>

#include "linter/finding/report.h"

namespace retort {

class Concealed {
 public:
  explicit Concealed(const Report& report);

  // Sorted and apart from one another.
  const std::vector<Span>& In(FileId file) const;

 private:
  std::map<FileId, std::vector<Span>> spans_;
};

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_CONCEALED_H_
