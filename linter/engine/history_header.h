// The lines above the findings that say what was taken as applied and why, with the remedy when it is not known.
//
//   applied: 212 revisions of origin/main (merge base 1a2b3c4d)

#ifndef RETORT_LINTER_ENGINE_HISTORY_HEADER_H_
#define RETORT_LINTER_ENGINE_HISTORY_HEADER_H_

#include <span>
#include <string>
#include <vector>

#include "linter/engine/applied_base.h"

namespace retort {

// What was found for the environments of one repository.
struct AppliedFacts {
  AppliedBase base;
  std::vector<std::string> environments;  // their names
  size_t applied = 0;                     // revisions of the base
  size_t unread = 0;                      // files of the base that could not be read
  size_t locked = 0;                      // revisions that only the lock lists
  size_t arrived = 0;                     // revisions that the branch has by now, and the base has not
};

// `named`: the number of ids given with --applied. Equal lines are one; different ones say whose they are.
std::vector<std::string> HistoryHeader(std::span<const AppliedFacts> facts, size_t named);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_HISTORY_HEADER_H_
