// What happened to revisions since the base.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/engine/tiny_history.h"
#include "tests/git/scratch_repository.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// A branch "feature" on a "main" with the revisions a, b and c.
class HistoryTest : public testing::Test {
 protected:
  HistoryTest() {
    scratch.Write("v/1_a.py", TinyRevision("a", "None"));
    scratch.Write("v/2_b.py", TinyRevision("b", "a"));
    scratch.Write("v/3_c.py", TinyRevision("c", "b"));
    base = scratch.Commit();
    scratch.Git({"checkout", "--quiet", "-b", "feature"});
  }

  Reading Read(const std::string& folder = "v") const { return Reading({scratch.PathOf(folder)}, WithBase("main")); }
  void Move(const std::string& from, const std::string& to) const {
    scratch.Write(to, "");
    std::filesystem::rename(scratch.PathOf(from), scratch.PathOf(to));
  }
  void Remove(const std::string& path) const { std::filesystem::remove(scratch.PathOf(path)); }

  static void ExpectUntouched(const Reading& run) {
    ASSERT_TRUE(run.histories.ok()) << run.histories.status();
    EXPECT_TRUE(run.history().has_base);
    EXPECT_THAT(run.history().applied, ElementsAre("a", "b", "c"));
    EXPECT_THAT(run.edited(), IsEmpty());
    EXPECT_THAT(run.deleted(), IsEmpty());
  }

  ScratchRepository scratch;
  std::string base;
};

TEST_F(HistoryTest, NothingChanged) {
  const Reading run = Read();
  ExpectUntouched(run);
  EXPECT_EQ(run.header(), absl::StrCat("applied: 3 revisions of main (merge base ", base.substr(0, 8), ")"));
  EXPECT_EQ(run.histories->root, scratch.folder());
  EXPECT_EQ(run.history().base, "main");
}

TEST_F(HistoryTest, NewRevisionsAreNotApplied) {
  scratch.Write("v/4_d.py", TinyRevision("d", "c"));
  scratch.Commit();
  scratch.Write("v/5_e.py", TinyRevision("e", "d"));
  ExpectUntouched(Read());
}

TEST_F(HistoryTest, WhatMainDidSinceIsNotMissed) {
  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Write("v/4_d.py", TinyRevision("d", "c"));
  scratch.Write("v/1_a.py", TinyRevision("a", "None", "changed on main"));
  scratch.Commit();
  scratch.Git({"checkout", "--quiet", "feature"});
  ExpectUntouched(Read());
}

TEST_F(HistoryTest, MergingMainMovesTheBase) {
  scratch.Write("v/4_d.py", TinyRevision("d", "c"));
  scratch.Commit();
  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Write("v/5_e.py", TinyRevision("e", "c"));
  scratch.Commit();
  scratch.Git({"checkout", "--quiet", "feature"});
  scratch.Git({"merge", "--quiet", "--no-edit", "main"});
  EXPECT_THAT(Read().history().applied, ElementsAre("a", "b", "c", "e"));
}

TEST_F(HistoryTest, RenamedAndMovedFilesAreTheSameRevisions) {
  Move("v/1_a.py", "v/2020_a.py");
  Move("v/2_b.py", "v/2021_b.py");
  scratch.Write("v/2021_b.py", TinyRevision("b", "a", "body # explained"));
  scratch.Commit();
  ExpectUntouched(Read());
}

TEST_F(HistoryTest, AMovedFolderIsFoundAgain) {
  for (const char* name : {"/1_a.py", "/2_b.py", "/3_c.py"}) {
    Move(absl::StrCat("v", name), absl::StrCat("db/versions", name));
  }
  Remove("db/versions/3_c.py");
  scratch.Write("db/versions/2_b.py", TinyRevision("b", "a", "changed"));
  const Reading run = Read("db/versions");
  EXPECT_THAT(run.history().applied, ElementsAre("a", "b", "c"));
  EXPECT_THAT(run.edited(), ElementsAre("b"));
  EXPECT_THAT(run.deleted(), ElementsAre("c"));
}

