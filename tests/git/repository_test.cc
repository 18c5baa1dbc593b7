#include "linter/git/repository.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "tests/git/scratch_repository.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;

Repository Open(const std::string& folder) {
  absl::StatusOr<Repository> repository = Repository::Open(folder);
  EXPECT_TRUE(repository.ok()) << repository.status();
  return *std::move(repository);
}

std::vector<std::string> PathsIn(const Repository& repository, const std::string& commit,
                                 const std::vector<std::string>& folders) {
  const absl::StatusOr<std::vector<TreeEntry>> entries = repository.ListTree(commit, folders);
  EXPECT_TRUE(entries.ok()) << entries.status();
  std::vector<std::string> paths;
  for (const TreeEntry& entry : *entries) paths.push_back(entry.path);
  return paths;
}

std::string DefaultBranchOf(const Repository& repository) {
  const absl::StatusOr<std::optional<Branch>> branch = repository.DefaultBranch();
  EXPECT_TRUE(branch.ok()) << branch.status();
  return branch->has_value() ? (*branch)->name : "none";
}

TEST(Repository, OpensFromAFolderBelowItsRoot) {
  const ScratchRepository scratch;
  scratch.Write("a/b/file", "x");
  const std::string commit = scratch.Commit();
  const Repository repository = Open(scratch.PathOf("a/b"));
  EXPECT_EQ(repository.root(), scratch.folder());
  EXPECT_EQ(repository.head(), commit);
  EXPECT_FALSE(repository.IsShallow());
  EXPECT_EQ(repository.format(), ObjectFormat::kSha1);
}

TEST(Repository, OpensThroughALink) {
  const ScratchRepository scratch;
  scratch.Write("a/file", "x");
  scratch.Commit();
  const std::string link = NewScratchFolder() + "/link";
  std::filesystem::create_directory_symlink(scratch.PathOf("a"), link);
  EXPECT_EQ(Open(link).root(), scratch.folder());
}

TEST(Repository, OpensBeforeTheFirstCommit) {
  const ScratchRepository scratch;
  const Repository repository = Open(scratch.folder());
  EXPECT_EQ(repository.root(), scratch.folder());
  EXPECT_EQ(repository.head(), "");
  EXPECT_EQ(DefaultBranchOf(repository), "none");
  EXPECT_TRUE(absl::IsNotFound(repository.Resolve("HEAD").status()));
}

TEST(Repository, OpensWithADetachedHead) {
  const ScratchRepository scratch;
  const std::string first = scratch.Commit();
  scratch.Commit();
  scratch.Git({"checkout", "--quiet", first});
  EXPECT_EQ(Open(scratch.folder()).head(), first);
}

TEST(Repository, OpensInAFolderWithAnyName) {
  const ScratchRepository scratch;
  scratch.Write("new\nline \xff/-x/file", "x");
  scratch.Git({"init", "--quiet", "new\nline \xff/inner"});
  EXPECT_EQ(Open(scratch.PathOf("new\nline \xff/-x")).root(), scratch.folder());
  EXPECT_EQ(Open(scratch.PathOf("new\nline \xff/inner")).root(), scratch.PathOf("new\nline \xff/inner"));
}

TEST(Repository, IsNotFoundOutsideOfOne) {
  const absl::Status status = Repository::Open(NewScratchFolder()).status();
  EXPECT_TRUE(absl::IsNotFound(status)) << status;
  EXPECT_FALSE(Repository::Open("/no/such/folder").ok());
}

TEST(Repository, NeedsAWorkTree) {
  const ScratchRepository bare("--bare");
  EXPECT_TRUE(absl::IsFailedPrecondition(Repository::Open(bare.folder()).status()));
  const ScratchRepository scratch;
  EXPECT_TRUE(absl::IsFailedPrecondition(Repository::Open(scratch.PathOf(".git")).status()));
}

