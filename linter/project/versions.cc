#include "linter/project/versions.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/project/postgres_image.h"
#include "linter/project/requirement.h"
#include "linter/source/ini.h"

namespace retort {
namespace {

constexpr absl::string_view kPackages[] = {"alembic", "sqlalchemy"};

// The newest release of each major version.
std::vector<Version> Newest(absl::string_view package) {
  if (package == "alembic") return {{0, 9}, Versions().alembic.version};
  return {{0, 9}, {1, 4}, Versions().sqlalchemy.version};
}

std::string DriverOfPackage(absl::string_view package) {
  if (package == "psycopg2-binary") return "psycopg2";
  if (package == "psycopg-binary") return "psycopg";
  for (const absl::string_view driver : {"asyncpg", "psycopg", "psycopg2", "pg8000"}) {
    if (package == driver) return std::string(driver);
  }
  return "";
}

bool IsYaml(absl::string_view name) { return absl::EndsWith(name, ".yml") || absl::EndsWith(name, ".yaml"); }

// Both take a name as seen from the folder that is read.
bool IsDependencyFile(absl::string_view name) {
  for (const absl::string_view known :
       {"poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "Pipfile", "pyproject.toml", "setup.cfg"}) {
    if (name == known) return true;
  }
  return absl::StartsWith(name, "requirements") && (absl::EndsWith(name, ".txt") || absl::EndsWith(name, ".in"));
}

bool NamesImages(absl::string_view name) {
  if (!IsYaml(name)) return false;
  const absl::string_view base = BaseName(name);
  return name == ".gitlab-ci.yml" || IsBelow(name, ".github/workflows") || absl::StartsWith(base, "docker-compose") ||
         absl::StartsWith(base, "compose.") || absl::StartsWith(base, "compose-");
}

// Sub-folders that speak for the folder they are in, by their path from there.
bool SpeaksForItsParent(absl::string_view path) {
  for (const absl::string_view known : {".github", ".github/workflows", ".devcontainer", "requirements", "compose"}) {
    if (path == known) return true;
  }
  const absl::string_view first = path.substr(0, path.find('/'));
  return (absl::StartsWith(first, "docker") || absl::StartsWith(first, "deploy")) &&
         std::count(path.begin(), path.end(), '/') < 2;
}

// The files of a folder and of the sub-folders that speak for it, by their path from there.
std::vector<std::string> FilesOf(const Files& files, absl::string_view folder) {
  std::vector<std::string> names;
  std::vector<std::string> todo = {""};
  while (!todo.empty()) {
    const std::string below = std::move(todo.back());
    todo.pop_back();
    const absl::StatusOr<std::vector<DirectoryEntry>> entries =
        files.List(below.empty() ? std::string(folder) : JoinPath(folder, below));
    if (!entries.ok()) continue;
    for (const DirectoryEntry& entry : *entries) {
      std::string path = JoinPath(below, entry.name);
      if (entry.kind == FileKind::kFile) {
        names.push_back(std::move(path));
      } else if (entry.kind == FileKind::kDirectory && !entry.is_link && SpeaksForItsParent(path)) {
        todo.push_back(std::move(path));
      }
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Versions VersionReader::Read(const Environment& environment, absl::string_view root) {
  absl::string_view start = environment.config_path.empty() ? absl::string_view(environment.script_folder)
                                                            : DirectoryOf(environment.config_path);
  if (start.empty() && !environment.version_folders.empty()) start = environment.version_folders.front();
  std::vector<const Folder*> folders;
  for (absl::string_view path = start; !path.empty(); path = DirectoryOf(path)) {
    folders.push_back(&ReadFolder(std::string(path)));
    if (path == root || path == "/" || !IsBelow(path, root)) break;
  }
  Versions versions;
  Decide(folders, "alembic", versions.alembic);
  Decide(folders, "sqlalchemy", versions.sqlalchemy);
  const auto older = [](const SoftwareVersion& a, const SoftwareVersion& b) { return a.version < b.version; };
  const auto with_images = std::find_if(folders.begin(), folders.end(), [](auto* f) { return !f->postgres.empty(); });
  if (with_images != folders.end()) {
    versions.postgres = *std::min_element((*with_images)->postgres.begin(), (*with_images)->postgres.end(), older);
  }
  versions.driver = DriverOfUrl(environment);
  versions.driver_from = versions.driver.empty() ? "" : std::string(BaseName(environment.config_path));
  const auto with_driver = std::find_if(folders.begin(), folders.end(), [](auto* f) { return !f->drivers.empty(); });
  if (versions.driver.empty() && with_driver != folders.end() && (*with_driver)->drivers.size() == 1) {
    std::tie(versions.driver, versions.driver_from) = *(*with_driver)->drivers.begin();
  }
  return versions;
}

void VersionReader::Decide(const std::vector<const Folder*>& folders, const std::string& package,
                           SoftwareVersion& version) {
  std::optional<Constraint> bound;
  for (const Folder* folder : folders) {
    const auto found = folder->packages.find(package);
    if (found == folder->packages.end()) continue;
    for (const Constraint& constraint : found->second) {
      // A lock further up that the nearer bound excludes belongs to another project.
      if (constraint.exact && (!bound.has_value() || constraint.version <= bound->version)) {
        version = {constraint.version, constraint.from};
        return;
      }
    }
    if (!bound.has_value()) bound = found->second.front();
  }
  if (bound.has_value()) version = {bound->version, bound->from};
}

const VersionReader::Folder& VersionReader::ReadFolder(const std::string& path) {
  const auto [entry, is_new] = folders_.try_emplace(path);
  Folder& folder = entry->second;
  if (!is_new) return folder;
  for (const std::string& name : FilesOf(files_, path)) {
    if (IsDependencyFile(name)) ReadDependencies(path, name, folder);
    if (NamesImages(name)) ReadImages(path, name, folder);
  }
  for (auto& [package, constraints] : folder.packages) {
    std::stable_sort(constraints.begin(), constraints.end(), [](const Constraint& a, const Constraint& b) {
      return a.exact != b.exact ? a.exact : a.version < b.version;
    });
  }
  return folder;
}

void VersionReader::ReadDependencies(const std::string& path, const std::string& name, Folder& folder) const {
  const absl::StatusOr<std::string> text = files_.Read(JoinPath(path, name));
  if (!text.ok()) return;
  for (const Requirement& requirement : ReadRequirements(BaseName(name), *text)) {
    const std::string driver = DriverOfPackage(requirement.package);
    if (!driver.empty()) folder.drivers.emplace(driver, name);
    for (const absl::string_view package : kPackages) {
      if (requirement.package != package) continue;
      const std::optional<Resolved> resolved = ResolveSpecifier(requirement.specifier, Newest(package));
      if (!resolved.has_value()) continue;
      folder.packages[requirement.package].push_back({resolved->version, resolved->exact, name});
    }
  }
}

void VersionReader::ReadImages(const std::string& path, const std::string& name, Folder& folder) const {
  const absl::StatusOr<std::string> text = files_.Read(JoinPath(path, name));
  if (!text.ok()) return;
  for (const Version& version : ReadPostgresImages(*text)) folder.postgres.push_back({version, name});
}

// Only a URL that names its driver: env.py often replaces the rest.
std::string VersionReader::DriverOfUrl(const Environment& environment) const {
  if (!absl::EndsWith(environment.config_path, ".ini")) return "";
  const absl::StatusOr<std::string> text = files_.Read(environment.config_path);
  if (!text.ok()) return "";
  const std::optional<MappedText> url = ParseIni(0, *text).Get("alembic", "sqlalchemy.url");
  if (!url.has_value()) return "";
  absl::string_view scheme = absl::string_view(url->text()).substr(0, url->text().find("://"));
  if (!absl::ConsumePrefix(&scheme, "postgresql+")) return "";
  return scheme == "psycopg_async" ? "psycopg" : std::string(scheme);
}

}  // namespace retort
