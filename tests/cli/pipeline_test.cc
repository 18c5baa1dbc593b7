#include "linter/cli/pipeline.h"

#include <map>
#include <string>

#include "gtest/gtest.h"

namespace retort {
namespace {

using Variables = std::map<std::string, std::string>;

std::string Base(const Variables& variables, const std::string& event = "") {
  const MemoryFiles files(std::map<std::string, std::string>{{"/event.json", event}});
  const WantedBase base = PipelineBase(
      [&](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? "" : found->second;
      },
      files);
  const std::string target =
      base.target.empty() || base.target == base.name ? "" : ", to be merged with " + base.target;
  return base.name.empty() ? "none" : base.name + " from " + base.from + target;
}

const Variables kPush = {{"GITHUB_EVENT_NAME", "push"}, {"GITHUB_EVENT_PATH", "/event.json"}, {"GITHUB_BASE_REF", ""}};

std::string Event(const std::string& ref, const std::string& before) {
  return R"({"ref": "refs/heads/)" + ref + R"(", "before": ")" + before +
         R"(", "repository": {"default_branch": "main"}})";
}

TEST(PipelineBase, OutsideOfAPipelineThereIsNone) { EXPECT_EQ(Base({}), "none"); }

TEST(PipelineBase, APullRequestHasATarget) {
  EXPECT_EQ(Base({{"GITHUB_BASE_REF", "release/1"}, {"GITHUB_EVENT_NAME", "pull_request"}}),
            "release/1 from GITHUB_BASE_REF");
  EXPECT_EQ(Base({{"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"}}), "main from CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
  EXPECT_EQ(Base({{"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"}, {"CI_MERGE_REQUEST_DIFF_BASE_SHA", "1a2b"}}),
            "1a2b from CI_MERGE_REQUEST_DIFF_BASE_SHA, to be merged with main");
}

TEST(PipelineBase, APushToTheDefaultBranchHasACommitBefore) {
  EXPECT_EQ(Base(kPush, Event("main", "1a2b")), "1a2b from the push event");
  EXPECT_EQ(Base(kPush, Event("feature", "1a2b")), "none");
  EXPECT_EQ(Base(kPush, Event("main", "0000000000000000000000000000000000000000")), "none");
  EXPECT_EQ(Base({{"CI_COMMIT_BRANCH", "main"}, {"CI_DEFAULT_BRANCH", "main"}, {"CI_COMMIT_BEFORE_SHA", "1a2b"}}),
            "1a2b from CI_COMMIT_BEFORE_SHA");
  EXPECT_EQ(Base({{"CI_COMMIT_BRANCH", "f"}, {"CI_DEFAULT_BRANCH", "main"}, {"CI_COMMIT_BEFORE_SHA", "1a2b"}}), "none");
}

TEST(PipelineBase, AnEventThatCannotBeReadSaysNothing) {
  for (const char* event : {"", "[", "[]", "{}", "{\"repository\": 1, \"ref\": 2}", "{\"repository\": {}}"}) {
    EXPECT_EQ(Base(kPush, event), "none") << event;
  }
  EXPECT_EQ(Base({{"GITHUB_EVENT_NAME", "push"}, {"GITHUB_EVENT_PATH", "/gone"}}), "none");
}

}  // namespace
}  // namespace retort
