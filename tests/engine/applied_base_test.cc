// What is taken as applied, and what the header says about it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "tests/engine/tiny_history.h"
#include "tests/git/scratch_repository.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// A branch "feature" on a "main" with the revisions a, b and c.
class AppliedBaseTest : public testing::Test {
 protected:
  AppliedBaseTest() {
    scratch.Write("v/1_a.py", TinyRevision("a", "None"));
    scratch.Write("v/2_b.py", TinyRevision("b", "a"));
    scratch.Write("v/3_c.py", TinyRevision("c", "b"));
    base = scratch.Commit();
    scratch.Git({"checkout", "--quiet", "-b", "feature"});
  }

  ScratchRepository scratch;
  std::string base;
};

TEST_F(AppliedBaseTest, SeveralEnvironmentsAreReadTogether) {
  scratch.Write("w/1.py", TinyRevision("w1", "None"));
  scratch.Commit();
  const Reading run({scratch.PathOf("v"), scratch.PathOf("w")}, WithBase("HEAD"));
  EXPECT_THAT(run.history(0).applied, ElementsAre("a", "b", "c"));
  EXPECT_THAT(run.history(1).applied, ElementsAre("w1"));
  EXPECT_THAT(run.header(), HasSubstr("applied: 4 revisions of HEAD"));
}

TEST_F(AppliedBaseTest, SeveralRepositoriesSayWhoseTheLineIs) {
  const ScratchRepository other;
  other.Write("w/1.py", TinyRevision("w1", "None"));
  other.Commit();
  const Reading run({scratch.PathOf("v"), other.PathOf("w")}, WithBase("feature"));
  ASSERT_TRUE(run.histories.ok()) << run.histories.status();
  EXPECT_TRUE(run.history(0).has_base);
  EXPECT_FALSE(run.history(1).has_base);
  ASSERT_THAT(run.histories->header, SizeIs(2));
  EXPECT_THAT(run.histories->header[0], HasSubstr("v: applied: 3 revisions of feature"));
  EXPECT_THAT(run.histories->header[1], HasSubstr("w: applied: none, because --base: no commit is named \"feature\""));
}

TEST_F(AppliedBaseTest, WithoutARemoteEveryRevisionIsNew) {
  const Reading run({scratch.PathOf("v")});
  EXPECT_FALSE(run.history().has_base);
  EXPECT_FALSE(run.history().only_heads_are_new);
  EXPECT_EQ(run.header(),
            "applied: none, because the git repository has no main branch of a remote; every revision is judged as new "
            "(name a branch with --base)");
}

TEST_F(AppliedBaseTest, TheRemotesMainBranchIsTheDefault) {
  scratch.Git({"checkout", "--quiet", "main"});
  const ScratchRepository clone = ScratchRepository::CloneOf(scratch);
  clone.Write("v/3_c.py", TinyRevision("c", "b", "other"));
  clone.Commit();
  const Reading run({clone.PathOf("v")});
  EXPECT_THAT(run.history().applied, ElementsAre("a", "b", "c"));
  EXPECT_THAT(run.edited(), ElementsAre("c"));
  EXPECT_EQ(run.history().base, "origin/main");
}

TEST_F(AppliedBaseTest, AShallowCloneWithoutTheBaseSaysWhatToDo) {
  scratch.Write("v/4_d.py", TinyRevision("d", "c"));
  scratch.Commit();
  scratch.Git({"checkout", "--quiet", "main"});
  const ScratchRepository clone = ScratchRepository::CloneOf(scratch, {"--depth=1", "--branch=feature"});
  const Reading run({clone.PathOf("v")});
  EXPECT_FALSE(run.history().has_base);
  EXPECT_TRUE(run.history().only_heads_are_new);
  EXPECT_THAT(run.header(), HasSubstr("fetch-depth: 0"));
  EXPECT_THAT(run.header(), HasSubstr("only the heads are judged as new"));

  scratch.Commit();
  clone.Git({"fetch", "--quiet", "--depth=1", "origin", "+main:refs/remotes/origin/main"});
  const Reading fetched({clone.PathOf("v")});
  EXPECT_FALSE(fetched.history().has_base);
  EXPECT_TRUE(fetched.history().only_heads_are_new);
  EXPECT_THAT(fetched.header(), HasSubstr("does not reach the merge base with origin/main"));
  EXPECT_THAT(fetched.header(), HasSubstr("git fetch --unshallow"));
}

