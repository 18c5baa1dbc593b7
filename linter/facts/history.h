// What git says about the revisions of an environment: which are applied, and what happened to those since.

#ifndef RETORT_LINTER_FACTS_HISTORY_H_
#define RETORT_LINTER_FACTS_HISTORY_H_

#include <string>
#include <vector>

#include "linter/source/span.h"

namespace retort {

// A revision of the base branch whose file here reads differently.
struct EditedRevision {
  std::string revision;
  Span at;                           // in today's file: the first place that differs
  std::vector<std::string> changes;  // "upgrade(): create_index changed", at most a few
};

// A revision of the base branch that no file has any more.
struct DeletedRevision {
  std::string revision;
  std::string path;            // where it was
  std::vector<Span> children;  // where today's files name it as parent
};

struct History {
  bool has_base = false;
  std::string base;                  // for people: "origin/main (merge base 1a2b3c4)"
  std::vector<std::string> applied;  // revision ids of the base, sorted
  std::vector<EditedRevision> edited;
  std::vector<DeletedRevision> deleted;
  bool replaced = false;  // nothing of the base is left: a squash
};

}  // namespace retort

#endif  // RETORT_LINTER_FACTS_HISTORY_H_
