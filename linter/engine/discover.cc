#include "linter/engine/discover.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/engine/environment_search.h"
#include "linter/engine/revision_files.h"
#include "linter/engine/tree.h"
#include "linter/project/versions.h"

namespace retort {
namespace {

std::string Shown(absl::string_view path, const Options& options) {
  return Printable(IsBelow(path, options.working_directory) ? RelativePath(path, options.working_directory) : path);
}

// Names the first part of the path that does not exist, and what it may have meant.
absl::Status NoSuchPath(const Files& files, absl::string_view path, const Options& options) {
  absl::string_view missing = path;
  while (files.KindOf(DirectoryOf(missing)) == FileKind::kNone && DirectoryOf(missing).size() > 1) {
    missing = DirectoryOf(missing);
  }
  std::vector<std::string> names;
  if (const auto entries = files.List(DirectoryOf(missing)); entries.ok()) {
    for (const DirectoryEntry& entry : *entries) names.push_back(Printable(entry.name));
  }
  return absl::NotFoundError(
      absl::StrCat("no such file or folder: ", Shown(path, options), DidYouMean(Printable(BaseName(missing)), names)));
}

absl::Status NoEnvironment(const Options& options, const std::vector<std::string>& notes) {
  std::vector<std::string> paths;
  for (const std::string& path : options.paths) paths.push_back(Shown(path, options));
  return absl::FailedPreconditionError(absl::StrCat(
      "no Alembic environment below ", absl::StrJoin(paths, ", "),
      ": looked for alembic.ini, another .ini file with script_location, [tool.alembic] in pyproject.toml, "
      "and a folder with env.py and versions/",
      notes.empty() ? "" : "\n", absl::StrJoin(notes, "\n")));
}

// The environments and settings of all paths.
class Discovery {
 public:
  Discovery(const Files& files, const Options& options)
      : files_(files), options_(options), search_(files, options.working_directory, notes_) {}

  absl::Status Look() {
    for (const std::string& path : options_.paths) {
      switch (files_.KindOf(path)) {
        case FileKind::kNone:
          return NoSuchPath(files_, path, options_);
        case FileKind::kOther:
          return absl::InvalidArgumentError(absl::StrCat(Shown(path, options_), " is no file and no folder"));
        case FileKind::kDirectory:
          LookBelow(path);
          break;
        case FileKind::kFile:
          LookAtFile(path);
          break;
      }
    }
    // A settings file that was named may be checked alone.
    const bool found = search_.Count() > 0 || names_setting_ || options_.allow_empty;
    return found ? absl::OkStatus() : NoEnvironment(options_, notes_);
  }

  absl::StatusOr<Project> Register(Rulings& rulings, Sources& sources) {
    Project project;
    VersionReader versions(files_);
    std::vector<Environment> environments = Divided();
    std::stable_sort(environments.begin(), environments.end(),
                     [](const Environment& a, const Environment& b) { return a.name < b.name; });
    for (Environment& environment : environments) {
      const absl::StatusOr<const Ruling*> ruling = rulings.For(FolderOf(environment));
      if (!ruling.ok()) return ruling.status();
      environment.versions = versions.Read(environment, search_.RootOf(FolderOf(environment)));
      Configure((*ruling)->policy, environment);
      project.members.push_back(MemberOf(std::move(environment), sources));
      project.members.back().ruling = *ruling;
    }
    SortOnce(settings_);
    for (const std::string& path : settings_) {
      const absl::StatusOr<const Ruling*> ruling = rulings.For(DirectoryOf(path));
      if (!ruling.ok()) return ruling.status();
      project.settings.push_back(sources.Add(path));
    }
    SortOnce(notes_);
    project.notes = std::move(notes_);
    return project;
  }

 private:
  static void SortOnce(std::vector<std::string>& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }

  // What the policy says of an environment wins over what its files say.
  static void Configure(const Policy& policy, Environment& environment) {
    const auto set = [](const std::optional<Chosen<Version>>& chosen, SoftwareVersion& version) {
      if (chosen.has_value()) version = {chosen->value, chosen->from.source};
    };
    set(policy.postgres, environment.versions.postgres);
    set(policy.sqlalchemy, environment.versions.sqlalchemy);
    set(policy.alembic, environment.versions.alembic);
    if (policy.driver.has_value()) {
      environment.versions.driver = policy.driver->value;
      environment.versions.driver_from = policy.driver->from.source;
    }
    for (const Chosen<std::string>& table : policy.small_tables) environment.small_tables.push_back(table.value);
  }

