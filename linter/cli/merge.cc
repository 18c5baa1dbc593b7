#include "linter/cli/merge.h"

#include <filesystem>
#include <limits>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "linter/cli/arguments.h"
#include "linter/cli/open_project.h"
#include "linter/cli/project_arguments.h"
#include "linter/cli/write.h"
#include "linter/engine/merge.h"
#include "linter/report/place.h"
#include "linter/report/wording.h"
#include "linter/source/replace.h"

namespace retort {
namespace {

ExitCode Write(const PlannedRevision& plan, const MergeCommand& command) {
  // file_template may have folders in it; if they cannot be made, neither can the file.
  std::error_code ignored;
  std::filesystem::create_directories(std::string(DirectoryOf(plan.path)), ignored);
  if (const absl::Status written = CreateText(plan.path, plan.text); !written.ok()) return Fail(written);
  return Print(absl::StrCat(PathFrom(command.options.working_directory, plan.path), ": \"", OneLine(plan.id),
                            "\" merges ", OneLine(absl::StrJoin(plan.parents, ", ")),
                            plan.own_template ? "" : " (from the standard template)", "\n"));
}

}  // namespace

absl::StatusOr<Command> ParseMerge(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Write a revision that joins several heads", "retort merge");
  MergeCommand command;
  std::vector<std::string> words;
  std::string config;
  app.add_option("PATH REVISION", words, "A path with one Alembic environment; the heads to join; default: . heads")
      ->type_name("");
  AddValue(app, "--message,-m", "TEXT", command.message, "What the revision says of itself");
  AddValue(app, "--rev-id", "ID", command.id, "The id of the revision; default: one that follows from the heads");
  DeclareConfig(app, config, command.options);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  command.revisions = TakePath(words, std::numeric_limits<size_t>::max(), working_directory, command.options);
  if (const absl::Status status = StoreConfig(config, command.options); !status.ok()) return status;
  return command;
}

ExitCode RunMerge(const MergeCommand& command) {
  const OpenProject project(command.options);
  const absl::StatusOr<Reading>& reading = project.reading();
  if (!reading.ok()) return Fail(reading.status());
  if (const absl::Status status = project.CheckOneEnvironment(); !status.ok()) return Fail(status);
  const absl::StatusOr<PlannedRevision> plan = PlanMerge(project.files(), reading->chapters.front(), reading->sources,
                                                         {command.revisions, command.message, command.id, absl::Now()});
  if (!plan.ok()) return Fail(plan.status());
  if (plan->parents.size() > 1) return Write(*plan, command);
  return Print(plan->parents.empty()
                   ? "there are no revisions: nothing to merge\n"
                   : absl::StrCat("there is one head, \"", OneLine(plan->parents[0]), "\": nothing to merge\n"));
}

}  // namespace retort
