#include "linter/policy/policy_finder.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/policy/policy_table.h"

namespace retort {
namespace {

constexpr absl::string_view kOwnFile = "retort.toml";
constexpr absl::string_view kSharedFile = "pyproject.toml";
constexpr size_t kLongestChain = 20;

bool IsShared(absl::string_view file) { return BaseName(file) == kSharedFile; }

// The upper policy's values over the lower one's.
void Overlay(Policy upper, Policy& lower) {
  const auto append = [](auto& from, auto& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  append(upper.layers, lower.layers);
  append(upper.allowances, lower.allowances);
  append(upper.small_tables, lower.small_tables);
  const auto is_set = [](const Origin& from) { return from.source != Chosen<int>().from.source; };
  if (is_set(upper.fail_on.from)) lower.fail_on = upper.fail_on;
  if (is_set(upper.base.from)) lower.base = upper.base;
  if (is_set(upper.baseline.from)) lower.baseline = upper.baseline;
  if (upper.postgres.has_value()) lower.postgres = upper.postgres;
  if (upper.sqlalchemy.has_value()) lower.sqlalchemy = upper.sqlalchemy;
  if (upper.alembic.has_value()) lower.alembic = upper.alembic;
  if (upper.driver.has_value()) lower.driver = upper.driver;
  for (const auto& [option, from] : upper.option_origins) {
    lower.options.Set(option, *upper.options.Find(option));
    lower.option_origins[option] = from;
  }
}

Policy PresetPolicy(Preset preset, const Extension& extension) {
  Policy policy;
  policy.layers.push_back({.preset = preset, .from = extension.from});
  if (preset == Preset::kStrict) policy.fail_on = {FailOn::kWarning, extension.from};
  return policy;
}

// The table of the file; nothing when a shared file has none.
const toml::table* TableIn(const toml::table& file, absl::string_view path) {
  return IsShared(path) ? file["tool"]["retort"].as_table() : &file;
}

absl::Status Mistakes(const std::vector<std::string>& problems) {
  return absl::InvalidArgumentError(absl::StrJoin(problems, "\n"));
}

}  // namespace

std::string PolicyFinder::Shown(absl::string_view path) const {
  return Printable(working_directory_.empty() ? std::string(path) : RelativePath(path, working_directory_));
}

bool PolicyFinder::HasTable(const std::string& pyproject) const {
  const absl::StatusOr<std::string> text = files_.Read(pyproject);
  if (!text.ok() || !absl::StrContains(*text, "retort") || NestsTooDeep(*text)) return false;
  try {
    const toml::table file = toml::parse(*text);
    return TableIn(file, pyproject) != nullptr;
  } catch (const toml::parse_error&) {
    return absl::StrContains(*text, "[tool.retort");  // what is wrong with it is said when it is read
  }
}

std::string PolicyFinder::FileFor(absl::string_view folder) {
  const auto known = file_of_.find(folder);
  if (known != file_of_.end()) return known->second;
  std::string file = JoinPath(folder, kOwnFile);
  if (files_.KindOf(file) == FileKind::kNone) {
    file = JoinPath(folder, kSharedFile);
    const bool is_top = folder == "/" || folder.empty() || files_.KindOf(JoinPath(folder, ".git")) != FileKind::kNone;
    if (files_.KindOf(file) != FileKind::kFile || !HasTable(file)) {
      file = is_top ? std::string() : FileFor(DirectoryOf(folder));
    }
  }
  return file_of_[std::string(folder)] = file;
}

absl::StatusOr<const Policy*> PolicyFinder::For(absl::string_view folder) {
  const std::string file = FileFor(folder);
  if (!file.empty()) return In(file);
  return &*by_file_.try_emplace("", DefaultPolicy()).first->second;
}

absl::StatusOr<const Policy*> PolicyFinder::In(const std::string& file) {
  auto found = by_file_.find(file);
  if (found == by_file_.end()) {
    std::vector<std::string> chain;
    absl::StatusOr<Policy> policy = Read(file, chain);
    if (policy.ok()) {
      policy->file = file;
      policy->folder = std::string(DirectoryOf(file));
    }
    found = by_file_.emplace(file, std::move(policy)).first;
  }
  if (!found->second.ok()) return found->second.status();
  return &*found->second;
}

// Reads `file`, which the files of `chain` led to.
absl::StatusOr<Policy> PolicyFinder::Read(const std::string& file, std::vector<std::string>& chain) {
  const absl::StatusOr<std::string> text = files_.Read(file);
  const std::string shown = Shown(file);
  if (!text.ok()) return absl::InvalidArgumentError(absl::StrCat("configuration ", text.status().message()));
  if (NestsTooDeep(*text)) return absl::InvalidArgumentError(absl::StrCat(shown, ": a line nests too deeply"));
  TomlSite site(file, shown, *text);
  toml::table parsed;
  try {
    parsed = toml::parse(*text);
  } catch (const toml::parse_error& error) {
    site.ComplainAt(error.source().begin, ViewOf(error.description()));
    return Mistakes(site.Problems());
  }
  const toml::table* table = TableIn(parsed, file);
  if (table == nullptr) return absl::InvalidArgumentError(absl::StrCat(shown, ": there is no table [tool.retort]"));

  Policy policy;
  const std::vector<Extension> extensions = ReadExtensions(*table, site);
  if (extensions.empty()) policy.layers.push_back({.alone = true, .from = {file, 0}});
  chain.push_back(files_.RealPath(file));
  for (const Extension& extension : extensions) {
    absl::StatusOr<Policy> lower = Extended(extension, site, chain);
    if (!lower.ok()) return lower.status();
    Overlay(*std::move(lower), policy);
  }
  chain.pop_back();
  Policy own;
  ReadPolicyTable(*table, site, own);
  if (!site.Problems().empty()) return Mistakes(site.Problems());
  Overlay(std::move(own), policy);
  return policy;
}

absl::StatusOr<Policy> PolicyFinder::Extended(const Extension& extension, TomlSite& site,
                                              std::vector<std::string>& chain) {
  if (const std::optional<Preset> preset = PresetNamed(extension.word)) return PresetPolicy(*preset, extension);
  const bool is_path = absl::StrContains(extension.word, '/') || absl::EndsWith(extension.word, ".toml");
  const std::string file = NormalPath(JoinPath(DirectoryOf(site.path()), extension.word));
  if (!is_path) {
    site.ComplainAt(extension.at, absl::StrCat("there is no preset \"", Printable(extension.word), "\"",
                                               DidYouMean(extension.word, PresetNames()), "; it is one of ",
                                               absl::StrJoin(PresetNames(), ", "), ", or the path of a .toml file"));
  } else if (files_.KindOf(file) != FileKind::kFile) {
    site.ComplainAt(extension.at, absl::StrCat("there is no file ", Shown(file)));
  } else if (std::find(chain.begin(), chain.end(), files_.RealPath(file)) != chain.end()) {
    std::vector<std::string> names;
    for (const std::string& link : chain) names.push_back(Shown(link));
    site.ComplainAt(extension.at, absl::StrCat("extends leads back to where it began: ", absl::StrJoin(names, " -> "),
                                               " -> ", Shown(file)));
  } else if (chain.size() >= kLongestChain) {
    site.ComplainAt(extension.at, absl::StrCat("more than ", kLongestChain, " files extend each other"));
  } else {
    return Read(file, chain);
  }
  return Policy();
}

}  // namespace retort