  static std::string FolderOf(const Environment& environment) {
    if (!environment.config_path.empty()) return std::string(DirectoryOf(environment.config_path));
    return environment.script_folder.empty() ? environment.version_folders.front() : environment.script_folder;
  }

  // An environment whose revisions only code can find stands for each folder that has some.
  std::vector<Environment> Divided() {
    const auto shows = [this](std::string* out, absl::string_view path) { *out += Shown(path, options_); };
    std::vector<Environment> environments;
    for (const Environment& environment : search_.Found()) {
      std::vector<std::string> ignored;  // said when the files are registered
      std::vector<Environment> parts;
      if (RevisionFiles(files_, environment, ignored).empty()) {
        parts = search_.WithSubfolders(environment);
        if (parts.empty() && ignored.empty()) {
          notes_.push_back(absl::StrCat("no revisions in ", absl::StrJoin(environment.version_folders, ", ", shows)));
        }
      }
      if (parts.empty()) parts = {environment};
      environments.insert(environments.end(), parts.begin(), parts.end());
    }
    return environments;
  }

  void LookBelow(const std::string& path) {
    const size_t before = search_.Count();
    Tree tree = WalkTree(files_, path);
    // Of several files that lead to one environment, alembic.ini gives it its name.
    std::stable_partition(tree.configurations.begin(), tree.configurations.end(),
                          [](const std::string& file) { return BaseName(file) == "alembic.ini"; });
    for (const std::string& file : tree.configurations) {
      if (search_.AddConfiguration(file)) settings_.push_back(file);
    }
    for (const std::string& folder : tree.script_folders) search_.AddScriptFolder(folder);
    if (search_.Count() == before) search_.AddAround(path);
    std::move(tree.settings.begin(), tree.settings.end(), std::back_inserter(settings_));
    std::move(tree.notes.begin(), tree.notes.end(), std::back_inserter(notes_));
  }

  void LookAtFile(const std::string& path) {
    const size_t before = search_.Count();
    const bool is_configuration = absl::EndsWith(path, ".ini") || BaseName(path) == "pyproject.toml";
    if (is_configuration ? search_.AddConfiguration(path) : IsSettingsFile(path)) {
      settings_.push_back(path);
      names_setting_ = true;
    }
    if (!is_configuration) search_.AddAround(path);
    for (size_t i = before; i < search_.Count(); ++i) {
      const Environment& environment = search_.Found()[i];
      const std::string script = JoinPath(environment.script_folder, "env.py");
      if (!environment.config_path.empty()) settings_.push_back(environment.config_path);
      if (HasScript(environment)) settings_.push_back(script);
    }
  }

  bool HasScript(const Environment& environment) const {
    return !environment.script_folder.empty() &&
           files_.KindOf(JoinPath(environment.script_folder, "env.py")) == FileKind::kFile;
  }

  Project::Member MemberOf(Environment environment, Sources& sources) {
    Project::Member member;
    if (!environment.config_path.empty()) member.config = sources.Add(environment.config_path);
    if (HasScript(environment)) member.env_script = sources.Add(JoinPath(environment.script_folder, "env.py"));
    for (const std::string& path : RevisionFiles(files_, environment, notes_)) {
      member.revisions.push_back(sources.Add(path));
    }
    member.environment = std::move(environment);
    return member;
  }

  const Files& files_;
  const Options& options_;
  std::vector<std::string> notes_;
  EnvironmentSearch search_;
  std::vector<std::string> settings_;
  bool names_setting_ = false;
};

}  // namespace

absl::StatusOr<Project> Discover(const Files& files, const Options& options, Rulings& rulings, Sources& sources) {
  if (const absl::Status status = CheckRuleWords(options); !status.ok()) return status;
  Discovery discovery(files, options);
  if (const absl::Status status = discovery.Look(); !status.ok()) return status;
  return discovery.Register(rulings, sources);
}

}  // namespace retort
