#include "linter/cli/place_words.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/cli/arguments.h"
#include "linter/report/wording.h"
#include "linter/source/files.h"

namespace retort {

std::vector<std::string> TakePath(std::vector<std::string> words, size_t others, absl::string_view working_directory,
                                  Options& options) {
  options.working_directory = std::string(working_directory);
  const auto absolute = [&](absl::string_view path) { return NormalPath(JoinPath(working_directory, path)); };
  std::string path = absolute(".");
  if (!words.empty()) {
    const std::string first = absolute(words.front());
    if (words.size() > others || absl::StrContains(words.front(), "/") ||
        DiskFiles().KindOf(first) != FileKind::kNone) {
      path = first;
      words.erase(words.begin());
    }
  }
  options.paths = {std::move(path)};
  return words;
}

std::vector<std::string> EnvironmentNames(const Reading& reading) {
  std::vector<std::string> names;
  for (const Chapter& chapter : reading.chapters) names.push_back(chapter.environment.name);
  return names;
}

absl::Status CheckOneEnvironment(const std::vector<std::string>& names) {
  if (names.size() == 1) return absl::OkStatus();
  std::vector<std::string> shown;
  for (const std::string& name : names) shown.push_back(OneLine(name));
  return UsageError(absl::StrCat("there are ", names.size(),
                                 " environments: name the path of one of them: ", absl::StrJoin(shown, ", ")));
}

}  // namespace retort
