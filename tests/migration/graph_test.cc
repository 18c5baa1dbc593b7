#include "linter/migration/graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Reference> References(const std::vector<std::string>& ids) {
  std::vector<Reference> references;
  for (const std::string& id : ids) references.push_back({id, {}});
  return references;
}

Revision Make(const std::string& id, const std::vector<std::string>& parents = {},
              const std::vector<std::string>& depends_on = {}, const std::vector<std::string>& labels = {}) {
  Revision revision;
  revision.id = id;
  revision.parents = References(parents);
  revision.depends_on = References(depends_on);
  revision.labels = References(labels);
  return revision;
}

TEST(GraphTest, KnowsHeadsBasesAndTheForkPoint) {
  const RevisionGraph graph({Make("a"), Make("b", {"a"}), Make("c", {"b"}), Make("d", {"b"})});
  EXPECT_THAT(graph.Heads(), ElementsAre(2, 3));
  EXPECT_THAT(graph.Bases(), ElementsAre(0));
  EXPECT_EQ(graph.ForkPoint(2, 3), 1u);
  EXPECT_EQ(graph.ForkPoint(0, 3), 0u);
  EXPECT_THAT(graph.UpgradeOrder(), ElementsAre(0, 1, 2, 3));
  EXPECT_TRUE(graph.IsComplete());
}

TEST(GraphTest, HasNoForkPointBetweenSeparateHistories) {
  const RevisionGraph graph({Make("a"), Make("b")});
  EXPECT_EQ(graph.ForkPoint(0, 1), RevisionGraph::kNone);
}

TEST(GraphTest, OrdersByParentsAndDependenciesNotByFiles) {
  const RevisionGraph graph({Make("c", {"b"}), Make("b", {"a"}), Make("a", {}, {"x"}), Make("x")});
  EXPECT_THAT(graph.UpgradeOrder(), ElementsAre(3, 2, 1, 0));
}

TEST(GraphTest, AMergeJoinsHeads) {
  const RevisionGraph graph({Make("a"), Make("b", {"a"}), Make("c", {"a"}), Make("m", {"b", "c"})});
  EXPECT_THAT(graph.Heads(), ElementsAre(3));
}

TEST(GraphTest, ADependencyMakesAnEffectiveHead) {
  const RevisionGraph graph({Make("a"), Make("b", {"a"}), Make("x", {}, {"b"})});
  EXPECT_THAT(graph.Heads(), ElementsAre(1, 2));
  EXPECT_TRUE(graph.IsEffectiveHead(1));
  EXPECT_FALSE(graph.IsEffectiveHead(2));
  EXPECT_FALSE(graph.IsEffectiveHead(0));
}

TEST(GraphTest, ALabelAsDependencyIsTheRevisionThatDeclaresIt) {
  const RevisionGraph graph({Make("a", {}, {}, {"core"}), Make("b", {"a"}), Make("x", {}, {"core"})});
  EXPECT_THAT(graph.DependsOn(2), ElementsAre(0));
  EXPECT_THAT(graph.Missing(), IsEmpty());
}

TEST(GraphTest, LabelsHoldForDescendantsAndBackToABranchPoint) {
  const RevisionGraph graph(
      {Make("a"), Make("b", {"a"}), Make("c", {"b"}, {}, {"left"}), Make("d", {"c"}), Make("e", {"a"}, {}, {"right"})});
  EXPECT_THAT(graph.LabelsOf(3), ElementsAre("left"));
  EXPECT_THAT(graph.LabelsOf(1), ElementsAre("left"));
  EXPECT_THAT(graph.LabelsOf(0), IsEmpty());
  EXPECT_THAT(graph.LabelsOf(4), ElementsAre("right"));
}

TEST(GraphTest, LabelsDoNotGoBackWhereTheLineForksLater) {
  const RevisionGraph fork({Make("a"), Make("b", {"a"}, {}, {"x"}), Make("c", {"b"}), Make("d", {"b"})});
  EXPECT_THAT(fork.LabelsOf(0), IsEmpty());
  EXPECT_THAT(fork.LabelsOf(3), ElementsAre("x"));
  const RevisionGraph needed({Make("a"), Make("b", {"a"}, {}, {"x"}), Make("c"), Make("d", {"c"}, {"a"})});
  EXPECT_THAT(needed.LabelsOf(0), IsEmpty());
}

TEST(GraphTest, PartialIdsAndLabelsAreNoParents) {
  const RevisionGraph graph({Make("abcdef123456", {}, {}, {"core"}), Make("b", {"abcdef"}), Make("c", {"core"})});
  ASSERT_EQ(graph.Missing().size(), 2u);
  EXPECT_EQ(graph.Missing()[0].reference.id, "abcdef");
  EXPECT_FALSE(graph.Missing()[0].is_dependency);
  EXPECT_EQ(graph.Missing()[1].from, 2u);
}

