#include "linter/engine/tracked.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/git/scratch_repository.h"

namespace retort {
namespace {

using testing::ElementsAre;

class TrackedTest : public testing::Test {
 protected:
  std::vector<std::string> Judged(const std::vector<std::string>& paths, bool use_git = true) {
    const DiskFiles files;
    Repositories repositories(files);
    Sources sources;
    std::vector<FileId> settings;
    for (const std::string& path : paths) settings.push_back(sources.Add(path));
    Options options;
    options.use_git = use_git;
    std::vector<std::string> judged;
    for (const FileId file : JudgedSettings(settings, sources, repositories, options)) {
      judged.emplace_back(BaseName(sources.PathOf(file)));
    }
    return judged;
  }

  ScratchRepository scratch_;
};

TEST_F(TrackedTest, LeavesOutWhatGitDoesNotKeep) {
  scratch_.Write(".gitignore", "*.env\n");
  for (const char* path : {"service/alembic.ini", "service/ignored.env", "compose.yml"}) scratch_.Write(path, "");
  scratch_.Commit();
  scratch_.Write("service/untracked.ini", "");
  scratch_.Write("forced.env", "");
  scratch_.Git({"add", "--force", "forced.env"});
  EXPECT_THAT(
      Judged({scratch_.PathOf("service/untracked.ini"), scratch_.PathOf("service/alembic.ini"),
              scratch_.PathOf("service/ignored.env"), scratch_.PathOf("compose.yml"), scratch_.PathOf("forced.env")}),
      ElementsAre("alembic.ini", "compose.yml", "forced.env"));
}

TEST_F(TrackedTest, ALinkIsWhatItLeadsTo) {
  scratch_.Write("kept.ini", "");
  scratch_.Commit();
  scratch_.Write("local.ini", "");
  std::filesystem::create_symlink("kept.ini", scratch_.PathOf("to_kept.ini"));
  std::filesystem::create_symlink("local.ini", scratch_.PathOf("to_local.ini"));
  scratch_.Git({"add", "to_local.ini"});
  EXPECT_THAT(Judged({scratch_.PathOf("to_kept.ini"), scratch_.PathOf("to_local.ini")}), ElementsAre("to_kept.ini"));
}

TEST_F(TrackedTest, JudgesAllWithoutGit) {
  scratch_.Write("untracked.ini", "");
  const std::string outside = NewScratchFolder() + "/a.ini";
  EXPECT_THAT(Judged({outside, scratch_.PathOf("untracked.ini")}), ElementsAre("a.ini"));
  EXPECT_THAT(Judged({outside, scratch_.PathOf("untracked.ini")}, false), ElementsAre("a.ini", "untracked.ini"));
}

TEST_F(TrackedTest, ASubmoduleAnswersForItself) {
  const ScratchRepository inner;
  inner.Write("kept.ini", "");
  inner.Commit();
  scratch_.Git({"submodule", "--quiet", "add", "file://" + inner.folder(), "lib"});
  scratch_.Commit();
  scratch_.Write("lib/untracked.ini", "");
  EXPECT_THAT(Judged({scratch_.PathOf("lib/kept.ini"), scratch_.PathOf("lib/untracked.ini")}), ElementsAre("kept.ini"));
}

}  // namespace
}  // namespace retort
