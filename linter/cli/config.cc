#include "linter/cli/config.h"

#include <algorithm>
#include <string>
#include <vector>

#include "linter/cli/write.h"
#include "linter/engine/discover.h"
#include "linter/engine/ruling.h"
#include "linter/report/policy_schema.h"
#include "linter/report/policy_text.h"

namespace retort {
namespace {

// One view for each configuration that holds at the path or below it: the path's own first.
absl::StatusOr<std::vector<PolicyView>> ViewsOf(const Files& files, const Options& options, Rulings& rulings,
                                                Project& project) {
  const std::string& path = options.paths.front();
  const bool is_folder = files.KindOf(path) == FileKind::kDirectory;
  const absl::StatusOr<const Ruling*> own = rulings.For(is_folder ? path : DirectoryOf(path));
  if (!own.ok()) return own.status();
  std::vector<PolicyView> views = {{&(*own)->policy, is_folder ? "" : path, {}}};
  for (const Project::Member& member : project.members) {
    const Policy* policy = &member.ruling->policy;
    auto view = std::find_if(views.begin(), views.end(), [&](const PolicyView& v) { return v.policy == policy; });
    if (view == views.end()) view = views.insert(view, {policy, "", {}});
    view->environments.push_back(&member.environment);
  }
  return views;
}

}  // namespace

ExitCode RunConfig(const ConfigCommand& command) {
  if (command.schema) return Print(PolicySchema());
  const DiskFiles files;
  Rulings rulings(files, command.options);
  Sources sources;
  absl::StatusOr<Project> project = Discover(files, command.options, rulings, sources);
  if (!project.ok()) return Fail(project.status());
  const absl::StatusOr<std::vector<PolicyView>> views = ViewsOf(files, command.options, rulings, *project);
  if (!views.ok()) return Fail(views.status());
  return Print(PolicyText(*views, command.options.working_directory));
}

}  // namespace retort
