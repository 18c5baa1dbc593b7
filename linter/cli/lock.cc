#include "linter/cli/lock.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/cli/arguments.h"
#include "linter/cli/write.h"
#include "linter/engine/lock_plan.h"
#include "linter/source/files.h"

namespace retort {
namespace {

constexpr size_t kShownIds = 10;

// "; added 2 revisions: a, b", or nothing.
std::string Named(absl::string_view verb, const std::vector<std::string>& ids) {
  if (ids.empty()) return "";
  const size_t shown = std::min(ids.size(), kShownIds);
  return absl::StrCat("; ", verb, " ", Count(ids.size(), "revision"), ": ",
                      Printable(absl::StrJoin(ids.begin(), ids.begin() + shown, ", ")),
                      ids.size() > shown ? ", ..." : "");
}

// Says how a lock differs from what it should be; true when it does.
bool Compare(const LockPlan& plan, std::string& out) {
  if (!plan.exists) {
    absl::StrAppend(&out, plan.shown, ": there is no lock; `retort lock` writes it\n");
    return true;
  }
  const std::string differs = absl::StrCat(Named("lacks", plan.base_is_known ? plan.added : std::vector<std::string>()),
                                           Named("has another meaning of", plan.changed),
                                           Named("lists, though no file has them,", plan.removed));
  absl::StrAppend(&out, plan.shown, ": ", plan.IsStale() ? "stale, `retort lock` writes it anew" : "up to date",
                  differs, "\n");
  return plan.IsStale();
}

absl::Status Write(const LockPlan& plan, std::string& out) {
  absl::StrAppend(&out, plan.shown, ": ", Count(plan.revisions, "revision"), Named("added", plan.added),
                  Named("changed", plan.changed), Named("removed", plan.removed), "\n");
  const bool same = plan.exists && !plan.broken && plan.added.empty() && plan.changed.empty() && plan.removed.empty();
  return same ? absl::OkStatus() : WriteTo(plan.path, plan.text);
}

}  // namespace

absl::StatusOr<Command> ParseLock(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Write down which revisions are applied, in retort.lock beside them", "retort lock");
  LockCommand command;
  Options& options = command.options;
  std::vector<std::string> paths = {"."}, applied;
  app.add_option("PATH", paths, "Files and folders; default: .")->type_name("");
  app.add_flag("--check", command.check, "Write nothing; the exit code is 1 when a lock is stale");
  app.add_flag("--all", options.all, "List every revision, applied or not");
  AddValue(app, "--base", "REF", options.base, "What this git revision holds is applied; default: the remote's branch");
  AddList(app, "--applied", "REVISION", applied, "This revision and its ancestors are applied");
  app.add_flag("!--no-config", options.use_config, "Read no configuration");
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  options.working_directory = std::string(working_directory);
  options.applied = SplitLists(applied);
  for (const std::string& path : paths) {
    if (path.empty()) return UsageError("a path is empty");
    options.paths.push_back(NormalPath(JoinPath(working_directory, path)));
  }
  return command;
}

ExitCode RunLock(const LockCommand& command) {
  const absl::StatusOr<std::vector<LockPlan>> plans = PlanLocks(DiskFiles(), command.options, command.check);
  if (!plans.ok()) return Fail(plans.status());
  std::string out;
  bool stale = false;
  for (const LockPlan& plan : *plans) {
    if (command.check) {
      stale = Compare(plan, out) || stale;
    } else if (const absl::Status status = Write(plan, out); !status.ok()) {
      return Fail(status);
    }
  }
  return std::max(Print(out), stale ? kExitFindings : kExitClean);
}

}  // namespace retort
