#include "linter/cli/pipeline.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

// A branch that is new has no commit before its push.
bool IsCommit(const std::string& id) { return id.find_first_not_of('0') != std::string::npos; }

// The commit before a push to the default branch, from the event that GitHub wrote to a file.
std::string BeforePush(const std::string& path, const Files& files) {
  const absl::StatusOr<std::string> text = files.Read(path);
  if (!text.ok()) return "";
  const auto event = nlohmann::json::parse(*text, nullptr, /*allow_exceptions=*/false);
  const auto word = [](const nlohmann::json& object, const char* key) {
    if (!object.is_object() || !object.contains(key) || !object[key].is_string()) return std::string();
    return object[key].get<std::string>();
  };
  if (!event.is_object() || !event.contains("repository")) return "";
  const std::string branch = word(event["repository"], "default_branch");
  if (branch.empty() || word(event, "ref") != absl::StrCat("refs/heads/", branch)) return "";
  const std::string before = word(event, "before");
  return IsCommit(before) ? before : "";
}

}  // namespace

WantedBase PipelineBase(const EnvironmentVariables& variable, const Files& files) {
  const auto from = [&](const std::string& name, const char* source) { return WantedBase{name, source, true}; };
  for (const char* name :
       {"GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"}) {
    const std::string value = variable(name);
    if (value.empty()) continue;
    WantedBase base = from(value, name);
    base.target = variable("CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
    return base;
  }
  if (variable("GITHUB_EVENT_NAME") == "push") {
    const std::string before = BeforePush(variable("GITHUB_EVENT_PATH"), files);
    if (!before.empty()) return from(before, "the push event");
  }
  const std::string branch = variable("CI_COMMIT_BRANCH");
  const std::string before = variable("CI_COMMIT_BEFORE_SHA");
  if (!branch.empty() && branch == variable("CI_DEFAULT_BRANCH") && IsCommit(before)) {
    return from(before, "CI_COMMIT_BEFORE_SHA");
  }
  return {};
}

}  // namespace retort
