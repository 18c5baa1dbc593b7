#include "linter/cli/graph.h"

#include <utility>

#include "linter/cli/arguments.h"
#include "linter/cli/color.h"
#include "linter/cli/project_arguments.h"
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
    case GraphFormat::kSvg:
      return GraphSvg(shown);
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
  std::string path = ".", format = "text", color = "auto", config;
  std::vector<std::string> applied;
  app.add_option("PATH", path, "A path with Alembic environments; default: .")->type_name("");
  AddValue(app, "--format", "FORMAT", format, "text, svg, dot, mermaid or json");
  AddValue(app, "--color", "WHEN", color, "auto, always or never");
  DeclareApplied(app, applied, options);
  app.add_flag("--all", options.all, "Judge applied revisions like new ones");
  DeclareConfig(app, config, options);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  absl::Status status = Store(ParseGraphFormat(format), command.format);
  if (status.ok()) status = Store(ParseColor(color), command.color);
  if (status.ok()) status = StorePaths({path}, working_directory, options);
  if (status.ok()) status = StoreConfig(config, options);
  if (!status.ok()) return status;
  options.applied = SplitLists(applied);
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