TEST(Repository, OfSomebodyElseIsSaidSo) {
  const ScratchRepository scratch;
  setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", 1);  // git's own way to test it
  const absl::Status status = Repository::Open(scratch.folder()).status();
  unsetenv("GIT_TEST_ASSUME_DIFFERENT_OWNER");
  EXPECT_TRUE(absl::IsPermissionDenied(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("safe.directory"));
}

TEST(Repository, IgnoresTheRepositoryOfAHook) {
  const ScratchRepository scratch, other;
  scratch.Write("mine", "x");
  scratch.Commit();
  for (const char* name : {"GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"}) {
    setenv(name, other.PathOf(".git").c_str(), 1);
  }
  setenv("GIT_WORK_TREE", other.folder().c_str(), 1);
  setenv("GIT_TRACE", "1", 1);
  setenv("GIT_ICASE_PATHSPECS", "1", 1);
  const Repository repository = Open(scratch.folder());
  const absl::StatusOr<std::vector<std::string>> tracked = repository.TrackedFiles("");
  for (const char* name : {"GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_WORK_TREE",
                           "GIT_TRACE", "GIT_ICASE_PATHSPECS"}) {
    unsetenv(name);
  }
  EXPECT_EQ(repository.root(), scratch.folder());
  ASSERT_TRUE(tracked.ok()) << tracked.status();
  EXPECT_THAT(*tracked, ElementsAre("mine"));
}

TEST(Repository, IsAWorktreeOfItsOwn) {
  const ScratchRepository scratch;
  const std::string first = scratch.Commit();
  const std::string second = scratch.Commit();
  const std::string worktree = NewScratchFolder() + "/tree";
  scratch.Git({"worktree", "add", "--quiet", "--detach", worktree, first});
  const Repository repository = Open(worktree);
  EXPECT_EQ(repository.root(), worktree);
  EXPECT_EQ(repository.head(), first);
  EXPECT_EQ(*repository.Resolve("main"), second);
}

TEST(Repository, OfASubmoduleIsItsOwn) {
  const ScratchRepository inner;
  inner.Write("versions/1_a.py", "x");
  const std::string commit = inner.Commit();
  const ScratchRepository outer;
  outer.Git({"submodule", "--quiet", "add", absl::StrCat("file://", inner.folder()), "lib"});
  outer.Commit();
  const Repository repository = Open(outer.PathOf("lib/versions"));
  EXPECT_EQ(repository.root(), outer.PathOf("lib"));
  EXPECT_EQ(repository.head(), commit);
  EXPECT_THAT(PathsIn(Open(outer.folder()), "HEAD", {""}), ElementsAre(".gitmodules"));
}

TEST(Repository, MayHaveSha256) {
  const ScratchRepository scratch("--object-format=sha256");
  scratch.Write("a.py", "text");
  const std::string commit = scratch.Commit();
  const Repository repository = Open(scratch.folder());
  EXPECT_EQ(repository.format(), ObjectFormat::kSha256);
  EXPECT_EQ(repository.head(), commit);
  const absl::StatusOr<std::vector<TreeEntry>> entries = repository.ListTree(commit, {""});
  ASSERT_TRUE(entries.ok());
  ASSERT_EQ(entries->size(), 1u);
  EXPECT_EQ(entries->front().id, BlobId("text", ObjectFormat::kSha256));
  EXPECT_THAT(*repository.ReadBlobs({entries->front().id}), ElementsAre(Optional(std::string("text"))));
}

TEST(Repository, ResolvesNamesAndNothingElse) {
  const ScratchRepository scratch;
  const std::string first = scratch.Commit();
  const std::string second = scratch.Commit();
  scratch.Git({"tag", "--annotate", "--message=x", "v1", first});
  const Repository repository = Open(scratch.folder());
  EXPECT_EQ(*repository.Resolve("main"), second);
  EXPECT_EQ(*repository.Resolve("HEAD~1"), first);
  EXPECT_EQ(*repository.Resolve("v1"), first);
  EXPECT_EQ(*repository.Resolve(first.substr(0, 10)), first);
  for (const char* name : {"mian", "", "--all", "-h", "--git-dir", "main main", "main\nmain", "HEAD~7", "\xff"}) {
    EXPECT_TRUE(absl::IsNotFound(repository.Resolve(name).status())) << name;
  }
  EXPECT_THAT(*repository.References(), ElementsAre("main", "v1"));
}

TEST(Repository, KnowsTheDefaultBranchOfItsRemote) {
  const ScratchRepository origin;
  origin.Commit();
  origin.Git({"branch", "--move", "main", "release"});
  EXPECT_EQ(DefaultBranchOf(Open(origin.folder())), "none");
  const ScratchRepository clone = ScratchRepository::CloneOf(origin);
  EXPECT_EQ(DefaultBranchOf(Open(clone.folder())), "origin/release");
  EXPECT_EQ((*Open(clone.folder()).DefaultBranch())->commit, clone.Git({"rev-parse", "HEAD"}));
}

TEST(Repository, GuessesTheDefaultBranchByItsName) {
  const ScratchRepository scratch;
  const std::string commit = scratch.Commit();
  const auto with = [&](const std::string& reference) {
    scratch.Git({"update-ref", absl::StrCat("refs/remotes/", reference), commit});
    return DefaultBranchOf(Open(scratch.folder()));
  };
  EXPECT_EQ(with("origin/feature"), "none");
  EXPECT_EQ(with("fork/main"), "fork/main");
  EXPECT_EQ(with("upstream/master"), "upstream/master");
  EXPECT_EQ(with("origin/main/x"), "upstream/master");
  EXPECT_EQ(with("origin/develop"), "origin/develop");
  EXPECT_EQ(with("origin/master"), "origin/master");
}

TEST(Repository, FindsTheMergeBase) {
  const ScratchRepository scratch;
  const std::string base = scratch.Commit();
  scratch.Git({"checkout", "--quiet", "-b", "feature"});
  const std::string feature = scratch.Commit();
  scratch.Git({"checkout", "--quiet", "main"});
  const std::string main = scratch.Commit();
  const Repository repository = Open(scratch.folder());
  EXPECT_THAT(*repository.MergeBase(feature, main), Optional(base));
  EXPECT_THAT(*repository.MergeBase(main, main), Optional(main));
  scratch.Git({"merge", "--quiet", "--no-edit", "feature"});
  const std::string merged = scratch.Git({"rev-parse", "HEAD"});
  EXPECT_THAT(*repository.MergeBase(feature, merged), Optional(feature));
  scratch.Git({"checkout", "--quiet", "--orphan", "other"});
  const std::string orphan = scratch.Commit();
  EXPECT_EQ(*repository.MergeBase(orphan, main), std::nullopt);
  EXPECT_FALSE(repository.MergeBase(orphan, std::string(40, '1')).ok());
}

TEST(Repository, ListsFoldersAndReadsBlobsByTheByte) {
  const ScratchRepository scratch;
  const std::string odd = "v s/new\nline \xff.py";
  const std::string binary("a\0b\r\n\xff\n", 7);
  scratch.Write(odd, binary);
  scratch.Write("v s/deep/2.py", "");
  scratch.Write("v sibling/3.py", "three");
  scratch.Write(":(top)x/4.py", "four");
  std::filesystem::create_symlink("2.py", scratch.PathOf("v s/deep/link.py"));
  const std::string commit = scratch.Commit();
  const Repository repository = Open(scratch.folder());
  EXPECT_THAT(PathsIn(repository, commit, {"v s"}), ElementsAre("v s/deep/2.py", "v s/deep/link.py", odd));
  EXPECT_THAT(PathsIn(repository, commit, {":(top)x", "nowhere"}), ElementsAre(":(top)x/4.py"));
  EXPECT_THAT(PathsIn(repository, commit, {}), IsEmpty());
  EXPECT_EQ(PathsIn(repository, commit, {"", "v s"}).size(), 5u);

  const std::vector<TreeEntry> entries = *repository.ListTree(commit, {"v s"});
  EXPECT_FALSE(entries[0].is_link);
  EXPECT_TRUE(entries[1].is_link);
  const std::string missing(40, '1');
  EXPECT_THAT(*repository.ReadBlobs({entries[2].id, missing, entries[0].id, entries[2].id}),
              ElementsAre(Optional(binary), std::nullopt, Optional(std::string()), Optional(binary)));
  EXPECT_THAT(*repository.ReadBlobs({}), IsEmpty());
}

TEST(Repository, ListsTrackedFiles) {
  const ScratchRepository scratch;
  scratch.Write(".gitignore", "*.env\n");
  scratch.Write("a/x.ini", "");
  scratch.Write("a/secret.env", "");
  scratch.Write("b/y.ini", "");
  scratch.Commit();
  scratch.Write("a/later.ini", "");
  const Repository repository = Open(scratch.folder());
  EXPECT_THAT(*repository.TrackedFiles(""), ElementsAre(".gitignore", "a/x.ini", "b/y.ini"));
  EXPECT_THAT(*repository.TrackedFiles("a"), ElementsAre("a/x.ini"));
  scratch.Git({"add", "a/later.ini"});
  EXPECT_THAT(*repository.TrackedFiles("a"), ElementsAre("a/later.ini", "a/x.ini"));
}

TEST(Repository, ReadsASparseCheckoutInFull) {
  const ScratchRepository origin;
  origin.Write("a/1.py", "one");
  origin.Write("b/2.py", "two");
  const std::string commit = origin.Commit();
  const ScratchRepository clone = ScratchRepository::CloneOf(origin);
  clone.Git({"sparse-checkout", "set", "--cone", "--sparse-index", "a"});
  ASSERT_FALSE(std::filesystem::exists(clone.PathOf("b/2.py")));
  const Repository repository = Open(clone.folder());
  EXPECT_THAT(PathsIn(repository, commit, {"b"}), ElementsAre("b/2.py"));
  EXPECT_THAT(*repository.TrackedFiles(""), ElementsAre("a/1.py", "b/2.py"));
}

TEST(Repository, KnowsThatItIsShallow) {
  const ScratchRepository origin;
  origin.Commit();
  const std::string second = origin.Commit();
  const ScratchRepository clone = ScratchRepository::CloneOf(origin, {"--depth=1"});
  const Repository repository = Open(clone.folder());
  EXPECT_TRUE(repository.IsShallow());
  EXPECT_EQ(repository.head(), second);
  EXPECT_TRUE(absl::IsNotFound(repository.Resolve("HEAD~1").status()));
}

TEST(Repository, FetchesNothingForAPartialClone) {
  const ScratchRepository origin;
  origin.Git({"config", "uploadpack.allowFilter", "true"});
  origin.Write("a/1.py", "one");
  const std::string first = origin.Commit();
  origin.Write("a/1.py", "changed");
  origin.Commit();
  const ScratchRepository clone = ScratchRepository::CloneOf(origin, {"--filter=blob:none"});
  clone.Git({"config", "protocol.file.allow", "always"});
  const Repository repository = Open(clone.folder());
  const std::vector<std::string> ids = {BlobId("one", ObjectFormat::kSha1), BlobId("changed", ObjectFormat::kSha1)};
  const std::vector<std::string> question = {"rev-list", "--objects", "--missing=print", "--all"};
  ASSERT_THAT(clone.Git(question), HasSubstr(absl::StrCat("?", ids[0])));
  EXPECT_THAT(PathsIn(repository, first, {"a"}), ElementsAre("a/1.py"));
  EXPECT_THAT(*repository.ReadBlobs(ids), ElementsAre(std::nullopt, Optional(std::string("changed"))));
  EXPECT_THAT(*repository.ReadBlobs({ids[0]}), ElementsAre(std::nullopt));
  EXPECT_THAT(clone.Git(question), HasSubstr(absl::StrCat("?", ids[0])));
}

TEST(Repository, WithoutTreesIsAnErrorAndNoFetch) {
  const ScratchRepository origin;
  origin.Git({"config", "uploadpack.allowFilter", "true"});
  origin.Write("a/1.py", "one");
  const std::string first = origin.Commit();
  origin.Write("a/1.py", "changed");
  origin.Commit();
  const ScratchRepository clone = ScratchRepository::CloneOf(origin, {"--filter=tree:0"});
  const absl::StatusOr<std::vector<TreeEntry>> entries = Open(clone.folder()).ListTree(first, {"a"});
  EXPECT_FALSE(entries.ok());
}

}  // namespace
}  // namespace retort
