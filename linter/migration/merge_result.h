// The history as it will be after this tree is merged with the tip of its base branch: two branches that are sound
// alone may have two heads together, and git sees no conflict.
//
//   MergeResult result = Unite(former, today, {"origin/main", tip});
//   result.graph.Heads()

#ifndef RETORT_LINTER_MIGRATION_MERGE_RESULT_H_
#define RETORT_LINTER_MIGRATION_MERGE_RESULT_H_

#include <span>
#include <string>
#include <vector>

#include "linter/migration/graph.h"
#include "linter/migration/revision.h"

namespace retort {

// A revision and its file, from the root of the repository.
struct FiledRevision {
  std::string path;
  Revision revision;
};

struct MergeResult {
  enum class Side { kBoth, kHere, kThere };

  std::string branch;       // for people: "origin/main"
  RevisionGraph graph{{}};  // the spans of revisions of kThere lead nowhere
  // By index in the graph.
  std::vector<Side> sides;
  std::vector<std::string> paths;  // from the root
  // Revisions of one id that both sides have added, in different files.
  struct Collision {
    size_t here;  // in the graph
    std::string path_there;
  };
  std::vector<Collision> collisions;
};

// The branch, and what it has by now.
struct BranchTip {
  std::string branch;
  std::vector<FiledRevision> revisions;
};

// As git merges: what one side changed or deleted since `former`, their last common state, and the other side left
// alone, is changed or deleted. Revisions are matched by id, those of one path are one file.
MergeResult Unite(std::span<const FiledRevision> former, std::span<const FiledRevision> today, BranchTip tip);

}  // namespace retort

#endif  // RETORT_LINTER_MIGRATION_MERGE_RESULT_H_
