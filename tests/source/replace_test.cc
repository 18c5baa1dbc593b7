// Files on a real disk: what is written, what is left alone, and that nothing else is left behind.

#include "linter/source/replace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace retort {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ReplaceTest : public testing::Test {
 protected:
  ReplaceTest() {
    std::string pattern = (fs::path(testing::TempDir()) / "replace.XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    path_ = (folder_ / "a.py").string();
    std::ofstream(path_) << "before\n";
  }
  ~ReplaceTest() override { fs::remove_all(folder_); }

  std::string Text() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  size_t FileCount() const { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }

  fs::path folder_;
  std::string path_;
};

TEST_F(ReplaceTest, KeepsTheMode) {
  chmod(path_.c_str(), 0751);
  EXPECT_TRUE(ReplaceTexts({{path_, "before\n", "after\n"}}).ok());
  EXPECT_EQ(Text(), "after\n");
  struct stat status;
  ASSERT_EQ(stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0751u);
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(ReplaceTest, WritesOnlyOverWhatWasRead) {
  const absl::Status status = ReplaceTexts({{path_, "something else\n", "after\n"}});
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(status.message(), HasSubstr("has changed since it was read"));
  EXPECT_EQ(Text(), "before\n");
  EXPECT_TRUE(ReplaceTexts({{path_, "something else\n", "before\n"}}).ok()) << "it is there already";
  EXPECT_FALSE(ReplaceTexts({{(folder_ / "gone.py").string(), "a", "b"}}).ok());
  EXPECT_FALSE(ReplaceTexts({{folder_.string(), "a", "b"}}).ok());
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(ReplaceTest, ReadersSeeTheOldOrTheNewFile) {
  std::ifstream reader(path_, std::ios::binary);
  EXPECT_TRUE(ReplaceTexts({{path_, "before\n", "after\n"}}).ok());
  std::string seen;
  std::getline(reader, seen);
  EXPECT_EQ(seen, "before");
}

TEST_F(ReplaceTest, ALinkStaysOne) {
  const std::string link = (folder_ / "link.py").string();
  fs::create_symlink("a.py", link);
  EXPECT_TRUE(ReplaceTexts({{link, "before\n", "after\n"}}).ok());
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(Text(), "after\n");
}

TEST_F(ReplaceTest, WritesAllOrNone) {
  const std::string other = (folder_ / "b.py").string();
  ASSERT_TRUE(CreateText(other, "b").ok());
  EXPECT_FALSE(ReplaceTexts({{path_, "before\n", "after\n"}, {other, "not b", "c"}}).ok());
  EXPECT_EQ(Text(), "before\n");
  EXPECT_EQ(FileCount(), 2u);
  EXPECT_TRUE(ReplaceTexts({{path_, "before\n", "after\n"}, {other, "b", "c"}}).ok());
  EXPECT_EQ(Text(), "after\n");
}

TEST_F(ReplaceTest, AFullDiskLosesNothing) {
  // A limit on the size of files is as good as a disk without space: a part is written, then there is an error.
  const auto old_handler = signal(SIGXFSZ, SIG_IGN);
  rlimit old, small;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
  small = {4096, old.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string large(10000, 'x');
  const absl::Status replaced = ReplaceTexts({{path_, "before\n", large}});
  const absl::Status written = WriteText(path_, large);
  const absl::Status created = CreateText((folder_ / "b.py").string(), large);
  setrlimit(RLIMIT_FSIZE, &old);
  signal(SIGXFSZ, old_handler);
  EXPECT_THAT(replaced.message(), HasSubstr("cannot be written: File too large"));
  EXPECT_FALSE(written.ok());
  EXPECT_FALSE(created.ok());
  EXPECT_EQ(Text(), "before\n");
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(ReplaceTest, WritesWhetherItIsThereOrNot) {
  EXPECT_TRUE(WriteText(path_, "new").ok());
  EXPECT_EQ(Text(), "new");
  path_ = (folder_ / "b.py").string();
  EXPECT_TRUE(WriteText(path_, "newer").ok());
  EXPECT_EQ(Text(), "newer");
  EXPECT_FALSE(WriteText(folder_.string(), "x").ok());
  EXPECT_EQ(FileCount(), 2u);
}

TEST_F(ReplaceTest, CreatesOnlyWhatIsNotThere) {
  EXPECT_EQ(CreateText(path_, "new").code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(Text(), "before\n");
  EXPECT_FALSE(CreateText((folder_ / "no/such.py").string(), "new").ok());
  path_ = (folder_ / "b.py").string();
  EXPECT_TRUE(CreateText(path_, "new").ok());
  EXPECT_EQ(Text(), "new");
}

}  // namespace
}  // namespace retort