TEST_F(HistoryTest, ANewEnvironmentWithFileNamesOfAnotherHasNoPast) {
  scratch.Write("copy/1_a.py", TinyRevision("a", "None"));
  scratch.Write("copy/2_b.py", TinyRevision("x", "a"));
  const Reading beside = Read("copy");
  EXPECT_TRUE(beside.history().has_base);
  EXPECT_THAT(beside.history().applied, IsEmpty());
  EXPECT_THAT(beside.deleted(), IsEmpty());
  scratch.Write("copy/1_a.py", TinyRevision("y", "None"));
  std::filesystem::remove_all(scratch.PathOf("v"));
  const Reading instead = Read("copy");
  EXPECT_THAT(instead.history().applied, IsEmpty());
  EXPECT_THAT(instead.deleted(), IsEmpty());
}

TEST_F(HistoryTest, CommentsLineEndsAndModesAreNoEdits) {
  scratch.Write("v/1_a.py", absl::StrReplaceAll(TinyRevision("a", "None"), {{"\n", "\r\n"}}));
  scratch.Write("v/2_b.py", absl::StrCat("# new\n", TinyRevision("b", "a", "body  # why\n\n")));
  std::filesystem::permissions(scratch.PathOf("v/3_c.py"), std::filesystem::perms::owner_all);
  scratch.Commit();
  ExpectUntouched(Read());
}

TEST_F(HistoryTest, AnEditIsSeenWhetherCommittedOrNot) {
  scratch.Write("v/1_a.py", TinyRevision("a", "None", "other"));
  scratch.Commit();
  scratch.Write("v/3_c.py", TinyRevision("c", "b", "other"));
  const Reading run = Read();
  EXPECT_THAT(run.edited(), ElementsAre("a", "c"));
  EXPECT_THAT(run.deleted(), IsEmpty());
  EXPECT_EQ(run.sources.PathOf(run.history().edited[0].at.file), scratch.PathOf("v/1_a.py"));
  EXPECT_THAT(run.history().edited[0].changes, ElementsAre("changed"));
}

TEST_F(HistoryTest, AnAppliedRevisionWithAnotherParentWasMoved) {
  scratch.Write("v/3_c.py", TinyRevision("c", "a"));
  const Reading moved = Read();
  EXPECT_THAT(moved.edited(), IsEmpty());
  ASSERT_THAT(moved.history().reparented, SizeIs(1));
  const ReparentedRevision& c = moved.history().reparented[0];
  EXPECT_EQ(c.revision, "c");
  EXPECT_THAT(c.before, ElementsAre("b"));
  EXPECT_THAT(c.now, ElementsAre("a"));
  EXPECT_THAT(c.changes, IsEmpty());
  EXPECT_EQ(moved.sources[c.at.file].Text(c.at), "down_revision = a");
  scratch.Write("v/3_c.py", TinyRevision("c", "a", "other"));
  EXPECT_THAT(Read().history().reparented[0].changes, ElementsAre("changed"));
}

TEST_F(HistoryTest, ANewRevisionBeforeAnAppliedOneWasInserted) {
  scratch.Write("v/2_x.py", TinyRevision("x", "b"));
  scratch.Write("v/3_c.py", TinyRevision("c", "x"));
  const Reading run = Read();
  EXPECT_THAT(run.history().reparented, IsEmpty());
  EXPECT_THAT(run.edited(), IsEmpty());
  ASSERT_THAT(run.history().inserted, SizeIs(1));
  EXPECT_EQ(run.history().inserted[0].revision, "x");
  EXPECT_EQ(run.history().inserted[0].before, "c");
  scratch.Write("v/3_c.py", TinyRevision("c", "x", "other"));
  EXPECT_THAT(Read().edited(), ElementsAre("c"));
}

TEST_F(HistoryTest, ABranchThatIsMergedAgainIsNoInsertion) {
  scratch.Write("v/4_x.py", TinyRevision("x", "b"));
  const Reading run = Read();
  EXPECT_THAT(run.history().inserted, IsEmpty());
  ExpectUntouched(run);
}

