#include "linter/migration/merge_result.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace retort {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

FiledRevision File(const std::string& id, const std::string& parent, const std::string& path = "") {
  FiledRevision filed;
  filed.path = path.empty() ? id + ".py" : path;
  filed.revision.id = id;
  if (!parent.empty()) filed.revision.parents = {{parent, {}}};
  return filed;
}

std::vector<std::string> Heads(const MergeResult& merge) {
  std::vector<std::string> heads;
  for (const size_t head : merge.graph.Heads()) heads.push_back(merge.graph[head].id);
  return heads;
}

const std::vector<FiledRevision> kFormer = {File("a", ""), File("b", "a")};

TEST(Unite, AddsWhatEachSideAdded) {
  const std::vector<FiledRevision> today = {File("a", ""), File("b", "a"), File("c", "b")};
  const MergeResult merge = Unite(kFormer, today, {"main", {File("a", ""), File("b", "a"), File("d", "b")}});
  EXPECT_THAT(Heads(merge), ElementsAre("c", "d"));
  EXPECT_THAT(merge.sides, ElementsAre(MergeResult::Side::kBoth, MergeResult::Side::kBoth, MergeResult::Side::kHere,
                                       MergeResult::Side::kThere));
  EXPECT_EQ(merge.paths[3], "d.py");
  EXPECT_EQ(merge.branch, "main");
}

TEST(Unite, TakesTheSideThatChanged) {
  const std::vector<FiledRevision> moved = {File("a", ""), File("x", "a"), File("b", "x")};
  const MergeResult there = Unite(kFormer, kFormer, {"main", moved});
  EXPECT_THAT(Heads(there), ElementsAre("b"));
  EXPECT_EQ(there.graph[there.graph.Find("b")].parents[0].id, "x");
  const MergeResult here = Unite(kFormer, moved, {"main", kFormer});
  EXPECT_EQ(here.graph[here.graph.Find("b")].parents[0].id, "x");
}

TEST(Unite, WhatOneSideDeletedIsGone) {
  const std::vector<FiledRevision> less = {File("a", "")};
  EXPECT_THAT(Heads(Unite(kFormer, kFormer, {"main", less})), ElementsAre("a"));
  EXPECT_THAT(Heads(Unite(kFormer, less, {"main", kFormer})), ElementsAre("a"));
}

TEST(Unite, WhatOneSideDeletedAndTheOtherChangedIsKept) {
  const std::vector<FiledRevision> changed = {File("a", ""), File("c", "a"), File("b", "c")};
  EXPECT_THAT(Heads(Unite(kFormer, changed, {"main", {File("a", "")}})), ElementsAre("b"));
}

TEST(Unite, OneIdInTwoNewFilesCollides) {
  const std::vector<FiledRevision> today = {File("a", ""), File("b", "a"), File("c", "b", "mine.py")};
  const std::vector<FiledRevision> tip = {File("a", ""), File("b", "a"), File("c", "b", "theirs.py")};
  const MergeResult merge = Unite(kFormer, today, {"main", tip});
  ASSERT_THAT(merge.collisions, SizeIs(1));
  EXPECT_EQ(merge.paths[merge.collisions[0].here], "mine.py");
  EXPECT_EQ(merge.collisions[0].path_there, "theirs.py");
  EXPECT_THAT(Unite(kFormer, today, {"main", today}).collisions, IsEmpty());
  // A renamed file is one file to git.
  EXPECT_THAT(Unite(kFormer, kFormer, {"main", {File("a", "", "0_a.py"), File("b", "a")}}).collisions, IsEmpty());
}

TEST(Unite, RevisionsWithoutAnIdAreKept) {
  const std::vector<FiledRevision> today = {File("a", ""), File("", "", "broken.py")};
  const MergeResult merge = Unite({}, today, {"main", {}});
  EXPECT_EQ(merge.graph.revisions().size(), 2u);
  EXPECT_FALSE(merge.graph.IsComplete());
}

}  // namespace
}  // namespace retort
