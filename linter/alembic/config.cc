#include "linter/alembic/config.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "linter/source/ini.h"
#include "toml++/toml.h"

namespace retort {
namespace {

constexpr absl::string_view kMainSection = "alembic";

// `folder` and the folders above it, up to `root`.
void AddUpwards(absl::string_view folder, absl::string_view root, std::vector<std::string>& folders) {
  const bool is_below = IsBelow(folder, root);
  do {
    if (std::find(folders.begin(), folders.end(), folder) == folders.end()) folders.emplace_back(folder);
    if (!is_below || folder == root) return;
    folder = DirectoryOf(folder);
  } while (!folder.empty());
}

// One section, on its way to an Environment.
class Section {
 public:
  Section(const ConfigurationSite& site, absl::string_view config_path, ConfigurationKeys keys)
      : site_(site), config_path_(config_path), keys_(std::move(keys)) {
    AddUpwards(DirectoryOf(config_path_), site_.root, bases_);
    AddUpwards(site_.working_directory, site_.root, bases_);
  }

  // Adds an environment, or a note that says why there is none. `suffix` tells sections of one file apart.
  void Read(absl::string_view suffix, Configuration& out) const {
    const absl::string_view top = IsBelow(config_path_, site_.root) ? site_.root : site_.working_directory;
    Environment environment;
    environment.name = absl::StrCat(RelativePath(config_path_, top), suffix);
    environment.config_path = config_path_;
    const std::optional<std::string> script_folder = ScriptFolder(environment.name, out.notes);
    if (!script_folder.has_value()) return;
    environment.script_folder = *script_folder;
    environment.version_folders = VersionFolders(environment, out.notes);
    environment.recursive = Text("recursive_version_locations") == "true";
    environment.sourceless = Text("sourceless") == "true";
    const std::string file_template = Text("file_template");
    if (!file_template.empty() && !HasHole(file_template)) environment.file_template = file_template;
    size_t length = 0;
    if (absl::SimpleAtoi(Text("truncate_slug_length"), &length)) environment.slug_length = length;
    environment.timezone = Text("timezone");
    environment.databases = Split(Text("databases"), ",");
    out.environments.push_back(std::move(environment));
  }

 private:
  std::string Text(absl::string_view key) const {
    const auto found = keys_.find(std::string(key));
    return found == keys_.end() || found->second.empty() ? "" : found->second.front();
  }

  static std::vector<std::string> Split(absl::string_view text, absl::string_view any_of) {
    std::vector<std::string> parts;
    for (absl::string_view part : absl::StrSplit(text, absl::ByAnyChar(any_of))) {
      part = absl::StripAsciiWhitespace(part);
      if (!part.empty()) parts.emplace_back(part);
    }
    return parts;
  }

  std::vector<std::string> Paths(absl::string_view key, absl::string_view legacy_separators) const {
    const auto found = keys_.find(std::string(key));
    if (found == keys_.end()) return {};
    if (found->second.size() != 1) return found->second;
    std::string separator = Text("path_separator");
    if (separator.empty() && key == "version_locations") separator = Text("version_path_separator");
    const std::map<absl::string_view, absl::string_view> separators = {
        {"space", " "}, {"newline", "\n"}, {"os", ":"}, {":", ":"}, {";", ";"}};
    const auto named = separators.find(separator);
    return Split(found->second.front(), named == separators.end() ? legacy_separators : named->second);
  }

  // Where a configured path may lead, the likeliest first.
  std::vector<std::string> Candidates(absl::string_view path) const {
    if (absl::StartsWith(path, "/")) return {NormalPath(path)};
    std::vector<std::string> candidates;
    const size_t colon = path.find(':');
    if (colon == absl::string_view::npos) {
      for (const std::string& base : bases_) candidates.push_back(NormalPath(JoinPath(base, path)));
      return candidates;
    }
    // package.module:folder:folder, where Python would find the package.
    const std::string below = absl::StrCat(absl::StrReplaceAll(path.substr(0, colon), {{".", "/"}}), "/",
                                           absl::StrReplaceAll(path.substr(colon + 1), {{":", "/"}}));
    std::vector<std::string> module_folders = Paths("prepend_sys_path", ", :");
    module_folders.insert(module_folders.end(), {".", "src"});
    for (const std::string& base : bases_) {
      for (const std::string& folder : module_folders) {
        candidates.push_back(NormalPath(JoinPath(JoinPath(base, folder), below)));
      }
    }
    return candidates;
  }

  std::optional<std::string> FirstFolder(absl::string_view path) const {
    const std::vector<std::string> candidates = Candidates(path);
    const auto exists = [&](const std::string& folder) { return site_.files.KindOf(folder) == FileKind::kDirectory; };
    const auto found = std::find_if(candidates.begin(), candidates.end(), exists);
    return found == candidates.end() ? std::nullopt : std::optional(*found);
  }

