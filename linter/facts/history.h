// What git says about the revisions of an environment: which are applied, and what happened to those since.

#ifndef RETORT_LINTER_FACTS_HISTORY_H_
#define RETORT_LINTER_FACTS_HISTORY_H_

#include <string>
#include <vector>

#include "linter/source/span.h"

namespace retort {

// A revision of the base whose file here means something else.
struct EditedRevision {
  std::string revision;
  Span at;                           // in today's file: the first place that differs
  std::vector<std::string> changes;  // "upgrade() changed", "down_revision changed from \"a\" to \"b\""
};

// A revision of the base that no file has any more.
struct DeletedRevision {
  std::string revision;
  std::string path;            // where it was, from the root of the repository
  std::string renamed_to;      // the id that its file has today; empty when the file is gone
  Span at;                     // that id; else where a child names it; else the start of the configuration
  std::vector<Span> children;  // where today's files name it in down_revision or depends_on
};

struct History {
  bool has_base = false;             // what is applied is known: `applied`. Otherwise every revision is new
  bool only_heads_are_new = false;   // without a base: a shallow clone, whose base is there but cannot be read
  std::string base;                  // for people: "origin/main"; "--applied"
  std::vector<std::string> applied;  // revision ids of the base and of --applied, sorted; without those ids' ancestors
  std::vector<EditedRevision> edited;    // in the order of the ids
  std::vector<DeletedRevision> deleted;  // in the order of the ids
  bool replaced = false;                 // nothing of the base is left: a squash
};

}  // namespace retort

#endif  // RETORT_LINTER_FACTS_HISTORY_H_
