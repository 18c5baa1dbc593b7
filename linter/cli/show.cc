#include "linter/cli/show.h"

#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/cli/arguments.h"
#include "linter/cli/open_project.h"
#include "linter/cli/project_arguments.h"
#include "linter/cli/values.h"
#include "linter/cli/write.h"
#include "linter/migration/target.h"
#include "linter/report/show.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

struct Found {
  const Chapter* chapter;
  size_t revision;
};

// The revision in the file that was named.
std::optional<Found> FindFile(const Reading& reading, absl::string_view path) {
  for (const Chapter& chapter : reading.chapters) {
    for (size_t i = 0; i < chapter.graph.revisions().size(); ++i) {
      if (reading.sources.PathOf(chapter.graph[i].where.file) == path) return Found{&chapter, i};
    }
  }
  return std::nullopt;
}

absl::StatusOr<Found> FindRevision(const Reading& reading, const ShowCommand& command) {
  if (command.revision.empty()) {
    const std::optional<Found> found = FindFile(reading, command.options.paths.front());
    if (found.has_value()) return *found;
    return UsageError("that file is no revision of an Alembic environment");
  }
  std::optional<Found> found;
  absl::Status problem;
  for (const Chapter& chapter : reading.chapters) {
    const absl::StatusOr<size_t> revision = FindOneTarget(chapter.graph, command.revision);
    if (!revision.ok()) {
      problem = revision.status();
    } else if (found.has_value()) {
      return UsageError(absl::StrCat("\"", OneLine(command.revision), "\" is in ",
                                     OneLine(found->chapter->environment.name), " and in ",
                                     OneLine(chapter.environment.name), ": name the path of one of them as well"));
    } else {
      found = Found{&chapter, *revision};
    }
  }
  if (found.has_value()) return *found;
  return problem.ok() ? UsageError("there are no revisions") : problem;
}

}  // namespace

absl::StatusOr<Command> ParseShow(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Show a revision as Retort understands it: its SQL, its locks, what is not understood", "retort show");
  ShowCommand command;
  std::vector<std::string> words;
  std::string format = "text", config;
  app.add_option("REVISION PATH", words, "A revision's id, as Alembic takes it, or its file; where to look; default: .")
      ->type_name("");
  AddValue(app, "--format", "FORMAT", format, "text or json");
  DeclareConfig(app, config, command.options);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  if (words.empty()) return UsageError("retort show needs a revision: its id or its file");
  if (words.size() > 2) return UsageError("retort show takes a revision and a path, no more");
  if (const absl::Status status = CheckFormat(format, "json"); !status.ok()) return status;
  command.json = format == "json";
  command.options.working_directory = std::string(working_directory);
  const auto absolute = [&](absl::string_view path) { return NormalPath(JoinPath(working_directory, path)); };
  const bool is_file = words.size() == 1 && DiskFiles().KindOf(absolute(words[0])) == FileKind::kFile;
  if (!is_file) command.revision = words[0];
  command.options.paths = {absolute(is_file ? words[0] : words.size() == 2 ? words[1] : ".")};
  if (const absl::Status status = StoreConfig(config, command.options); !status.ok()) return status;
  return command;
}

ExitCode RunShow(const ShowCommand& command) {
  const OpenProject project(command.options);
  const absl::StatusOr<Reading>& reading = project.reading();
  if (!reading.ok()) return Fail(reading.status());
  const absl::StatusOr<Found> found = FindRevision(*reading, command);
  if (!found.ok()) return Fail(found.status());
  const Chapter& chapter = *found->chapter;
  const ShownRevision shown{chapter.graph[found->revision], chapter.environment.versions, reading->sources,
                            command.options.working_directory};
  return Print(command.json ? ShowJson(shown) : ShowText(shown));
}

}  // namespace retort
