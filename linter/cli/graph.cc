#include "linter/cli/graph.h"

#include <utility>

#include "linter/cli/arguments.h"
#include "linter/cli/color.h"
#include "linter/cli/values.h"
#include "linter/cli/write.h"
#include "linter/engine/pass.h"
#include "linter/report/graph.h"

namespace retort {
namespace {

std::string Draw(const ShownGraphs& shown, const GraphCommand& command) {
  switch (command.format) {
    case GraphFormat::kText:
      return GraphText(shown, Paint(UseColor(command.color, Output())));
    case GraphFormat::kDot:
      return GraphDot(shown);
    case GraphFormat::kMermaid:
      return GraphMermaid(shown);
    case GraphFormat::kJson:
      return GraphJson(shown);
  }
  return "";
}

}  // namespace

absl::StatusOr<Command> ParseGraph(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Draw the revisions, with heads, what is applied (o) and new (*), and what was found", "retort graph");
  GraphCommand command;
  Options& options = command.options;
  std::string path = ".", format = "text", color = "auto";
  std::vector<std::string> applied;
  app.add_option("PATH", path, "A path with Alembic environments; default: .")->type_name("");
  AddValue(app, "--format", "FORMAT", format, "text, dot, mermaid or json");
  AddValue(app, "--color", "WHEN", color, "auto, always or never");
  AddValue(app, "--base", "REF", options.base, "What this git revision holds is applied; default: the remote's branch");
  AddList(app, "--applied", "REVISION", applied, "This revision and its ancestors are applied");
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  absl::Status status = Store(ParseGraphFormat(format), command.format);
  if (status.ok()) status = Store(ParseColor(color), command.color);
  if (!status.ok()) return status;
  options.applied = SplitLists(applied);
  options.working_directory = std::string(working_directory);
  options.paths = {NormalPath(JoinPath(working_directory, path))};
  return command;
}

ExitCode RunGraph(const GraphCommand& command) {
  const absl::StatusOr<CheckedProject> checked = CheckProject(DiskFiles(), command.options);
  if (!checked.ok()) return Fail(checked.status());
  ShownGraphs shown{{}, checked->report};
  for (const CheckedGraph& graph : checked->graphs) {
    const bool knows_applied = graph.history.has_base || graph.history.only_heads_are_new;
    shown.environments.push_back({graph.environment.name, graph.graph, graph.is_new, knows_applied});
  }
  return Print(Draw(shown, command));
}

}  // namespace retort
