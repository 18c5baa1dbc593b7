// What git and the lock say about the revisions of an environment: which are applied, and what happened to those since.

#ifndef RETORT_LINTER_FACTS_HISTORY_H_
#define RETORT_LINTER_FACTS_HISTORY_H_

#include <string>
#include <vector>

#include "linter/source/span.h"

namespace retort {

// A place of today's files, and what is to be said of it.
struct PlacedText {
  Span at;
  std::string text;
};

// A revision of the base whose file here is another program. One whose parents changed is a ReparentedRevision as well.
struct EditedRevision {
  std::string revision;
  Span at;                             // in today's file: the first place that differs
  std::vector<std::string> changes;    // "upgrade() changed"; empty when it is only written otherwise
  std::vector<PlacedText> operations;  // those that changed: "was DROP TABLE tag"; may be empty
  bool only_downgrade = false;         // nothing else changed
  bool could_not_succeed = false;      // as it was before: no database has run it
};

// A revision of the base that follows another one now, though the one that it followed is still there.
struct ReparentedRevision {
  std::string revision;
  Span at;                          // the value of down_revision
  std::vector<std::string> before;  // ids, sorted
  std::vector<std::string> now;
  std::vector<std::string> changes;  // what else changed: see EditedRevision
  bool mends_fork = false;           // the base has more heads than today's files have
};

// A revision that the base does not have, put below one that it has.
struct InsertedRevision {
  std::string revision;
  Span at;             // its id
  std::string before;  // the applied revision that follows it now
  Span before_at;      // the value of its down_revision
};

// A revision of the base that no file has any more.
struct DeletedRevision {
  std::string revision;
  std::string path;            // where it was, from the root of the repository; empty when only the lock knows it
  std::string renamed_to;      // the id that its file has today; empty when the file is gone
  Span at;                     // that id; else where a child names it; else the start of the configuration
  std::vector<Span> children;  // where today's files name it in down_revision or depends_on
};

// A line of the lock that says something else than git.
struct LockDisagreement {
  Span at;
  std::string what;
  bool behind = false;  // it only lacks what the base has by now
};

struct History {
  bool has_base = false;             // what is applied is known: `applied`. Otherwise every revision is new
  bool only_heads_are_new = false;   // without a base: a shallow clone, whose base is there but cannot be read
  std::string base;                  // for people: "origin/main"; "--applied"
  std::vector<std::string> applied;  // revision ids of the base and of --applied, sorted; without those ids' ancestors
  std::vector<EditedRevision> edited;                // in the order of the ids
  std::vector<ReparentedRevision> reparented;        // in the order of the ids
  std::vector<InsertedRevision> inserted;            // in the order of the ids
  std::vector<DeletedRevision> deleted;              // in the order of the ids
  bool replaced = false;                             // nothing of the base is left: a squash
  std::vector<LockDisagreement> lock_disagreements;  // in the order of the lines
  std::vector<std::string> changed_code;  // files that differ from the base and are no revisions, from the root
};

}  // namespace retort

#endif  // RETORT_LINTER_FACTS_HISTORY_H_