TEST_F(HistoryTest, ChildrenOfADeletedRevisionFollowItsParent) {
  Remove("v/2_b.py");
  scratch.Write("v/3_c.py", TinyRevision("c", "a"));
  const Reading run = Read();
  EXPECT_THAT(run.deleted(), ElementsAre("b"));
  EXPECT_THAT(run.history().reparented, IsEmpty());
  EXPECT_THAT(run.edited(), IsEmpty());
}

TEST_F(HistoryTest, ABrokenLinkMayBeMended) {
  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Write("v/3_c.py", TinyRevision("c", "nowhere"));
  scratch.Commit();
  scratch.Write("v/3_c.py", TinyRevision("c", "b"));
  ExpectUntouched(Read());
}

TEST_F(HistoryTest, ARenamedIdIsNoInsertion) {
  scratch.Write("v/2_b.py", TinyRevision("b2", "a"));
  scratch.Write("v/3_c.py", TinyRevision("c", "b2"));
  const Reading run = Read();
  EXPECT_THAT(run.deleted(), ElementsAre("b"));
  EXPECT_THAT(run.history().inserted, IsEmpty());
  EXPECT_THAT(run.history().reparented, IsEmpty());
}

TEST_F(HistoryTest, ARenameByGitWithAnEditIsAnEdit) {
  scratch.Git({"mv", "v/2_b.py", "v/0002_b.py"});
  scratch.Write("v/0002_b.py", TinyRevision("b", "a", "other"));
  scratch.Commit();
  const Reading run = Read();
  EXPECT_THAT(run.deleted(), IsEmpty());
  EXPECT_THAT(run.edited(), ElementsAre("b"));
  EXPECT_EQ(run.sources.PathOf(run.history().edited[0].at.file), scratch.PathOf("v/0002_b.py"));
}

TEST_F(HistoryTest, ASparseCheckoutLosesNothingOfItsFolders) {
  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Write("docs/long.md", "text");
  scratch.Commit();
  scratch.Git({"sparse-checkout", "set", "v"});
  EXPECT_FALSE(std::filesystem::exists(scratch.PathOf("docs/long.md")));
  ExpectUntouched(Read());
}

TEST_F(HistoryTest, AnEnvironmentInASubmoduleHasItsOwnHistory) {
  scratch.Git({"checkout", "--quiet", "main"});
  const ScratchRepository outer;
  outer.Git({"submodule", "--quiet", "add", absl::StrCat("file://", scratch.folder()), "lib"});
  outer.Commit();
  outer.Write("lib/v/1_a.py", TinyRevision("a", "None", "other"));
  const Reading run({outer.PathOf("lib/v")});
  EXPECT_EQ(run.history().base, "origin/main");
  EXPECT_THAT(run.edited(), ElementsAre("a"));
}

TEST_F(HistoryTest, ADeletedRevisionIsShownWhereItsChildNamesIt) {
  Remove("v/2_b.py");
  const Reading run = Read();
  ASSERT_THAT(run.deleted(), ElementsAre("b"));
  const DeletedRevision& deleted = run.history().deleted[0];
  EXPECT_EQ(deleted.path, "v/2_b.py");
  EXPECT_EQ(deleted.renamed_to, "");
  EXPECT_EQ(run.sources[deleted.at.file].Text(deleted.at), "down_revision = b");
  EXPECT_THAT(deleted.children, ElementsAre(deleted.at));
  EXPECT_FALSE(run.history().replaced);
}

TEST_F(HistoryTest, ADeletedHeadIsShownAtTheConfiguration) {
  Remove("v/3_c.py");
  const Reading run = Read();
  ASSERT_THAT(run.deleted(), ElementsAre("c"));
  EXPECT_EQ(run.history().deleted[0].at, (Span{run.config, 0, 0}));
}

