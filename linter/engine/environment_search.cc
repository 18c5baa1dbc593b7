#include "linter/engine/environment_search.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/engine/tree.h"

namespace retort {
namespace {

constexpr absl::string_view kPyproject = "pyproject.toml";

// `folder` and every folder above it, up to the one with .git.
std::vector<std::string> Upwards(const Files& files, absl::string_view folder) {
  std::vector<std::string> folders;
  for (absl::string_view next = folder; !next.empty(); next = DirectoryOf(next)) {
    folders.emplace_back(next);
    if (next == "/" || files.KindOf(JoinPath(next, ".git")) != FileKind::kNone) break;
  }
  return folders;
}

bool IsPartOf(absl::string_view path, const Environment& environment) {
  const auto holds = [&](const std::string& folder) { return IsBelow(path, folder); };
  return holds(environment.script_folder) ||
         std::any_of(environment.version_folders.begin(), environment.version_folders.end(), holds);
}

bool LooksLikeRevision(const Files& files, absl::string_view path) {
  if (!absl::EndsWith(path, ".py") || BaseName(path) == "env.py") return false;
  const absl::StatusOr<std::string> text = files.Read(path);
  return text.ok() && (absl::StartsWith(*text, "down_revision") || absl::StrContains(*text, "\ndown_revision"));
}

bool Loads(const Environment& environment, absl::string_view folder) {
  return std::any_of(environment.version_folders.begin(), environment.version_folders.end(),
                     [&](const std::string& versions) {
                       return folder == versions || (environment.recursive && IsBelow(folder, versions));
                     });
}

// The environment with `folder` for its revisions: code chose it, no configuration names it.
Environment WithRevisionsIn(Environment environment, absl::string_view folder) {
  absl::StrAppend(&environment.name, " [", BaseName(folder), "]");
  environment.version_folders = {std::string(folder)};
  return environment;
}

// The folder of revisions that `path`, a file or a folder, stands for by itself; empty: it does not.
std::string RevisionFolder(const Files& files, absl::string_view path) {
  if (LooksLikeRevision(files, path)) return std::string(DirectoryOf(path));
  const absl::StatusOr<std::vector<DirectoryEntry>> entries = files.List(path);
  if (!entries.ok()) return "";
  const bool has_revision = std::any_of(entries->begin(), entries->end(), [&](const DirectoryEntry& entry) {
    return entry.kind == FileKind::kFile && LooksLikeRevision(files, JoinPath(path, entry.name));
  });
  return has_revision ? std::string(path) : "";
}

}  // namespace

std::string EnvironmentSearch::RootOf(absl::string_view folder) const {
  const std::string top = Upwards(files_, folder).back();
  if (files_.KindOf(JoinPath(top, ".git")) != FileKind::kNone) return top;
  return IsBelow(folder, working_directory_) ? working_directory_ : std::string(folder);
}

const EnvironmentSearch::File& EnvironmentSearch::Read(const std::string& path) {
  const auto [entry, is_new] = read_.try_emplace(path);
  File& file = entry->second;
  if (!is_new) return file;
  const absl::StatusOr<std::string> text = files_.Read(path);
  if (!text.ok()) {
    file.configuration.notes.push_back(absl::StrCat("configuration not read: ", text.status().message()));
    return file;
  }
  const std::string folder(DirectoryOf(path));
  const ConfigurationSite site{files_, working_directory_, RootOf(folder)};
  if (BaseName(path) == kPyproject) {
    file.configuration = ReadPyprojectConfiguration(site, path, *text);
    return file;
  }
  const std::string pyproject = JoinPath(folder, kPyproject);
  const absl::StatusOr<std::string> pyproject_text = files_.Read(pyproject);
  std::vector<std::string> ignored;  // the pyproject.toml is read by itself as well
  const ConfigurationKeys keys =
      pyproject_text.ok() ? ReadPyprojectKeys(pyproject, *pyproject_text, ignored) : ConfigurationKeys();
  file.configuration = ReadIniConfiguration(site, path, *text, keys);
  file.is_setting = absl::StrContains(*text, "sqlalchemy") || absl::StrContains(*text, "[alembic");
  return file;
}

bool EnvironmentSearch::AddConfiguration(absl::string_view path) {
  const File& file = Read(std::string(path));
  notes_.insert(notes_.end(), file.configuration.notes.begin(), file.configuration.notes.end());
  // An alembic.ini beside it has been united with it, and its keys win.
  std::string leading(path);
  if (BaseName(path) == kPyproject) {
    std::string ini = JoinPath(DirectoryOf(path), "alembic.ini");
    if (files_.KindOf(ini) == FileKind::kFile && !Read(ini).configuration.environments.empty())
      leading = std::move(ini);
  }
  for (const Environment& environment : Read(leading).configuration.environments) Add(environment);
  return file.is_setting;
}

void EnvironmentSearch::Add(const Environment& environment) {
  const std::string script_folder = files_.RealPath(environment.script_folder);
  std::string key = script_folder;
  for (const std::string& folder : environment.version_folders) absl::StrAppend(&key, "\n", files_.RealPath(folder));
  if (!known_.insert(key).second) return;
  script_folders_.insert(script_folder);
  found_.push_back(environment);
}

std::vector<std::string> EnvironmentSearch::ConfigurationsIn(absl::string_view folder) const {
  Tree tree;
  const absl::StatusOr<std::vector<DirectoryEntry>> entries = files_.List(folder);
  if (entries.ok()) LookAtEntries(folder, *entries, tree);
  return tree.configurations;
}

template <typename Predicate>
bool EnvironmentSearch::AddFromAbove(absl::string_view folder, absl::string_view revisions, const Predicate& fits) {
  for (const std::string& above : Upwards(files_, folder)) {
    bool found = false;
    for (const std::string& path : ConfigurationsIn(above)) {
      for (const Environment& environment : Read(path).configuration.environments) {
        if (!fits(environment)) continue;
        Add(revisions.empty() || Loads(environment, revisions) ? environment : WithRevisionsIn(environment, revisions));
        found = true;
      }
    }
    if (found) return true;
  }
  return false;
}

void EnvironmentSearch::AddScriptFolder(absl::string_view folder) {
  const std::string real = files_.RealPath(folder);
  if (script_folders_.contains(real)) return;
  const auto fits = [&](const Environment& environment) { return files_.RealPath(environment.script_folder) == real; };
  if (!AddFromAbove(folder, "", fits)) AddAlone(folder, JoinPath(folder, "versions"));
}

void EnvironmentSearch::AddAlone(absl::string_view script_folder, absl::string_view version_folder) {
  const absl::string_view named = script_folder.empty() ? version_folder : script_folder;
  const std::string root = RootOf(named);
  Environment environment;
  environment.name = named == root ? std::string(BaseName(named)) : RelativePath(named, root);
  environment.script_folder = std::string(script_folder);
  environment.version_folders = {std::string(version_folder)};
  Add(environment);
}

bool EnvironmentSearch::AddAround(absl::string_view path) {
  const absl::string_view folder = files_.KindOf(path) == FileKind::kDirectory ? path : DirectoryOf(path);
  const std::string revisions = RevisionFolder(files_, path);
  const auto fits = [&](const Environment& environment) { return IsPartOf(path, environment); };
  if (AddFromAbove(folder, revisions, fits)) return true;
  for (const std::string& above : Upwards(files_, folder)) {
    const std::string versions = JoinPath(above, "versions");
    const bool has_script = files_.KindOf(JoinPath(above, "env.py")) == FileKind::kFile;
    const bool has_versions = files_.KindOf(versions) == FileKind::kDirectory;
    if (has_versions && (has_script || IsBelow(path, versions) || path == above)) {
      AddAlone(above, revisions.empty() ? versions : revisions);
      return true;
    }
  }
  if (!revisions.empty()) AddAlone("", revisions);
  return !revisions.empty();
}

std::vector<Environment> EnvironmentSearch::WithSubfolders(const Environment& environment) const {
  std::vector<Environment> divided;
  if (environment.recursive) return divided;
  for (const std::string& versions : environment.version_folders) {
    const absl::StatusOr<std::vector<DirectoryEntry>> entries = files_.List(versions);
    if (!entries.ok()) continue;
    for (const DirectoryEntry& entry : *entries) {
      const std::string folder = JoinPath(versions, entry.name);
      if (entry.kind == FileKind::kDirectory && !RevisionFolder(files_, folder).empty()) {
        divided.push_back(WithRevisionsIn(environment, folder));
      }
    }
  }
  return divided;
}

}  // namespace retort