TEST(GraphTest, TheLastOfTwoRevisionsWithOneIdCounts) {
  const RevisionGraph graph({Make("a"), Make("b", {"a"}), Make("b", {"a"}), Make("c", {"b"})});
  ASSERT_EQ(graph.Duplicates().size(), 1u);
  EXPECT_EQ(graph.Duplicates()[0].first, 1u);
  EXPECT_EQ(graph.Duplicates()[0].second, 2u);
  EXPECT_FALSE(graph.Duplicates()[0].is_label);
  EXPECT_EQ(graph.Find("b"), 2u);
  EXPECT_THAT(graph.Heads(), ElementsAre(3));
  EXPECT_THAT(graph.UpgradeOrder(), ElementsAre(0, 2, 3));
}

TEST(GraphTest, ALabelClashesWithAnIdOrAnotherLabel) {
  const RevisionGraph graph({Make("a", {}, {}, {"b"}), Make("b", {"a"}, {}, {"x"}), Make("c", {"b"}, {}, {"x"})});
  ASSERT_EQ(graph.Duplicates().size(), 2u);
  EXPECT_EQ(graph.Duplicates()[0].id, "b");
  EXPECT_EQ(graph.Duplicates()[0].second, 1u);
  EXPECT_EQ(graph.Duplicates()[1].id, "x");
  EXPECT_EQ(graph.Duplicates()[1].second, 2u);
  EXPECT_TRUE(graph.Duplicates()[1].is_label);
}

TEST(GraphTest, CyclesNameTheirMembersInOrder) {
  const RevisionGraph graph({Make("a", {"c"}), Make("b", {"a"}), Make("c", {"b"}), Make("d", {"d"}), Make("e", {"c"})});
  ASSERT_EQ(graph.Cycles().size(), 2u);
  EXPECT_THAT(graph.Cycles()[0].members, ElementsAre(0, 2, 1));
  EXPECT_FALSE(graph.Cycles()[0].through_depends_on);
  EXPECT_THAT(graph.Cycles()[1].members, ElementsAre(3));
  EXPECT_THAT(graph.UpgradeOrder(), ElementsAre(0, 1, 2, 4, 3));
}

TEST(GraphTest, ACycleThroughADependencyIsMarked) {
  const RevisionGraph graph({Make("a", {}, {"b"}), Make("b", {"a"}), Make("c", {}, {"c"})});
  ASSERT_EQ(graph.Cycles().size(), 2u);
  EXPECT_THAT(graph.Cycles()[0].members, ElementsAre(0, 1));
  EXPECT_TRUE(graph.Cycles()[0].through_depends_on);
  EXPECT_THAT(graph.Cycles()[1].members, ElementsAre(2));
}

TEST(GraphTest, UnreadableRevisionsHaveNoEdges) {
  const RevisionGraph graph({Make("a"), Make("", {"a"}), Make("", {})});
  EXPECT_THAT(graph.Heads(), ElementsAre(0));
  EXPECT_THAT(graph.UpgradeOrder(), ElementsAre(0));
  EXPECT_THAT(graph.Duplicates(), IsEmpty());
  EXPECT_FALSE(graph.IsComplete());
}

TEST(GraphTest, AnUnknownParentMakesTheGraphIncomplete) {
  Revision unknown = Make("b");
  unknown.problems.push_back({{}, "\"down_revision\" is not a literal", ""});
  EXPECT_FALSE(RevisionGraph({Make("a"), unknown}).IsComplete());
}

TEST(GraphTest, AnEmptyHistoryIsAGraph) {
  const RevisionGraph graph({});
  EXPECT_THAT(graph.Heads(), IsEmpty());
  EXPECT_THAT(graph.UpgradeOrder(), IsEmpty());
}

// A chain as deep as any recursion would overflow on, with a fork and a cycle at its end.
TEST(GraphTest, IsLinearInTheNumberOfRevisions) {
  constexpr int kCount = 200000;
  std::vector<Revision> revisions;
  for (int i = kCount; i > 0; --i) {
    revisions.push_back(Make(absl::StrCat(i), i > 1 ? std::vector{absl::StrCat(i - 1)} : std::vector<std::string>()));
  }
  revisions.push_back(Make("fork", {absl::StrCat(kCount - 1)}));
  revisions.push_back(Make("loop", {absl::StrCat(kCount), "loop"}));
  const auto start = std::chrono::steady_clock::now();
  const RevisionGraph graph(std::move(revisions));
  EXPECT_EQ(graph.UpgradeOrder().size(), kCount + 2u);
  EXPECT_EQ(graph.Cycles().size(), 1u);
  EXPECT_EQ(graph.ForkPoint(graph.Find("fork"), graph.Find(absl::StrCat(kCount))), 1u);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace retort
