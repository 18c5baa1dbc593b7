#include "linter/cli/open_project.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/cli/arguments.h"
#include "linter/report/place.h"
#include "linter/report/tool.h"
#include "linter/report/wording.h"

namespace retort {

OpenProject::OpenProject(const Options& options)
    : rulings_(files_, options), reading_(ReadProject(files_, options, rulings_, Pool(options.jobs))) {}

absl::Status OpenProject::CheckOneEnvironment() const {
  std::vector<std::string> names;
  for (const Chapter& chapter : reading_->chapters) names.push_back(chapter.environment.name);
  return retort::CheckOneEnvironment(names);
}

absl::Status CheckOneEnvironment(const std::vector<std::string>& names) {
  if (names.size() == 1) return absl::OkStatus();
  const auto show = [](std::string* out, const std::string& name) { *out += OneLine(name); };
  return UsageError(absl::StrCat("there are ", names.size(),
                                 " environments: name the path of one of them: ", absl::StrJoin(names, ", ", show)));
}

void WarnOfUnread(const Reading& reading, absl::string_view working_directory) {
  std::string warnings;
  for (const std::string& note : reading.notes) absl::StrAppend(&warnings, kToolName, ": ", OneLine(note), "\n");
  for (const Chapter& chapter : reading.chapters) {
    for (const Revision& revision : chapter.graph.revisions()) {
      if (!revision.id.empty()) continue;
      absl::StrAppend(&warnings, kToolName,
                      ": left out: ", PathFrom(working_directory, reading.sources.PathOf(revision.where.file)),
                      " has no revision that can be read\n");
    }
  }
  fputs(warnings.c_str(), stderr);
}

}  // namespace retort