TEST_F(AppliedBaseTest, APartialCloneCountsWhatItLacksAsUnchanged) {
  scratch.Git({"config", "uploadpack.allowFilter", "true"});
  scratch.Write("v/1_a.py", TinyRevision("a", "None", "other"));
  scratch.Commit();
  const ScratchRepository clone = ScratchRepository::CloneOf(scratch, {"--filter=blob:none"});
  const Reading run({clone.PathOf("v")}, WithBase("origin/main"));
  EXPECT_THAT(run.history().applied, ElementsAre("a", "b", "c"));
  EXPECT_THAT(run.edited(), IsEmpty());
  EXPECT_THAT(run.header(), HasSubstr("1 file of it cannot be read and counts as unchanged"));
}

TEST_F(AppliedBaseTest, InAWorktreeAndInSha256) {
  const std::string worktree = NewScratchFolder() + "/tree";
  scratch.Git({"worktree", "add", "--quiet", "--detach", worktree, "main"});
  const Reading there({worktree + "/v"}, WithBase("main"));
  EXPECT_THAT(there.history().applied, ElementsAre("a", "b", "c"));
  EXPECT_THAT(there.edited(), IsEmpty());
  const ScratchRepository other("--object-format=sha256");
  other.Write("v/1.py", TinyRevision("a", "None"));
  other.Commit();
  const Reading run({other.PathOf("v")}, WithBase("main"));
  EXPECT_THAT(run.history().applied, ElementsAre("a"));
}

TEST_F(AppliedBaseTest, ABaseThatNamesNothingIsAnError) {
  const absl::Status status = Reading({scratch.PathOf("v")}, WithBase("mian")).histories.status();
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("(did you mean \"main\"?)"));
  const std::string outside = NewScratchFolder();
  EXPECT_TRUE(absl::IsInvalidArgument(Reading({outside}, WithBase("main")).histories.status()));
}

TEST_F(AppliedBaseTest, WithoutACommonCommit) {
  scratch.Git({"checkout", "--quiet", "--orphan", "other"});
  scratch.Commit();
  const Reading run({scratch.PathOf("v")}, WithBase("main"));
  EXPECT_FALSE(run.history().has_base);
  EXPECT_FALSE(run.history().only_heads_are_new);
  EXPECT_THAT(run.header(), HasSubstr("HEAD and main have no common commit"));
}

TEST(WithoutGit, SaysWhy) {
  const std::string folder = NewScratchFolder();
  std::ofstream(folder + "/1.py") << TinyRevision("a", "None");
  const Reading run({folder});
  EXPECT_FALSE(run.history().has_base);
  EXPECT_EQ(run.header(),
            "applied: none, because this folder is not in a git repository; every revision is judged as new");
  EXPECT_EQ(run.histories->root, "");
}

TEST(WithoutGit, OfSomebodyElseSaysHowToTrustIt) {
  const ScratchRepository scratch;
  scratch.Write("v/1.py", TinyRevision("a", "None"));
  scratch.Commit();
  setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", 1);
  const Reading run({scratch.PathOf("v")});
  unsetenv("GIT_TEST_ASSUME_DIFFERENT_OWNER");
  EXPECT_FALSE(run.history().has_base);
  EXPECT_THAT(run.header(), HasSubstr(absl::StrCat("safe.directory ", scratch.folder())));
}

TEST(WithoutGit, BeforeTheFirstCommit) {
  const ScratchRepository scratch;
  scratch.Write("v/1.py", TinyRevision("a", "None"));
  const Reading run({scratch.PathOf("v")});
  EXPECT_FALSE(run.history().has_base);
  EXPECT_THAT(run.header(), HasSubstr("the git repository has no commit yet"));
  EXPECT_EQ(run.histories->root, scratch.folder());
}

TEST(WithoutGit, IsNotAskedForFilesThatAreOnNoDisk) {
  const ScratchRepository scratch;
  scratch.Write("v/1.py", TinyRevision("a", "None"));
  scratch.Commit();
  Options options;
  options.use_git = false;
  EXPECT_THAT(Reading({scratch.PathOf("v")}, options).header(), HasSubstr("git was not asked"));
}

TEST_F(AppliedBaseTest, NamedRevisionsAreApplied) {
  Options options;
  options.applied = {"b"};
  const Reading alone({scratch.PathOf("v")}, options);
  EXPECT_TRUE(alone.history().has_base);
  EXPECT_THAT(alone.history().applied, ElementsAre("b"));
  EXPECT_EQ(alone.header(), "applied: 1 revision named by --applied");
  options.base = "main";
  options.applied = {"d"};
  const Reading both({scratch.PathOf("v")}, options);
  EXPECT_THAT(both.history().applied, ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(both.header(), HasSubstr("and 1 named by --applied"));
}

}  // namespace
}  // namespace retort