TEST_F(HistoryTest, AChangedIdIsADeletionShownInItsFile) {
  scratch.Write("v/3_c.py", TinyRevision("c2", "b"));
  const Reading run = Read();
  ASSERT_THAT(run.deleted(), ElementsAre("c"));
  EXPECT_EQ(run.history().deleted[0].renamed_to, "c2");
  EXPECT_EQ(run.sources.PathOf(run.history().deleted[0].at.file), scratch.PathOf("v/3_c.py"));
}

TEST_F(HistoryTest, AFileThatCannotBeReadTodayIsNotDeleted) {
  scratch.Write("v/3_c.py", "not a revision");
  const Reading run = Read();
  EXPECT_THAT(run.history().applied, ElementsAre("a", "b", "c"));
  EXPECT_THAT(run.deleted(), IsEmpty());
}

TEST_F(HistoryTest, ASquashReplacesTheHistory) {
  for (const char* path : {"v/1_a.py", "v/2_b.py", "v/3_c.py"}) Remove(path);
  scratch.Write("v/0_all.py", TinyRevision("all", "None"));
  const Reading run = Read();
  EXPECT_TRUE(run.history().replaced);
  EXPECT_THAT(run.deleted(), ElementsAre("a", "b", "c"));
}

TEST_F(HistoryTest, ASquashMayKeepTheLastId) {
  for (const char* path : {"v/1_a.py", "v/2_b.py"}) Remove(path);
  scratch.Write("v/3_c.py", TinyRevision("c", "None", "all"));
  const Reading run = Read();
  EXPECT_FALSE(run.history().replaced);
  EXPECT_THAT(run.deleted(), ElementsAre("a", "b"));
  EXPECT_THAT(run.edited(), ElementsAre("c"));
}

TEST_F(HistoryTest, ADuplicateIsNoEditOfTheOther) {
  scratch.Write("v/4_again.py", TinyRevision("a", "c", "other"));
  ExpectUntouched(Read());
}

TEST_F(HistoryTest, AFolderWithoutRevisionsTodayLostThemAll) {
  for (const char* path : {"v/1_a.py", "v/2_b.py", "v/3_c.py"}) Remove(path);
  const Reading run = Read();
  EXPECT_TRUE(run.history().replaced);
  EXPECT_THAT(run.deleted(), SizeIs(3));
}

TEST_F(HistoryTest, OddPaths) {
  const std::string folder = "a b/new\nline \xff";
  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Write(absl::StrCat(folder, "/'1\n\xfe.py"), TinyRevision("x", "None"));
  scratch.Commit();
  scratch.Write(absl::StrCat(folder, "/'1\n\xfe.py"), TinyRevision("x", "None", "changed"));
  EXPECT_THAT(Read(folder).edited(), ElementsAre("x"));
}

TEST_F(HistoryTest, ThroughALinkToTheFolder) {
  const std::string link = NewScratchFolder() + "/link";
  std::filesystem::create_directory_symlink(scratch.PathOf("v"), link);
  scratch.Write("v/1_a.py", TinyRevision("a", "None", "other"));
  const Reading run({link}, WithBase("main"));
  EXPECT_THAT(run.history().applied, ElementsAre("a", "b", "c"));
  EXPECT_THAT(run.edited(), ElementsAre("a"));
}

TEST_F(HistoryTest, ALinkedFileCountsAsUnchanged) {
  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Write("elsewhere/4.py", TinyRevision("d", "c"));
  std::filesystem::create_symlink("../elsewhere/4.py", scratch.PathOf("v/4_d.py"));
  scratch.Commit();
  scratch.Write("elsewhere/4.py", TinyRevision("d", "c", "other"));
  const Reading run = Read();
  EXPECT_THAT(run.history().applied, ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(run.edited(), IsEmpty());
  EXPECT_THAT(run.header(), HasSubstr("1 file of it cannot be read and counts as unchanged"));
}

TEST_F(HistoryTest, OnlyRecursiveEnvironmentsHaveRevisionsInFoldersBelow) {
  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Write("v/old/0.py", TinyRevision("zero", "None"));
  scratch.Commit();
  EXPECT_THAT(Read().history().applied, ElementsAre("a", "b", "c"));
}

}  // namespace
}  // namespace retort
