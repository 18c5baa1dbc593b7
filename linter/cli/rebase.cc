#include "linter/cli/rebase.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/cli/arguments.h"
#include "linter/cli/open_project.h"
#include "linter/cli/project_arguments.h"
#include "linter/cli/write.h"
#include "linter/cli/write_changes.h"
#include "linter/engine/rebase.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

std::string RebaseText(const RevisionGraph& graph, const Rebase& rebase) {
  const std::string onto = OneLine(graph[rebase.onto].id);
  if (rebase.moved.empty()) return absl::StrCat("\"", onto, "\" is the only head: nothing to rebase\n");
  std::string out;
  for (const MovedRevision& moved : rebase.moved) {
    const Revision& revision = graph[moved.revision];
    const std::string was = absl::StrJoin(revision.parents, ", ", [](std::string* text, const Reference& parent) {
      absl::StrAppend(text, "\"", OneLine(parent.id), "\"");
    });
    absl::StrAppend(&out, "\"", OneLine(revision.id), "\" follows \"", OneLine(moved.onto), "\", not ",
                    was.empty() ? "nothing" : was, "\n");
  }
  return out;
}

std::vector<FileChange> Changes(const CheckedProject& checked, const Rebase& rebase) {
  std::vector<FileChange> changes;
  for (const MovedRevision& moved : rebase.moved) {
    const Source& source = checked.report.sources[checked.graphs.front().graph[moved.revision].where.file];
    // The edits were applied when they were planned.
    changes.push_back({source.path(), std::string(source.text()), *ApplyEdits(source.text(), moved.edits)});
  }
  return changes;
}

}  // namespace

absl::StatusOr<Command> ParseRebase(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Put the revisions that are not applied behind the applied ones, so that there is one head",
               "retort rebase");
  RebaseCommand command;
  std::string path = ".", config;
  std::vector<std::string> applied;
  Options& options = command.options;
  app.add_option("PATH", path, "A path with one Alembic environment; default: .")->type_name("");
  AddValue(app, "--onto", "REVISION", command.onto, "The head that stays; default: the one that is applied");
  app.add_flag("--diff", command.diff, "Show what would change, and write nothing; the exit code is 1 if there is any");
  DeclareApplied(app, applied, options);
  DeclareConfig(app, config, options);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  absl::Status status = StorePaths({path}, working_directory, options);
  if (status.ok()) status = StoreConfig(config, options);
  if (!status.ok()) return status;
  options.applied = SplitLists(applied);
  return command;
}

ExitCode RunRebase(const RebaseCommand& command) {
  const absl::StatusOr<CheckedProject> checked = CheckProject(DiskFiles(), command.options);
  if (!checked.ok()) return Fail(checked.status());
  std::vector<std::string> names;
  for (const CheckedGraph& graph : checked->graphs) names.push_back(graph.environment.name);
  if (const absl::Status status = CheckOneEnvironment(names); !status.ok()) return Fail(status);
  const CheckedGraph& graph = checked->graphs.front();
  const absl::StatusOr<Rebase> rebase = PlanRebase(graph, checked->report.sources, command.onto);
  if (!rebase.ok()) return Fail(rebase.status());
  return WriteChanges(Changes(*checked, *rebase), {command.diff, command.options.working_directory},
                      RebaseText(graph.graph, *rebase));
}

}  // namespace retort
