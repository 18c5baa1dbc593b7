#include "linter/cli/schema.h"

#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/cli/arguments.h"
#include "linter/cli/write.h"
#include "linter/engine/reading.h"
#include "linter/engine/schema_at.h"
#include "linter/migration/target.h"
#include "linter/report/wording.h"

namespace retort {

absl::StatusOr<Command> ParseSchema(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Print the schema that the revisions make as SQL, sorted, without a database", "retort schema");
  SchemaCommand command;
  std::string path = ".";
  app.add_option("PATH", path, "An Alembic environment or a folder with some; default: .")->type_name("");
  app.add_option("--at", command.at, "The schema after this revision, as Alembic takes it; default: heads")
      ->type_name("REVISION");
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  command.options.offline = true;
  command.options.working_directory = std::string(working_directory);
  command.options.paths = {NormalPath(JoinPath(working_directory, path))};
  return command;
}

ExitCode RunSchema(const SchemaCommand& command) {
  const DiskFiles files;
  const Pool pool(command.options.jobs);
  Rulings rulings(files, command.options);
  const absl::StatusOr<Reading> reading = ReadProject(files, command.options, rulings, pool);
  if (!reading.ok()) return Fail(reading.status());
  if (!command.at.empty() && reading->chapters.size() > 1) {
    return Fail(UsageError("--at needs the path of one environment: there are several"));
  }
  std::string text;
  for (const Chapter& chapter : reading->chapters) {
    if (!chapter.graph.Cycles().empty()) return Fail(UsageError("the revisions form a cycle: retort check shows it"));
    const absl::StatusOr<std::vector<size_t>> to = FindTarget(chapter.graph, command.at.empty() ? "heads" : command.at);
    if (!to.ok()) return Fail(to.status());
    if (reading->chapters.size() > 1) absl::StrAppend(&text, "-- ", OneLine(chapter.environment.name), "\n\n");
    absl::StrAppend(&text, SchemaAt(chapter, *to, pool));
  }
  return Print(text);
}

}  // namespace retort
