#include "linter/project/requirement.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "linter/source/ini.h"
#include "toml++/toml.h"

namespace retort {
namespace {

std::string Normalised(absl::string_view package) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(absl::StripAsciiWhitespace(package)), {{"_", "-"}, {".", "-"}});
}

// PEP 508: `name[extra] (specifier) ; marker`. A URL says nothing about the version.
void AddLine(absl::string_view line, std::vector<Requirement>& found) {
  line = line.substr(0, std::min(line.find('#'), line.find(';')));
  line = line.substr(0, line.find(" --"));
  line = absl::StripAsciiWhitespace(line);
  size_t name_end = 0;
  while (name_end < line.size() && (absl::ascii_isalnum(line[name_end]) || absl::StrContains("-_.", line[name_end]))) {
    ++name_end;
  }
  if (name_end == 0 || !absl::ascii_isalnum(line[0])) return;
  absl::string_view rest = absl::StripLeadingAsciiWhitespace(line.substr(name_end));
  if (absl::StartsWith(rest, "[")) rest.remove_prefix(std::min(rest.find(']'), rest.size() - 1) + 1);
  if (absl::StrContains(rest, '@')) rest = "";
  std::string specifier = absl::StrReplaceAll(rest, {{"(", ""}, {")", ""}, {" ", ""}, {"\\", ""}});
  found.push_back({Normalised(line.substr(0, name_end)), std::move(specifier)});
}

void AddLines(absl::string_view text, std::vector<Requirement>& found) {
  for (const absl::string_view line : absl::StrSplit(text, absl::ByAnyChar("\r\n"))) AddLine(line, found);
}

// `name = "x"` followed by `version = "1.2"`, each on a line of its own: what poetry, uv and pdm write.
std::vector<Requirement> ReadTomlLock(absl::string_view text) {
  std::vector<Requirement> found;
  std::string name;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    line = absl::StripTrailingAsciiWhitespace(line);
    if (absl::StartsWith(line, "[")) name.clear();
    const bool quoted = absl::ConsumeSuffix(&line, "\"");
    if (quoted && absl::ConsumePrefix(&line, "name = \"")) name = Normalised(line);
    if (quoted && !name.empty() && absl::ConsumePrefix(&line, "version = \"")) {
      found.push_back({name, absl::StrCat("==", line)});
    }
  }
  return found;
}

std::vector<Requirement> ReadPipfileLock(absl::string_view text) {
  std::vector<Requirement> found;
  const nlohmann::json file = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  for (const char* group : {"default", "develop"}) {
    if (!file.is_object() || !file.contains(group) || !file[group].is_object()) continue;
    for (const auto& [name, package] : file[group].items()) {
      if (!package.is_object() || !package.contains("version") || !package["version"].is_string()) continue;
      found.push_back({Normalised(name), package["version"].get<std::string>()});
    }
  }
  return found;
}

void AddArray(const toml::node* node, std::vector<Requirement>& found) {
  const toml::array* array = node == nullptr ? nullptr : node->as_array();
  if (array == nullptr) return;
  for (const toml::node& item : *array) {
    if (const auto line = item.value_exact<std::string>()) AddLine(*line, found);
  }
}

void AddTableOfArrays(const toml::node* node, std::vector<Requirement>& found) {
  const toml::table* table = node == nullptr ? nullptr : node->as_table();
  if (table == nullptr) return;
  for (const auto& [name, array] : *table) AddArray(&array, found);
}

// `sqlalchemy = "^1.4"` or `sqlalchemy = {version = "^1.4", extras = [...]}`: Poetry and Pipenv.
void AddTable(const toml::node* node, std::vector<Requirement>& found) {
  const toml::table* table = node == nullptr ? nullptr : node->as_table();
  if (table == nullptr) return;
  for (const auto& [key, value] : *table) {
    const toml::table* details = value.as_table();
    const toml::node* version = details == nullptr ? &value : details->get("version");
    const auto text = version == nullptr ? std::nullopt : version->value_exact<std::string>();
    std::string specifier = absl::StrReplaceAll(text.value_or(""), {{" ", ""}});
    if (!specifier.empty() && absl::ascii_isdigit(specifier[0])) specifier = absl::StrCat("==", specifier);
    found.push_back({Normalised(std::string(std::string_view(key))), std::move(specifier)});
  }
}

