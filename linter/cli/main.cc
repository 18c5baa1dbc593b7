// Reads the arguments, runs the command, and lets nothing escape.

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "linter/cli/baseline.h"
#include "linter/cli/check.h"
#include "linter/cli/command_line.h"
#include "linter/cli/config.h"
#include "linter/cli/explain.h"
#include "linter/cli/fix.h"
#include "linter/cli/graph.h"
#include "linter/cli/heads.h"
#include "linter/cli/history.h"
#include "linter/cli/lock.h"
#include "linter/cli/merge.h"
#include "linter/cli/pipeline.h"
#include "linter/cli/rebase.h"
#include "linter/cli/rules.h"
#include "linter/cli/show.h"
#include "linter/cli/sql.h"
#include "linter/cli/version.h"
#include "linter/cli/write.h"

namespace retort {
namespace {

ExitCode Run(const CheckCommand& command) { return RunCheck(command); }
ExitCode Run(const BaselineCommand& command) { return RunBaseline(command); }
ExitCode Run(const ConfigCommand& command) { return RunConfig(command); }
ExitCode Run(const ExplainCommand& command) { return RunExplain(command); }
ExitCode Run(const FixCommand& command) { return RunFix(command); }
ExitCode Run(const GraphCommand& command) { return RunGraph(command); }
ExitCode Run(const HeadsCommand& command) { return RunHeads(command); }
ExitCode Run(const HistoryCommand& command) { return RunHistory(command); }
ExitCode Run(const LockCommand& command) { return RunLock(command); }
ExitCode Run(const MergeCommand& command) { return RunMerge(command); }
ExitCode Run(const RebaseCommand& command) { return RunRebase(command); }
ExitCode Run(const RulesCommand& command) { return RunRules(command); }
ExitCode Run(const ShowCommand& command) { return RunShow(command); }
ExitCode Run(const SqlCommand& command) { return RunSql(command); }
ExitCode Run(const VersionCommand&) { return RunVersion(); }
ExitCode Run(const HelpCommand& command) { return Print(command.text); }

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

ExitCode Main(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    fputs(ShortHelp().c_str(), stderr);
    return kExitUsage;
  }
  char directory[PATH_MAX];
  if (getcwd(directory, sizeof(directory)) == nullptr) {
    return Fail(absl::FailedPreconditionError("the working directory cannot be read; it may have been deleted"));
  }
  absl::StatusOr<Command> command = ParseCommandLine(arguments, directory);
  if (!command.ok()) return Fail(command.status());
  const WantedBase base = PipelineBase(Variable, DiskFiles());
  if (auto* check = std::get_if<CheckCommand>(&*command)) check->options.ci_base = base;
  if (auto* baseline = std::get_if<BaselineCommand>(&*command)) baseline->options.ci_base = base;
  if (auto* fix = std::get_if<FixCommand>(&*command)) fix->options.ci_base = base;
  if (auto* graph = std::get_if<GraphCommand>(&*command)) graph->options.ci_base = base;
  if (auto* rebase = std::get_if<RebaseCommand>(&*command)) rebase->options.ci_base = base;
  if (auto* lock = std::get_if<LockCommand>(&*command)) lock->options.ci_base = base;
  return std::visit([](const auto& one) { return Run(one); }, *command);
}

}  // namespace
}  // namespace retort

int main(int argc, char** argv) {
  signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of write(), see write.h
  signal(SIGCHLD, SIG_DFL);  // a parent that ignores it would leave us without git's exit code
  try {
    return retort::Main({argv + std::min(argc, 1), argv + argc});
  } catch (const std::exception& error) {
    return retort::Fail(absl::InternalError(absl::StrCat("internal error: ", error.what())));
  }
}
