#include "linter/cli/heads.h"

#include "linter/cli/arguments.h"
#include "linter/cli/open_project.h"
#include "linter/cli/project_arguments.h"
#include "linter/cli/write.h"
#include "linter/report/revision_line.h"

namespace retort {

absl::StatusOr<Command> ParseHeads(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("List the revisions that no other follows, without running anything", "retort heads");
  HeadsCommand command;
  std::string path = ".", format = "text", config;
  app.add_option("PATH", path, "A path with Alembic environments; default: .")->type_name("");
  AddValue(app, "--format", "FORMAT", format, "text or json");
  DeclareConfig(app, config, command.options);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  absl::Status status = CheckFormat(format, "json");
  if (status.ok()) status = StorePaths({path}, working_directory, command.options);
  if (status.ok()) status = StoreConfig(config, command.options);
  if (!status.ok()) return status;
  command.json = format == "json";
  return command;
}

ExitCode RunHeads(const HeadsCommand& command) {
  const OpenProject project(command.options);
  const absl::StatusOr<Reading>& reading = project.reading();
  if (!reading.ok()) return Fail(reading.status());
  WarnOfUnread(*reading, command.options.working_directory);
  std::vector<ListedRevisions> lists;
  for (const Chapter& chapter : reading->chapters) {
    lists.push_back({chapter.environment.name, chapter.graph, chapter.graph.Heads()});
  }
  return Print(command.json ? RevisionsJson(lists, reading->sources, command.options.working_directory)
                            : RevisionLines(lists, HeadLine));
}

}  // namespace retort