std::vector<Requirement> ReadToml(absl::string_view text) {
  std::vector<Requirement> found;
  try {
    const toml::table file = toml::parse(std::string_view(text.data(), text.size()));
    AddArray(file.at_path("project.dependencies").node(), found);
    AddTableOfArrays(file.at_path("project.optional-dependencies").node(), found);
    AddTableOfArrays(file.at_path("dependency-groups").node(), found);
    AddTable(file.at_path("tool.poetry.dependencies").node(), found);
    AddTable(file.at_path("packages").node(), found);
    AddTable(file.at_path("dev-packages").node(), found);
    if (const toml::table* groups = file.at_path("tool.poetry.group").as_table()) {
      for (const auto& [name, group] : *groups) {
        if (const toml::table* table = group.as_table()) AddTable(table->get("dependencies"), found);
      }
    }
  } catch (const toml::parse_error&) {
    // Discovery notes it where it matters.
  }
  return found;
}

std::vector<Requirement> ReadSetupCfg(absl::string_view text) {
  std::vector<Requirement> found;
  const Ini ini = ParseIni(0, text);
  if (const IniSection* options = ini.Find("options")) {
    if (const IniEntry* packages = options->Find("install_requires")) AddLines(packages->raw.text(), found);
  }
  if (const IniSection* extras = ini.Find("options.extras_require")) {
    for (const IniEntry& extra : extras->entries) AddLines(extra.raw.text(), found);
  }
  return found;
}

// "1.4.46", "2.0.0rc1", "1.4.*"; the number of parts that are given.
struct Parsed {
  Version version;
  int parts = 0;
};

Parsed ParseVersion(absl::string_view text) {
  Parsed parsed;
  for (const absl::string_view part : absl::StrSplit(text, '.')) {
    size_t digits = 0;
    while (digits < part.size() && absl::ascii_isdigit(part[digits])) ++digits;
    int number = 0;
    if (digits == 0 || !absl::SimpleAtoi(part.substr(0, digits), &number)) break;
    if (parsed.parts == 0) parsed.version.major = number;
    if (parsed.parts == 1) parsed.version.minor = number;
    ++parsed.parts;
  }
  return parsed;
}

// The newest release before `bound`; of the first major version that is known, or the bound's predecessor by counting.
Version NewestBefore(Version bound, const std::vector<Version>& newest) {
  if (bound.minor > 0) return std::min<Version>({bound.major, bound.minor - 1}, newest.back());
  for (auto known = newest.rbegin(); known != newest.rend(); ++known) {
    if (known->major < bound.major) return *known;
  }
  return {std::max(0, bound.major - 1), 0};
}

std::optional<Resolved> ResolveClause(absl::string_view clause, const std::vector<Version>& newest) {
  size_t begin = 0;
  while (begin < clause.size() && absl::StrContains("=~^<>!", clause[begin])) ++begin;
  const absl::string_view comparison = clause.substr(0, begin);
  const absl::string_view text = clause.substr(begin);
  const Parsed bound = ParseVersion(absl::StripPrefix(text, "v"));
  if (bound.parts == 0) return std::nullopt;
  const Resolved same_line = {bound.version, false};
  const Resolved same_major = {NewestBefore({bound.version.major + 1, 0}, newest), false};
  const bool is_prefix = absl::StrContains(text, '*');
  if (comparison == "==" || comparison == "===" || comparison.empty()) {
    if (is_prefix) return bound.parts == 1 ? same_major : same_line;
    return Resolved{bound.version, true};
  }
  if (comparison == "<=") return same_line;
  if (comparison == "<") {
    // "<1.4.5" leaves releases of 1.4; "<1.4" and "<1.4.0" do not.
    const bool same = bound.parts > 2 && !absl::EndsWith(text, ".0");
    return same ? same_line : Resolved{NewestBefore(bound.version, newest), false};
  }
  if (comparison == "~=") return bound.parts <= 2 ? same_major : same_line;
  if (comparison == "~") return bound.parts == 1 ? same_major : same_line;
  if (comparison == "^") return bound.version.major == 0 ? same_line : same_major;
  return std::nullopt;
}

}  // namespace

std::vector<Requirement> ReadRequirements(absl::string_view file_name, absl::string_view text) {
  if (file_name == "poetry.lock" || file_name == "uv.lock" || file_name == "pdm.lock") return ReadTomlLock(text);
  if (file_name == "Pipfile.lock") return ReadPipfileLock(text);
  if (file_name == "pyproject.toml" || file_name == "Pipfile") return ReadToml(text);
  if (file_name == "setup.cfg") return ReadSetupCfg(text);
  std::vector<Requirement> found;
  AddLines(text, found);
  return found;
}

std::optional<Resolved> ResolveSpecifier(absl::string_view specifier, const std::vector<Version>& newest) {
  std::optional<Resolved> best;
  for (const absl::string_view clause : absl::StrSplit(specifier, ',', absl::SkipEmpty())) {
    const std::optional<Resolved> resolved = ResolveClause(clause, newest);
    if (!resolved.has_value()) continue;
    if (!best.has_value() || resolved->exact || resolved->version < best->version) best = resolved;
  }
  return best;
}

}  // namespace retort
