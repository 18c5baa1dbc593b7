#include "linter/cli/fix.h"

#include <utility>

#include "linter/cli/arguments.h"
#include "linter/cli/project_arguments.h"
#include "linter/cli/write.h"
#include "linter/cli/write_changes.h"
#include "linter/engine/fix.h"
#include "linter/report/fix_text.h"

namespace retort {
namespace {

ShownMending Shown(const Mending& mending, const FixCommand& command) {
  ShownMending shown{.files = mending.files.size(),
                     .findings = mending.report.findings.size(),
                     .unsafe = mending.unsafe,
                     .outside = mending.outside,
                     .unstable = mending.unstable,
                     .only_shown = command.diff};
  for (const AppliedFix& fix : mending.applied) shown.applied.push_back({fix.path, fix.line, fix.title, fix.rule});
  return shown;
}

}  // namespace

absl::StatusOr<Command> ParseFix(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Mend what was found, as far as it can be mended safely", "retort fix");
  FixCommand command;
  Options& options = command.options;
  std::vector<std::string> paths = {"."}, select, applied;
  std::string config;
  app.add_option("PATH", paths, "Files and folders; default: .")->type_name("");
  app.add_flag("--unsafe", command.unsafe, "Also fixes that may change what the code does: look at them afterwards");
  app.add_flag("--diff", command.diff, "Show what would change, and write nothing; the exit code is 1 if there is any");
  AddList(app, "--select", "RULE,RULE", select, "Only what these rules and categories find");
  DeclareApplied(app, applied, options);
  app.add_flag("--all", options.all, "Judge applied revisions like new ones");
  DeclareConfig(app, config, options);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  absl::Status status = StorePaths(paths, working_directory, options);
  if (status.ok()) status = StoreConfig(config, options);
  if (!status.ok()) return status;
  options.applied = SplitLists(applied);
  command.select = SplitLists(select);
  return command;
}

ExitCode RunFix(const FixCommand& command) {
  absl::StatusOr<Mending> mending = Mend(DiskFiles(), command.options, {command.unsafe, command.select});
  if (!mending.ok()) return Fail(mending.status());
  std::vector<FileChange> changes;
  for (MendedFile& file : mending->files) {
    changes.push_back({std::move(file.path), std::move(file.before), std::move(file.after), std::move(file.conceal)});
  }
  const std::string& folder = command.options.working_directory;
  return WriteChanges(changes, {command.diff, folder}, FixText(Shown(*mending, command), folder));
}

}  // namespace retort
