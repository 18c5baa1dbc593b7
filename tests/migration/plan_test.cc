#include "linter/migration/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

using testing::ElementsAre;

Revision Make(const std::string& id, const std::vector<std::string>& parents, const std::vector<std::string>& needs) {
  Revision revision;
  revision.id = id;
  for (const std::string& parent : parents) revision.parents.push_back({parent, {}});
  for (const std::string& need : needs) revision.depends_on.push_back({need, {}});
  return revision;
}

// "b -> a": the row of b becomes one of a.
std::vector<std::string> Changes(const MigrationStep& step) {
  std::vector<std::string> shown;
  for (const VersionChange& change : step.versions) shown.push_back(absl::StrCat(change.from, " -> ", change.to));
  return shown;
}

// Alembic's issue 1373: the merge of two branches, one of which depends on the other.
TEST(PlanTest, KeepsNoRowThatAnotherOneImplies) {
  const RevisionGraph graph(
      {Make("a", {}, {}), Make("a1", {"a"}, {}), Make("b1", {"a"}, {"a1"}), Make("merge", {"a1", "b1"}, {})});
  EXPECT_THAT(Changes(PlanDowngrade(graph, {3}, {}, {1, 12})[0]), ElementsAre(" -> a1", "merge -> b1"));
  EXPECT_THAT(Changes(PlanDowngrade(graph, {3}, {}, {1, 13})[0]), ElementsAre("merge -> b1"));
}

TEST(PlanTest, KeepsTheRowsOfBranchesThatDoNotKnowEachOther) {
  const RevisionGraph graph({Make("a", {}, {}), Make("b", {"a"}, {}), Make("c", {"a"}, {}), Make("d", {"b", "c"}, {})});
  for (const Version alembic : {Version{1, 12}, Version{1, 13}}) {
    EXPECT_THAT(Changes(PlanDowngrade(graph, {3}, {}, alembic)[0]), ElementsAre(" -> b", "d -> c"));
  }
}

}  // namespace
}  // namespace retort
