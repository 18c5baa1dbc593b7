#include "linter/cli/sql.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/cli/arguments.h"
#include "linter/cli/open_project.h"
#include "linter/cli/project_arguments.h"
#include "linter/cli/write.h"
#include "linter/migration/plan.h"
#include "linter/migration/target.h"
#include "linter/report/offline_script.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

using Steps = absl::StatusOr<std::vector<MigrationStep>>;

struct Range {
  std::string from;
  std::string to;
};

// As Alembic takes it: one word is where an upgrade ends; a downgrade offline needs both.
absl::StatusOr<Range> ParseRange(const SqlCommand& command) {
  Range range = command.downgrade ? Range{"heads", "base"} : Range{"base", "heads"};
  if (command.range.empty()) return range;
  const size_t colon = command.range.find(':');
  if (colon == std::string::npos && command.downgrade) {
    return UsageError("--downgrade takes FROM:TO, the newer revision first");
  }
  if (colon != std::string::npos && colon > 0) range.from = command.range.substr(0, colon);
  const std::string to = colon == std::string::npos ? command.range : command.range.substr(colon + 1);
  if (!to.empty()) range.to = to;
  return range;
}

Steps Plan(const RevisionGraph& graph, const SqlCommand& command, Version alembic) {
  const absl::StatusOr<Range> range = ParseRange(command);
  if (!range.ok()) return range.status();
  if (!graph.Cycles().empty()) return UsageError("the revisions form a cycle: retort check shows it");
  const absl::StatusOr<std::vector<size_t>> from = FindTarget(graph, range->from);
  if (!from.ok()) return from.status();
  const absl::StatusOr<std::vector<size_t>> to = FindTarget(graph, range->to);
  if (!to.ok()) return to.status();
  return command.downgrade ? PlanDowngrade(graph, *from, *to, alembic) : PlanUpgrade(graph, *from, *to);
}

}  // namespace

absl::StatusOr<Command> ParseSql(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Print the SQL that `alembic upgrade FROM:TO --sql` would print, without running anything",
               "retort sql");
  SqlCommand command;
  std::vector<std::string> words;
  std::string config;
  app.add_option("PATH FROM:TO", words, "A path with one Alembic environment; the revisions; default: . base:heads")
      ->type_name("");
  app.add_flag("--downgrade", command.downgrade, "Print downgrades, from the newer to the older revision");
  DeclareConfig(app, config, command.options);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  command.options.offline = true;
  const std::vector<std::string> ranges = TakePath(words, 1, working_directory, command.options);
  if (ranges.size() > 1) return UsageError("retort sql takes a path and a range of revisions, no more");
  if (!ranges.empty()) command.range = ranges.front();
  if (const absl::Status status = StoreConfig(config, command.options); !status.ok()) return status;
  return command;
}

ExitCode RunSql(const SqlCommand& command) {
  const OpenProject project(command.options);
  const absl::StatusOr<Reading>& reading = project.reading();
  if (!reading.ok()) return Fail(reading.status());
  const absl::Status one = command.range.empty() ? absl::OkStatus() : project.CheckOneEnvironment();
  if (!one.ok()) return Fail(one);
  std::string script;
  for (const Chapter& chapter : reading->chapters) {
    const Steps steps = Plan(chapter.graph, command, chapter.environment.versions.alembic.version);
    if (!steps.ok()) return Fail(steps.status());
    if (reading->chapters.size() > 1) absl::StrAppend(&script, "-- ", OneLine(chapter.environment.name), "\n\n");
    absl::StrAppend(&script, OfflineScript({chapter.graph, chapter.env_script, chapter.environment.versions,
                                            reading->sources, command.options.working_directory},
                                           *steps));
  }
  return Print(script);
}

}  // namespace retort
