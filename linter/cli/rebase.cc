#include "linter/cli/rebase.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/cli/arguments.h"
#include "linter/cli/place_words.h"
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
  std::string path = ".";
  std::vector<std::string> applied;
  Options& options = command.options;
  app.add_option("PATH", path, "A path with one Alembic environment; default: .")->type_name("");
  AddValue(app, "--onto", "REVISION", command.onto, "The head that stays; default: the one that is applied");
  app.add_flag("--diff", command.diff, "Show what would change, and write nothing; the exit code is 1 if there is any");
  AddValue(app, "--base", "REF", options.base, "What this git revision holds is applied; default: the remote's branch");
  AddList(app, "--applied", "REVISION", applied, "This revision and its ancestors are applied");
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  options.applied = SplitLists(applied);
  options.working_directory = std::string(working_directory);
  options.paths = {NormalPath(JoinPath(working_directory, path))};
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
