#include "linter/source/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "absl/status/status.h"

namespace retort {
namespace {

using testing::ElementsAre;

class DiskFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    top_ = JoinPath(NormalPath(testing::TempDir()), testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(top_);
  }
  std::string Path(absl::string_view name) const { return JoinPath(top_, name); }

  std::string top_;
  DiskFiles files_;
};

TEST_F(DiskFilesTest, ReadsAnyBytes) {
  const std::string bytes("a\0b\xff\r\n", 6);
  std::ofstream(Path("x"), std::ios::binary) << bytes;
  std::ofstream(Path("empty"));
  EXPECT_EQ(files_.Read(Path("x")).value(), bytes);
  EXPECT_EQ(files_.Read(Path("empty")).value(), "");
}

TEST_F(DiskFilesTest, AFileThatVanishedIsNotFound) {
  std::ofstream(Path("x")) << "text";
  ASSERT_EQ(files_.KindOf(Path("x")), FileKind::kFile);
  std::filesystem::remove(Path("x"));
  EXPECT_TRUE(absl::IsNotFound(files_.Read(Path("x")).status()));
  EXPECT_TRUE(absl::IsNotFound(files_.List(Path("gone")).status()));
  EXPECT_EQ(files_.KindOf(Path("x")), FileKind::kNone);
}

TEST_F(DiskFilesTest, DoesNotWaitForAPipe) {
  ASSERT_EQ(mkfifo(Path("pipe.py").c_str(), 0600), 0);
  EXPECT_TRUE(absl::IsFailedPrecondition(files_.Read(Path("pipe.py")).status()));
  EXPECT_EQ(files_.KindOf(Path("pipe.py")), FileKind::kOther);
}

TEST_F(DiskFilesTest, AFolderIsNoFile) {
  std::filesystem::create_directory(Path("x.py"));
  EXPECT_TRUE(absl::IsFailedPrecondition(files_.Read(Path("x.py")).status()));
}

TEST_F(DiskFilesTest, RefusesWhatIsTooLarge) {
  std::ofstream(Path("large")) << "x";
  std::filesystem::resize_file(Path("large"), kMaxFileBytes + 1);
  EXPECT_TRUE(absl::IsResourceExhausted(files_.Read(Path("large")).status()));
}

TEST_F(DiskFilesTest, EndsOnALinkToItself) {
  std::filesystem::create_symlink("loop", Path("loop"));
  EXPECT_FALSE(files_.Read(Path("loop")).ok());
  EXPECT_EQ(files_.KindOf(Path("loop")), FileKind::kNone);
  EXPECT_EQ(files_.RealPath(Path("loop")), Path("loop"));
}

TEST_F(DiskFilesTest, ListsWhatLinksLeadTo) {
  std::ofstream(Path("b.py")) << "";
  std::filesystem::create_directory(Path("c"));
  std::filesystem::create_symlink("b.py", Path("a.py"));
  std::filesystem::create_directory_symlink("c", Path("d"));
  std::filesystem::create_symlink("nowhere", Path("e"));
  const auto entries = files_.List(top_);
  ASSERT_TRUE(entries.ok());
  std::vector<std::string> seen;
  for (const DirectoryEntry& entry : *entries) {
    const char* kind = entry.kind == FileKind::kFile        ? " file"
                       : entry.kind == FileKind::kDirectory ? " folder"
                                                            : " none";
    seen.push_back(entry.name + kind + (entry.is_link ? " link" : ""));
  }
  EXPECT_THAT(seen, ElementsAre("a.py file link", "b.py file", "c folder", "d folder link", "e none link"));
  EXPECT_EQ(files_.RealPath(Path("a.py")), files_.RealPath(Path("b.py")));
}

// Root may read everything: then the refusal cannot be had, and the text must be.
TEST_F(DiskFilesTest, SaysWhatMayNotBeRead) {
  std::ofstream(Path("closed")) << "text";
  ASSERT_EQ(chmod(Path("closed").c_str(), 0), 0);
  const auto text = files_.Read(Path("closed"));
  if (geteuid() == 0) {
    EXPECT_EQ(text.value(), "text");
  } else {
    EXPECT_TRUE(absl::IsPermissionDenied(text.status()));
  }
}

TEST(MemoryFilesTest, KnowsTheFoldersOfItsFiles) {
  const MemoryFiles files({{"/r/a/x.py", "1"}, {"/r/a.py", "2"}, {"/r/a/b/y.py", "3"}});
  EXPECT_EQ(files.KindOf("/r/a"), FileKind::kDirectory);
  EXPECT_EQ(files.KindOf("/"), FileKind::kDirectory);
  EXPECT_EQ(files.KindOf("/r/a.py"), FileKind::kFile);
  EXPECT_EQ(files.KindOf("/r/a.p"), FileKind::kNone);
  EXPECT_TRUE(absl::IsFailedPrecondition(files.Read("/r/a").status()));
  EXPECT_TRUE(absl::IsNotFound(files.Read("/r/z").status()));
  const auto entries = files.List("/r/a");
  ASSERT_TRUE(entries.ok());
  ASSERT_EQ(entries->size(), 2u);
  EXPECT_EQ((*entries)[0].name, "b");
  EXPECT_EQ((*entries)[0].kind, FileKind::kDirectory);
}

TEST(MemoryFilesTest, ListsEachNameOnce) {
  const MemoryFiles files({{"/r/a/x", ""}, {"/r/a.py", ""}, {"/r/a/y", ""}});
  const auto entries = files.List("/r");
  ASSERT_TRUE(entries.ok());
  ASSERT_EQ(entries->size(), 2u);
}

TEST(OverlayFilesTest, TheOverlayWinsAndAdds) {
  const MemoryFiles below({{"/r/a.py", "old"}, {"/r/b.py", "b"}});
  const OverlayFiles files(below, {{"/r/a.py", "new"}, {"/r/c/d.py", "d"}});
  EXPECT_EQ(files.Read("/r/a.py").value(), "new");
  EXPECT_EQ(files.Read("/r/b.py").value(), "b");
  EXPECT_EQ(files.KindOf("/r/c"), FileKind::kDirectory);
  EXPECT_EQ(files.List("/r").value().size(), 3u);
  EXPECT_EQ(files.List("/r/c").value().size(), 1u);
}

TEST(PathTest, Joins) {
  EXPECT_EQ(JoinPath("/a", "b"), "/a/b");
  EXPECT_EQ(JoinPath("/", "b"), "/b");
  EXPECT_EQ(JoinPath("/a", "/b"), "/b");
  EXPECT_EQ(JoinPath("", "b"), "b");
}

TEST(PathTest, IsMadeNormal) {
  EXPECT_EQ(NormalPath("/a//b/./c/../d/"), "/a/b/d");
  EXPECT_EQ(NormalPath("/../a"), "/a");
  EXPECT_EQ(NormalPath("/"), "/");
  EXPECT_EQ(NormalPath("../a/.."), "..");
  EXPECT_EQ(NormalPath("./"), ".");
}

TEST(PathTest, Splits) {
  EXPECT_EQ(DirectoryOf("/a/b"), "/a");
  EXPECT_EQ(DirectoryOf("/a"), "/");
  EXPECT_EQ(DirectoryOf("a"), "");
  EXPECT_EQ(BaseName("/a/b"), "b");
  EXPECT_EQ(BaseName("b"), "b");
}

TEST(PathTest, Relates) {
  EXPECT_TRUE(IsBelow("/a/b", "/a"));
  EXPECT_TRUE(IsBelow("/a", "/a"));
  EXPECT_TRUE(IsBelow("/a", "/"));
  EXPECT_FALSE(IsBelow("/ab", "/a"));
  EXPECT_EQ(RelativePath("/a/b/c", "/a"), "b/c");
  EXPECT_EQ(RelativePath("/a/b", "/a/c/d"), "../../b");
  EXPECT_EQ(RelativePath("/a", "/a"), ".");
  EXPECT_EQ(RelativePath("/a", "/a/b"), "..");
  EXPECT_EQ(RelativePath("/a", "/"), "a");
}

}  // namespace
}  // namespace retort
