#include "linter/cli/heads.h"

#include "linter/cli/arguments.h"
#include "linter/cli/write.h"
#include "linter/engine/reading.h"
#include "linter/report/revision_line.h"

namespace retort {

absl::StatusOr<Command> ParseHeads(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("List the revisions that no other follows, without running anything", "retort heads");
  HeadsCommand command;
  std::string path = ".", format = "text";
  app.add_option("PATH", path, "A path with Alembic environments; default: .")->type_name("");
  AddValue(app, "--format", "FORMAT", format, "text or json");
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  if (const absl::Status status = CheckFormat(format, "json"); !status.ok()) return status;
  command.json = format == "json";
  command.options.working_directory = std::string(working_directory);
  command.options.paths = {NormalPath(JoinPath(working_directory, path))};
  return command;
}

ExitCode RunHeads(const HeadsCommand& command) {
  const DiskFiles files;
  Rulings rulings(files, command.options);
  const absl::StatusOr<Reading> reading = ReadProject(files, command.options, rulings, Pool(command.options.jobs));
  if (!reading.ok()) return Fail(reading.status());
  std::vector<ListedRevisions> lists;
  for (const Chapter& chapter : reading->chapters) {
    lists.push_back({chapter.environment.name, chapter.graph, chapter.graph.Heads()});
  }
  return Print(command.json ? RevisionsJson(lists, reading->sources, command.options.working_directory)
                            : RevisionLines(lists));
}

}  // namespace retort
