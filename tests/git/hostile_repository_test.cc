// A repository whose configuration and attributes name programs wherever git would start one.

#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "linter/git/repository.h"
#include "tests/git/scratch_repository.h"

namespace retort {
namespace {

class HostileRepository : public testing::Test {
 protected:
  void SetUp() override {
    const ScratchRepository origin;
    scratch_.Git({"remote", "add", "origin", absl::StrCat("file://", origin.folder())});
    scratch_.Write("versions/1_a.py", "revision = 'a'\n");
    commit_ = scratch_.Commit();
    scratch_.Git({"update-ref", "refs/remotes/origin/main", commit_});
    scratch_.Write("versions/1_a.py", "revision = 'b'\n");
    scratch_.Commit();
    scratch_.Write(".gitattributes", "* filter=evil diff=evil merge=evil working-tree-encoding=UTF-16\n");
    program_ = scratch_.PathOf("evil.sh");
    scratch_.Write("evil.sh", absl::StrCat("#!/bin/sh\ntouch '", Marker(), "'\ncat\n"));
    std::filesystem::permissions(program_, std::filesystem::perms::owner_all);
    for (const char* name : {"core.fsmonitor",
                             "core.pager",
                             "core.editor",
                             "core.askPass",
                             "core.sshCommand",
                             "core.gitProxy",
                             "core.alternateRefsCommand",
                             "credential.helper",
                             "gpg.program",
                             "diff.external",
                             "diff.evil.command",
                             "diff.evil.textconv",
                             "filter.evil.clean",
                             "filter.evil.smudge",
                             "filter.evil.process",
                             "merge.evil.driver",
                             "remote.origin.uploadpack",
                             "pager.ls-tree",
                             "pager.for-each-ref",
                             "uploadpack.packObjectsHook"}) {
      scratch_.Git({"config", name, program_});
    }
    for (const char* name : {"rev-parse", "cat-file", "ls-tree", "ls-files", "merge-base", "for-each-ref"}) {
      scratch_.Git({"config", absl::StrCat("alias.", name), absl::StrCat("!", program_)});
    }
    scratch_.Git({"config", "protocol.file.allow", "always"});
    scratch_.Git({"config", "protocol.ext.allow", "always"});
    scratch_.Git({"config", "remote.origin.promisor", "true"});
    scratch_.Git({"config", "extensions.partialClone", "origin"});
    scratch_.Git({"config", "core.hooksPath", scratch_.PathOf("hooks")});
    for (const char* hook : {"post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"}) {
      scratch_.Write(absl::StrCat("hooks/", hook), absl::StrCat("#!/bin/sh\ntouch '", Marker(), "'\n"));
      std::filesystem::permissions(scratch_.PathOf(absl::StrCat("hooks/", hook)), std::filesystem::perms::owner_all);
    }
    // What is in the index has to be compared with the file: the time says nothing.
    scratch_.Write("versions/1_a.py", "revision = 'c'\n");
    std::filesystem::remove(Marker());
  }

  std::string Marker() const { return scratch_.PathOf("marker"); }
  bool Ran() const { return std::filesystem::exists(Marker()); }

  ScratchRepository scratch_;
  std::string commit_;
  std::string program_;
};

TEST_F(HostileRepository, RunsItsProgramsForAnOrdinaryUser) {
  scratch_.Git({"-c", "filter.evil.process=", "status", "--porcelain"});
  EXPECT_TRUE(Ran());
}

TEST_F(HostileRepository, RunsNothingForUs) {
  const absl::StatusOr<Repository> repository = Repository::Open(scratch_.folder());
  ASSERT_TRUE(repository.ok()) << repository.status();
  EXPECT_FALSE(Ran()) << "opening";
  const absl::StatusOr<std::optional<Branch>> branch = repository->DefaultBranch();
  ASSERT_TRUE(branch.ok() && branch->has_value()) << branch.status();
  EXPECT_FALSE(Ran()) << "default branch";
  EXPECT_TRUE(repository->Resolve("origin/main").ok());
  EXPECT_TRUE(repository->References().ok());
  EXPECT_EQ(**repository->MergeBase(repository->head(), (*branch)->commit), commit_);
  EXPECT_FALSE(Ran()) << "references";
  const absl::StatusOr<std::vector<TreeEntry>> entries = repository->ListTree(commit_, {"versions"});
  ASSERT_TRUE(entries.ok() && entries->size() == 1) << entries.status();
  EXPECT_EQ(*repository->ReadBlobs({entries->front().id})->front(), "revision = 'a'\n");
  EXPECT_FALSE(Ran()) << "blobs";
  EXPECT_EQ(repository->ReadBlobs({std::string(40, '1')})->front(), std::nullopt);  // is not fetched
  EXPECT_FALSE(Ran()) << "fetching";
  EXPECT_TRUE(repository->TrackedFiles("").ok());
  EXPECT_FALSE(Ran()) << "tracked files";
}

TEST_F(HostileRepository, IsNotWritten) {
  const auto written = std::filesystem::last_write_time(scratch_.PathOf(".git"));
  const auto index = std::filesystem::last_write_time(scratch_.PathOf(".git/index"));
  const absl::StatusOr<Repository> repository = Repository::Open(scratch_.folder());
  ASSERT_TRUE(repository.ok());
  EXPECT_TRUE(repository->TrackedFiles("").ok());
  EXPECT_TRUE(repository->ListTree(commit_, {""}).ok());
  EXPECT_EQ(std::filesystem::last_write_time(scratch_.PathOf(".git")), written);
  EXPECT_EQ(std::filesystem::last_write_time(scratch_.PathOf(".git/index")), index);
}

}  // namespace
}  // namespace retort
