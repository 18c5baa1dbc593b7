// Discovery on a real disk: links, loops, a FIFO, folders that cannot be read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "linter/engine/discover.h"

namespace retort {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

class DiscoverDiskTest : public testing::Test {
 protected:
  void SetUp() override {
    top_ = JoinPath(NormalPath(testing::TempDir()), testing::UnitTest::GetInstance()->current_test_info()->name());
    Write("alembic.ini", "[alembic]\nscript_location = alembic\n");
    Write("alembic/env.py", "");
    Write("alembic/versions/1.py", "revision = 'a'\n");
  }

  void Write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::path(top_ + "/" + path).parent_path());
    std::ofstream(top_ + "/" + path) << text;
  }

  void Look() {
    Options options;
    options.paths = {top_};
    options.working_directory = top_;
    const DiskFiles files;
    Rulings rulings(files, options);
    const absl::StatusOr<Project> found = Discover(files, options, rulings, sources_);
    ASSERT_TRUE(found.ok()) << found.status();
    project_ = *found;
  }

  std::vector<std::string> Revisions() const {
    std::vector<std::string> paths;
    for (const Project::Member& member : project_.members) {
      for (const FileId file : member.revisions) paths.push_back(RelativePath(sources_.PathOf(file), top_));
    }
    return paths;
  }

  std::string top_;
  Sources sources_;
  Project project_;
};

TEST_F(DiscoverDiskTest, EndsOnLinksThatLoop) {
  std::filesystem::create_directory_symlink(top_, top_ + "/alembic/loop");
  std::filesystem::create_directory_symlink("self", top_ + "/self");
  Look();
  EXPECT_THAT(Revisions(), ElementsAre("alembic/versions/1.py"));
  EXPECT_THAT(project_.notes, ElementsAre(HasSubstr("it leads back to its own folder")));
}

TEST_F(DiscoverDiskTest, ALinkedFolderIsVisitedOnce) {
  Write("real/service/alembic.ini", "[alembic]\nscript_location = db\n");
  Write("real/service/db/env.py", "");
  Write("real/service/db/versions/2.py", "");
  std::filesystem::create_directory_symlink(top_ + "/real", top_ + "/a_link");
  Look();
  EXPECT_THAT(Revisions(), ElementsAre("alembic/versions/1.py", "real/service/db/versions/2.py"));
}

TEST_F(DiscoverDiskTest, AFolderOutsideIsReachedThroughItsLink) {
  const std::string outside = top_ + "_outside";
  std::filesystem::create_directories(outside + "/db/versions");
  std::ofstream(outside + "/db/env.py") << "";
  std::ofstream(outside + "/db/versions/3.py") << "";
  std::filesystem::create_directory_symlink(outside, top_ + "/linked");
  Look();
  EXPECT_THAT(Revisions(), ElementsAre("alembic/versions/1.py", "linked/db/versions/3.py"));
}

TEST_F(DiscoverDiskTest, OneFileUnderTwoNamesIsOneRevision) {
  std::filesystem::create_symlink("1.py", top_ + "/alembic/versions/0.py");
  Look();
  EXPECT_THAT(Revisions(), ElementsAre("alembic/versions/0.py"));
}

TEST_F(DiscoverDiskTest, NotesWhatIsNoRegularFile) {
  ASSERT_EQ(mkfifo((top_ + "/alembic/versions/pipe.py").c_str(), 0600), 0);
  ASSERT_EQ(mkfifo((top_ + "/.env").c_str(), 0600), 0);
  std::filesystem::create_symlink("nowhere", top_ + "/alembic/versions/broken.py");
  Look();
  EXPECT_THAT(Revisions(), ElementsAre("alembic/versions/1.py"));
  EXPECT_THAT(project_.notes, ElementsAre(HasSubstr("broken.py"), HasSubstr("pipe.py")));
  for (const FileId file : project_.settings) EXPECT_THAT(sources_.PathOf(file), Not(HasSubstr(".env")));
}

// Root reads every folder, so there a file system that refuses one takes the disk's place.
class RefusingFiles : public DiskFiles {
 public:
  absl::StatusOr<std::vector<DirectoryEntry>> List(absl::string_view directory) const override {
    if (BaseName(directory) == "closed") return absl::PermissionDeniedError("closed: Permission denied");
    return DiskFiles::List(directory);
  }
};

TEST_F(DiscoverDiskTest, NotesAFolderThatCannotBeRead) {
  Write("closed/secret.py", "");
  Options options;
  options.paths = {top_};
  options.working_directory = top_;
  const RefusingFiles files;
  Rulings rulings(files, options);
  const absl::StatusOr<Project> found = Discover(files, options, rulings, sources_);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->notes, ElementsAre("folder not read: closed: Permission denied"));
}

TEST_F(DiscoverDiskTest, HandlesNamesThatAreNotUtf8) {
  Write("alembic/versions/\xff\xfe.py", "");
  Look();
  EXPECT_THAT(Revisions(), Contains("alembic/versions/\xff\xfe.py"));
}

}  // namespace
}  // namespace retort
