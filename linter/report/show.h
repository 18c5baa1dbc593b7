// One revision as Retort understood it: its operations as SQL, the locks they take, and what was not understood.
//
//   ShowText({revision, versions, sources, working_directory})

#ifndef RETORT_LINTER_REPORT_SHOW_H_
#define RETORT_LINTER_REPORT_SHOW_H_

#include <string>

#include "linter/facts/versions.h"
#include "linter/migration/revision.h"
#include "linter/source/source.h"

namespace retort {

struct ShownRevision {
  const Revision& revision;
  const Versions& versions;
  const Sources& sources;
  std::string working_directory;  // paths are relative to it
};

std::string ShowText(const ShownRevision& shown);
std::string ShowJson(const ShownRevision& shown);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_SHOW_H_
