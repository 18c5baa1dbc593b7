#include "linter/cli/project_arguments.h"

#include <utility>

#include "absl/strings/match.h"
#include "linter/cli/arguments.h"
#include "linter/source/files.h"

namespace retort {

void DeclareConfig(CLI::App& app, std::string& file, Options& options) {
  AddValue(app, "--config", "FILE", file, "This configuration for everything; default: the nearest retort.toml");
  app.add_flag_callback(
      "--no-config", [&options] { options.use_config = false; }, "Read no configuration");
}

absl::Status StoreConfig(const std::string& file, Options& options) {
  if (file.empty()) return absl::OkStatus();
  if (!options.use_config) return UsageError("--config and --no-config exclude each other");
  options.config = NormalPath(JoinPath(options.working_directory, file));
  return absl::OkStatus();
}

void DeclareApplied(CLI::App& app, std::vector<std::string>& applied, Options& options) {
  AddValue(app, "--base", "REF", options.base, "What this git revision holds is applied; default: the remote's branch");
  AddList(app, "--applied", "REVISION", applied, "This revision and its ancestors are applied");
}

absl::Status StorePaths(const std::vector<std::string>& paths, absl::string_view working_directory, Options& options) {
  options.working_directory = std::string(working_directory);
  for (const std::string& path : paths) {
    if (path.empty()) return UsageError("a path is empty");
    options.paths.push_back(NormalPath(JoinPath(working_directory, path)));
  }
  return absl::OkStatus();
}

std::vector<std::string> TakePath(std::vector<std::string> words, size_t others, absl::string_view working_directory,
                                  Options& options) {
  options.working_directory = std::string(working_directory);
  const auto absolute = [&](absl::string_view path) { return NormalPath(JoinPath(working_directory, path)); };
  std::string path = absolute(".");
  if (!words.empty()) {
    const std::string first = absolute(words.front());
    if (words.size() > others || absl::StrContains(words.front(), "/") ||
        DiskFiles().KindOf(first) != FileKind::kNone) {
      path = first;
      words.erase(words.begin());
    }
  }
  options.paths = {std::move(path)};
  return words;
}

}  // namespace retort
