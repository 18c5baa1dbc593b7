// Which revisions of a graph have no fixed order, and what that makes uncertain: on one database a sibling branch ran
// before a revision, on another after it.

#ifndef RETORT_LINTER_ENGINE_BRANCHES_H_
#define RETORT_LINTER_ENGINE_BRANCHES_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "linter/migration/graph.h"
#include "linter/schema/name.h"

namespace retort {

class Branches {
 public:
  explicit Branches(const RevisionGraph& graph);

  bool IsLinear() const { return linear_; }
  // The relations and types that revisions remove or change which are neither ancestors nor descendants of this one.
  // Names are as they are written, with "public" where there is no schema.
  absl::flat_hash_set<Name> ChangedElsewhere(size_t index) const;

 private:
  struct Removal {
    size_t revision;
    Name name;
  };
  bool linear_ = true;
  std::vector<Removal> removals_;
  // ordered_[i][b]: revision b is an ancestor or a descendant of the revision of removals_[i], or that revision itself.
  std::vector<std::vector<bool>> ordered_;
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_BRANCHES_H_
