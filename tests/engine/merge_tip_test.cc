// The history as it will be when this tree is merged with what its base branch has by now.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "tests/engine/tiny_history.h"
#include "tests/git/scratch_repository.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

// "main" has a and b; it gets more while "feature" is away.
class MergeTipTest : public testing::Test {
 protected:
  MergeTipTest() {
    scratch.Write("v/1_a.py", TinyRevision("a", "None"));
    scratch.Write("v/2_b.py", TinyRevision("b", "a"));
    scratch.Commit();
    scratch.Git({"branch", "feature"});
  }

  void OnMain(const std::string& path, const std::string& text) const {
    scratch.Git({"checkout", "--quiet", "main"});
    scratch.Write(path, text);
    scratch.Commit();
    scratch.Git({"checkout", "--quiet", "feature"});
  }
  Reading Read() const { return Reading({scratch.PathOf("v")}, WithBase("main")); }

  static std::vector<std::string> Heads(const Reading& run) {
    std::vector<std::string> heads;
    const std::optional<MergeResult>& merge = run.histories->merges[0];
    if (!merge.has_value()) return {"no merge"};
    for (const size_t head : merge->graph.Heads()) heads.push_back(merge->graph[head].id);
    return heads;
  }

  ScratchRepository scratch;
};

TEST_F(MergeTipTest, WithoutNewCommitsThereIsNothingToMerge) {
  scratch.Git({"checkout", "--quiet", "feature"});
  scratch.Write("v/3_c.py", TinyRevision("c", "b"));
  EXPECT_THAT(Heads(Read()), ElementsAre("no merge"));
}

TEST_F(MergeTipTest, TwoBranchesThatAreSoundAloneMayForkTogether) {
  OnMain("v/3_d.py", TinyRevision("d", "b"));
  scratch.Write("v/3_c.py", TinyRevision("c", "b"));
  const Reading run = Read();
  EXPECT_THAT(Heads(run), UnorderedElementsAre("c", "d"));
  const MergeResult& merge = *run.histories->merges[0];
  EXPECT_EQ(merge.branch, "main");
  const size_t there = merge.graph.Find("d");
  EXPECT_EQ(merge.sides[there], MergeResult::Side::kThere);
  EXPECT_EQ(merge.paths[there], "v/3_d.py");
  EXPECT_EQ(merge.sides[merge.graph.Find("c")], MergeResult::Side::kHere);
  EXPECT_EQ(merge.sides[merge.graph.Find("a")], MergeResult::Side::kBoth);
  EXPECT_THAT(run.header(), HasSubstr("; main has 1 more by now"));
  EXPECT_THAT(run.history().applied, ElementsAre("a", "b"));
}

TEST_F(MergeTipTest, WhatWasMergedAlreadyForksNothing) {
  OnMain("v/3_d.py", TinyRevision("d", "b"));
  scratch.Git({"merge", "--quiet", "--ff-only", "main"});
  scratch.Write("v/3_c.py", TinyRevision("c", "d"));
  EXPECT_THAT(Heads(Read()), ElementsAre("no merge"));
}

TEST_F(MergeTipTest, ASquashedMergeOfThisBranchIsNoSecondCopy) {
  OnMain("v/3_c.py", TinyRevision("c", "b"));
  scratch.Write("v/3_c.py", TinyRevision("c", "b"));
  scratch.Commit();
  const Reading run = Read();
  EXPECT_THAT(Heads(run), ElementsAre("c"));
  EXPECT_THAT(run.histories->merges[0]->collisions, IsEmpty());
}

TEST_F(MergeTipTest, OneIdInTwoFilesCollides) {
  OnMain("v/3_d.py", TinyRevision("c", "b", "theirs"));
  scratch.Write("v/3_c.py", TinyRevision("c", "b"));
  const Reading run = Read();
  ASSERT_THAT(run.histories->merges[0]->collisions, SizeIs(1));
  EXPECT_EQ(run.histories->merges[0]->collisions[0].path_there, "v/3_d.py");
}

TEST_F(MergeTipTest, ARenamedFileIsNoCollision) {
  scratch.Git({"checkout", "--quiet", "main"});
  std::filesystem::rename(scratch.PathOf("v/2_b.py"), scratch.PathOf("v/0002_b.py"));
  scratch.Commit();
  scratch.Git({"checkout", "--quiet", "feature"});
  const Reading run = Read();
  EXPECT_THAT(Heads(run), ElementsAre("b"));
  EXPECT_THAT(run.histories->merges[0]->collisions, IsEmpty());
}

TEST_F(MergeTipTest, WhatTheBranchMovedOrDeletedIsMovedAndDeleted) {
  OnMain("v/2_b.py", TinyRevision("b", "x"));
  OnMain("v/1_x.py", TinyRevision("x", "a"));
  scratch.Write("v/3_c.py", TinyRevision("c", "b"));
  const Reading run = Read();
  EXPECT_THAT(Heads(run), ElementsAre("c"));
  const RevisionGraph& graph = run.histories->merges[0]->graph;
  EXPECT_EQ(graph[graph.Find("b")].parents[0].id, "x");

  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Git({"rm", "--quiet", "v/2_b.py"});
  scratch.Git({"commit", "--quiet", "--message=x"});
  scratch.Git({"checkout", "--quiet", "feature"});
  const Reading deleted = Read();
  EXPECT_EQ(deleted.histories->merges[0]->graph.Find("b"), RevisionGraph::kNone);
}

TEST_F(MergeTipTest, WhatThisTreeDeletedDoesNotComeBack) {
  OnMain("v/3_d.py", TinyRevision("d", "a"));
  std::filesystem::remove(scratch.PathOf("v/2_b.py"));
  const Reading run = Read();
  EXPECT_EQ(run.histories->merges[0]->graph.Find("b"), RevisionGraph::kNone);
}

TEST_F(MergeTipTest, AMovedFolderIsTheSameHistory) {
  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Write("v/3_d.py", TinyRevision("d", "b"));
  scratch.Git({"mv", "v", "db"});
  scratch.Commit();
  scratch.Git({"checkout", "--quiet", "feature"});
  scratch.Write("v/3_c.py", TinyRevision("c", "b"));
  EXPECT_THAT(Heads(Read()), UnorderedElementsAre("c", "d"));
}

}  // namespace
}  // namespace retort
