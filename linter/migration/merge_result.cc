#include "linter/migration/merge_result.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace retort {
namespace {

using ById = std::map<std::string, const FiledRevision*>;

ById IndexById(std::span<const FiledRevision> revisions) {
  ById by_id;
  for (const FiledRevision& filed : revisions) {
    if (!filed.revision.id.empty()) by_id.emplace(filed.revision.id, &filed);
  }
  return by_id;
}

std::vector<std::string> Ids(const std::vector<Reference>& references) {
  std::vector<std::string> ids;
  for (const Reference& reference : references) ids.push_back(reference.id);
  return ids;
}

bool SameLinks(const Revision& a, const Revision& b) {
  const auto links = [](const Revision& revision) {
    return std::tuple(Ids(revision.parents), Ids(revision.depends_on), Ids(revision.labels));
  };
  return links(a) == links(b);
}

const FiledRevision* Find(const ById& revisions, const std::string& id) {
  const auto found = revisions.find(id);
  return found == revisions.end() ? nullptr : found->second;
}

class Union {
 public:
  Union(std::span<const FiledRevision> former, std::span<const FiledRevision> today, const BranchTip& tip)
      : today_(today), tip_(tip), former_by_id_(IndexById(former)), tip_by_id_(IndexById(tip.revisions)) {}

  MergeResult Make() {
    for (const FiledRevision& here : today_) AddFromHere(here);
    const ById today = IndexById(today_);
    for (const FiledRevision& there : tip_.revisions) {
      const std::string& id = there.revision.id;
      // What both had and this tree has no more was deleted here.
      if (!id.empty() && (Find(today, id) != nullptr || Find(former_by_id_, id) != nullptr)) continue;
      Add(there, there.revision, MergeResult::Side::kThere);
    }
    result_.branch = tip_.branch;
    result_.graph = RevisionGraph(std::move(revisions_));
    return std::move(result_);
  }

 private:
  void AddFromHere(const FiledRevision& here) {
    const FiledRevision* former = Find(former_by_id_, here.revision.id);
    const FiledRevision* there = Find(tip_by_id_, here.revision.id);
    if (there == nullptr) {
      const bool deleted_there = former != nullptr && SameLinks(former->revision, here.revision);
      if (!deleted_there) Add(here, here.revision, MergeResult::Side::kHere);
      return;
    }
    if (former == nullptr && there->path != here.path) result_.collisions.push_back({revisions_.size(), there->path});
    Revision merged = here.revision;
    if (former != nullptr && SameLinks(former->revision, merged)) {
      merged.parents = there->revision.parents;
      merged.depends_on = there->revision.depends_on;
      merged.labels = there->revision.labels;
    }
    Add(here, std::move(merged), MergeResult::Side::kBoth);
  }

  void Add(const FiledRevision& filed, Revision revision, MergeResult::Side side) {
    revisions_.push_back(std::move(revision));
    result_.sides.push_back(side);
    result_.paths.push_back(filed.path);
  }

  std::span<const FiledRevision> today_;
  const BranchTip& tip_;
  const ById former_by_id_;
  const ById tip_by_id_;
  std::vector<Revision> revisions_;
  MergeResult result_;
};

}  // namespace

MergeResult Unite(std::span<const FiledRevision> former, std::span<const FiledRevision> today, BranchTip tip) {
  return Union(former, today, tip).Make();
}

}  // namespace retort