  std::optional<std::string> ScriptFolder(absl::string_view name, std::vector<std::string>& notes) const {
    const std::string location = Text("script_location");
    if (location.empty()) {
      // Flask-Migrate passes the folder of its alembic.ini from code.
      const std::string own_folder(DirectoryOf(config_path_));
      if (IsScriptFolder(site_.files, own_folder)) return own_folder;
      notes.push_back(absl::StrCat(name, ": no script_location, and no env.py beside it"));
      return std::nullopt;
    }
    if (HasHole(location)) {
      notes.push_back(absl::StrCat(name, ": script_location refers to a value that is not in the file"));
      return std::nullopt;
    }
    for (const std::string& candidate : Candidates(location)) {
      if (IsScriptFolder(site_.files, candidate)) return candidate;
    }
    std::optional<std::string> folder = FirstFolder(location);
    if (!folder.has_value()) {
      notes.push_back(absl::StrCat(name, ": script_location \"", location, "\" leads to no folder"));
    }
    return folder;
  }

  std::vector<std::string> VersionFolders(const Environment& environment, std::vector<std::string>& notes) const {
    const std::vector<std::string> locations = Paths("version_locations", ", ");
    if (locations.empty()) return {JoinPath(environment.script_folder, "versions")};
    std::vector<std::string> folders;
    for (const std::string& location : locations) {
      const std::optional<std::string> folder = HasHole(location) ? std::nullopt : FirstFolder(location);
      if (folder.has_value()) {
        folders.push_back(*folder);
      } else {
        const absl::string_view shown = HasHole(location) ? "an entry" : absl::string_view(location);
        notes.push_back(absl::StrCat(environment.name, ": version_locations: ", shown, " leads to no folder"));
      }
    }
    return folders;
  }

  const ConfigurationSite& site_;
  const std::string config_path_;
  const ConfigurationKeys keys_;
  std::vector<std::string> bases_;  // for relative paths
};

// Python's `value % {"here": folder}`, for the two forms that make sense.
std::string ExpandHere(absl::string_view value, absl::string_view folder) {
  return absl::StrReplaceAll(value, {{"%%", "%"}, {"%(here)s", folder}});
}

std::vector<std::string> TomlItems(const toml::node& node, absl::string_view folder) {
  std::vector<std::string> items;
  if (const auto text = node.value_exact<std::string>()) return {ExpandHere(*text, folder)};
  if (const auto truth = node.value_exact<bool>()) return {*truth ? "true" : "false"};
  if (const auto number = node.value_exact<int64_t>()) return {absl::StrCat(*number)};
  if (const toml::array* array = node.as_array()) {
    for (const toml::node& item : *array) {
      if (const auto text = item.value_exact<std::string>()) items.push_back(ExpandHere(*text, folder));
    }
  }
  return items;
}

}  // namespace

ConfigurationKeys ReadPyprojectKeys(absl::string_view path, absl::string_view text, std::vector<std::string>& notes) {
  ConfigurationKeys keys;
  if (!absl::StrContains(text, "alembic")) return keys;
  try {
    const toml::table file = toml::parse(std::string_view(text.data(), text.size()));
    const toml::table* table = file["tool"]["alembic"].as_table();
    if (table == nullptr) return keys;
    for (const auto& [key, node] : *table) {
      keys[std::string(std::string_view(key))] = TomlItems(node, DirectoryOf(path));
    }
  } catch (const toml::parse_error& error) {
    notes.push_back(absl::StrCat(path, ":", error.source().begin.line, ": not valid TOML"));
  }
  return keys;
}

Configuration ReadPyprojectConfiguration(const ConfigurationSite& site, absl::string_view path,
                                         absl::string_view text) {
  Configuration found;
  const ConfigurationKeys keys = ReadPyprojectKeys(path, text, found.notes);
  if (keys.count("script_location") > 0) Section(site, path, keys).Read("", found);
  return found;
}

Configuration ReadIniConfiguration(const ConfigurationSite& site, absl::string_view path, absl::string_view text,
                                   const ConfigurationKeys& pyproject) {
  Configuration found;
  const Ini ini = ParseIni(0, text);
  const IniVariables variables = {{"here", std::string(DirectoryOf(path))}};
  for (const IniSection& section : ini.sections) {
    const bool is_main = section.name == kMainSection;
    if (!is_main && section.Find("script_location") == nullptr) continue;
    ConfigurationKeys keys = is_main ? pyproject : ConfigurationKeys();
    for (const std::vector<IniEntry>* entries : {&ini.defaults.entries, &section.entries}) {
      for (const IniEntry& entry : *entries) {
        if (entry.has_value) keys[entry.key] = {ini.Interpolate(section, entry, variables).text()};
      }
    }
    Section(site, path, std::move(keys)).Read(is_main ? "" : absl::StrCat(" [", section.name, "]"), found);
  }
  return found;
}

bool IsScriptFolder(const Files& files, absl::string_view folder) {
  return files.KindOf(JoinPath(folder, "env.py")) == FileKind::kFile ||
         files.KindOf(JoinPath(folder, "versions")) == FileKind::kDirectory;
}

}  // namespace retort
