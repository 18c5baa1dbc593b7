#include "linter/cli/history.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/cli/arguments.h"
#include "linter/cli/open_project.h"
#include "linter/cli/project_arguments.h"
#include "linter/cli/write.h"
#include "linter/migration/plan.h"
#include "linter/migration/target.h"
#include "linter/report/revision_line.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

// FROM:TO, FROM: or :TO, as Alembic takes it.
absl::StatusOr<std::vector<size_t>> Listed(const RevisionGraph& graph, const std::string& range) {
  if (!graph.Cycles().empty()) return UsageError("the revisions form a cycle: retort check shows it");
  const size_t colon = range.find(':');
  const std::string from = range.substr(0, colon);
  const std::string to = colon == std::string::npos ? "" : range.substr(colon + 1);
  const absl::StatusOr<std::vector<size_t>> start = FindTarget(graph, from.empty() ? "base" : from);
  if (!start.ok()) return start.status();
  const absl::StatusOr<std::vector<size_t>> end = FindTarget(graph, to.empty() ? "heads" : to);
  if (!end.ok()) return end.status();
  std::vector<size_t> listed = PlanHistory(graph, *start, *end);
  if (listed.empty() && !start->empty()) {
    return UsageError(absl::StrCat("no way leads from \"", OneLine(from), "\" to \"",
                                   to.empty() ? "heads" : OneLine(to), "\": the older revision comes first"));
  }
  return listed;
}

}  // namespace

absl::StatusOr<Command> ParseHistory(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("List the revisions, the newest first, without running anything", "retort history");
  HistoryCommand command;
  std::vector<std::string> words;
  std::string format = "text", config;
  app.add_option("PATH FROM:TO", words, "A path with Alembic environments; the revisions; default: . base:heads")
      ->type_name("");
  AddValue(app, "--format", "FORMAT", format, "text or json");
  DeclareConfig(app, config, command.options);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  const std::vector<std::string> ranges = TakePath(words, 1, working_directory, command.options);
  absl::Status status = CheckFormat(format, "json");
  if (status.ok()) status = StoreConfig(config, command.options);
  if (!status.ok()) return status;
  command.json = format == "json";
  if (ranges.size() > 1) return UsageError("retort history takes a path and a range of revisions, no more");
  if (!ranges.empty()) command.range = ranges.front();
  if (!ranges.empty() && command.range.find(':') == std::string::npos) {
    return UsageError(absl::StrCat("\"", OneLine(command.range), "\" is no path and no range: FROM:TO, FROM: or :TO"));
  }
  return command;
}

ExitCode RunHistory(const HistoryCommand& command) {
  const OpenProject project(command.options);
  const absl::StatusOr<Reading>& reading = project.reading();
  if (!reading.ok()) return Fail(reading.status());
  const absl::Status one = command.range.empty() ? absl::OkStatus() : project.CheckOneEnvironment();
  if (!one.ok()) return Fail(one);
  WarnOfUnread(*reading, command.options.working_directory);
  std::vector<ListedRevisions> lists;
  for (const Chapter& chapter : reading->chapters) {
    absl::StatusOr<std::vector<size_t>> listed = Listed(chapter.graph, command.range);
    if (!listed.ok()) return Fail(listed.status());
    lists.push_back({chapter.environment.name, chapter.graph, *std::move(listed)});
  }
  return Print(command.json ? RevisionsJson(lists, reading->sources, command.options.working_directory)
                            : RevisionLines(lists, HistoryLine));
}

}  // namespace retort
