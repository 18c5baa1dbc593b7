#include "linter/policy/policy_table.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "absl/strings/str_join.h"
#include "linter/policy/policy_keys.h"
#include "linter/policy/version_text.h"
#include "linter/source/files.h"

namespace retort {
namespace {

absl::string_view TypeName(const toml::node& node) {
  if (node.is_string()) return "a text";
  if (node.is_array()) return "a list";
  if (node.is_table()) return "a table";
  if (node.is_number()) return "a number";
  return node.is_boolean() ? "true or false" : "a date";
}

void Mismatch(absl::string_view name, absl::string_view expected, const toml::node& node, TomlSite& site) {
  site.Complain(node, absl::StrCat(name, " is ", expected, ", not ", TypeName(node)));
}

std::string OneOf(absl::string_view what, absl::string_view word, const std::vector<std::string>& words) {
  return absl::StrCat("there is no ", what, " \"", Printable(word), "\"", DidYouMean(word, words), "; it is one of ",
                      absl::StrJoin(words, ", "));
}

// Rules and categories that a layer turns on or off.
void ReadTurns(absl::string_view name, const toml::node& node, bool on, TomlSite& site, RuleLayer& layer) {
  const toml::array* array = node.as_array();
  if (array == nullptr) return Mismatch(name, "a list of rules and categories", node, site);
  const std::vector<std::string> words = RuleWords();
  for (const toml::node& item : *array) {
    const std::string word = ReadText(absl::StrCat("an item of ", name), item, site);
    if (!item.is_string()) continue;
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      site.Complain(item, NoSuchRuleWord(word));
    } else {
      layer.turns.push_back({.word = word, .on = on, .from = site.OriginOf(item)});
    }
  }
}

void ReadSeverities(const toml::node& node, TomlSite& site, RuleLayer& layer) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return Mismatch("severity", "a table of rules and categories", node, site);
  const std::vector<std::string> words = RuleWords(), levels = {"error", "warning", "info", "off"};
  for (const auto& [key, value] : *table) {
    const std::string word(key.str());
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      site.Complain(key, NoSuchRuleWord(word));
      continue;
    }
    const std::string level = ReadText(absl::StrCat("the severity of ", word), value, site);
    if (!value.is_string()) continue;
    RuleTurn turn = {.word = word, .from = site.OriginOf(value)};
    if (level == "error") turn.severity = Severity::kError;
    if (level == "warning") turn.severity = Severity::kWarning;
    if (level == "info") turn.severity = Severity::kInfo;
    if (level == "off") turn.on = false;
    if (turn.on && !turn.severity.has_value()) site.Complain(value, OneOf("severity", level, levels));
    layer.turns.push_back(std::move(turn));
  }
}

// The three keys that a file and an override have in common; false when it is none of them.
bool ReadRuleKey(const toml::key& key, const toml::node& node, TomlSite& site, RuleLayer& layer) {
  if (key.str() == "select") return ReadTurns("select", node, true, site, layer), true;
  if (key.str() == "ignore") return ReadTurns("ignore", node, false, site, layer), true;
  if (key.str() == "severity") return ReadSeverities(node, site, layer), true;
  return false;
}

void ReadOverride(const toml::table& table, TomlSite& site, Policy& policy) {
  RuleLayer layer;
  layer.folder = std::string(DirectoryOf(site.path()));
  layer.from = site.OriginOf(table);
  for (const auto& [key, node] : table) {
    if (key.str() == "paths") {
      for (const std::string& pattern : ReadTexts("paths", node, site)) layer.paths.emplace_back(pattern);
    } else if (!ReadRuleKey(key, node, site, layer)) {
      site.Complain(key, OneOf("key of an override called", ViewOf(key.str()), NamesOf(OverrideKeys())));
    }
  }
  if (!table.contains("paths")) site.Complain(table, "an override needs paths");
  if (layer.paths.empty()) return;
  policy.layers.push_back(std::move(layer));
}

std::optional<Chosen<Version>> ReadVersion(absl::string_view name, const toml::node& node, TomlSite& site) {
  if (!node.is_string() && !node.is_number()) {
    Mismatch(name, "a version", node, site);
    return std::nullopt;
  }
  const absl::StatusOr<Version> version =
      ParseVersion(node.is_string() ? absl::string_view(node.as_string()->get()) : site.TextOf(node));
  if (version.ok()) return Chosen<Version>{*version, site.OriginOf(node)};
  site.Complain(node, absl::StrCat(name, ": ", version.status().message()));
  return std::nullopt;
}

void ReadFailOn(const toml::node& node, TomlSite& site, Policy& policy) {
  const std::string word = ReadText("fail-on", node, site);
  if (!node.is_string()) return;
  for (const FailOn value : {FailOn::kError, FailOn::kWarning, FailOn::kInfo, FailOn::kNever}) {
    if (FailOnName(value) != word) continue;
    policy.fail_on = {value, site.OriginOf(node)};
    return;
  }
  site.Complain(node, OneOf("fail-on", word, {"error", "warning", "info", "never"}));
}

void ReadDriver(const toml::node& node, TomlSite& site, Policy& policy) {
  const std::vector<std::string> drivers = {"asyncpg", "psycopg", "psycopg2", "pg8000"};
  const std::string driver = ReadText("driver", node, site);
  if (!node.is_string()) return;
  if (std::find(drivers.begin(), drivers.end(), driver) == drivers.end()) {
    site.Complain(node, OneOf("driver", driver, drivers));
  } else {
    policy.driver = {driver, site.OriginOf(node)};
  }
}

void ReadBaseline(const toml::node& node, TomlSite& site, Policy& policy) {
  const std::string name = ReadText("baseline", node, site);
  if (!node.is_string()) return;
  if (name.empty()) return site.Complain(node, "baseline needs the name of a file");
  policy.baseline = {NormalPath(JoinPath(DirectoryOf(site.path()), name)), site.OriginOf(node)};
}

// The keys that hold one value each; false when it is none of them.
bool ReadValueKey(absl::string_view key, const toml::node& node, TomlSite& site, Policy& policy) {
  const auto version = [&](std::optional<Chosen<Version>>& target) {
    if (auto read = ReadVersion(key, node, site); read.has_value()) target = read;
    return true;
  };
  if (key == "postgres") return version(policy.postgres);
  if (key == "sqlalchemy") return version(policy.sqlalchemy);
  if (key == "alembic") return version(policy.alembic);
  if (key == "driver") return ReadDriver(node, site, policy), true;
  if (key == "fail-on") return ReadFailOn(node, site, policy), true;
  if (key == "baseline") return ReadBaseline(node, site, policy), true;
  if (key == "base") return policy.base = {ReadText(key, node, site), site.OriginOf(node)}, true;
  if (key == "small-tables") {
    for (std::string& name : ReadTexts(key, node, site)) {
      policy.small_tables.push_back({std::move(name), site.OriginOf(node)});
    }
    return true;
  }
  return false;
}

}  // namespace

std::string ReadText(absl::string_view name, const toml::node& node, TomlSite& site) {
  if (const toml::value<std::string>* text = node.as_string()) return text->get();
  Mismatch(name, "a text", node, site);
  return "";
}

std::vector<std::string> ReadTexts(absl::string_view name, const toml::node& node, TomlSite& site) {
  std::vector<std::string> texts;
  const toml::array* array = node.as_array();
  if (array == nullptr) Mismatch(name, "a list of texts", node, site);
  if (array == nullptr) return texts;
  for (const toml::node& item : *array) texts.push_back(ReadText(absl::StrCat("an item of ", name), item, site));
  return texts;
}

std::vector<const toml::table*> ReadTables(absl::string_view name, const toml::node& node, TomlSite& site) {
  std::vector<const toml::table*> tables;
  const toml::array* array = node.as_array();
  if (array == nullptr) Mismatch(name, absl::StrCat("a list of tables, [[", name, "]]"), node, site);
  if (array == nullptr) return tables;
  for (const toml::node& item : *array) {
    tables.push_back(item.as_table());
    if (tables.back() != nullptr) continue;
    Mismatch(absl::StrCat("an item of ", name), "a table", item, site);
    tables.pop_back();
  }
  return tables;
}

std::vector<Extension> ReadExtensions(const toml::table& table, TomlSite& site) {
  const toml::node* node = table.get("extends");
  if (node == nullptr) return {{"recommended", {}, {"recommended", 0}}};
  std::vector<Extension> words;
  const auto add = [&](const toml::node& item) {
    const std::string word = ReadText("extends", item, site);
    if (item.is_string()) words.push_back({word, item.source().begin, site.OriginOf(item)});
  };
  const toml::array* array = node->as_array();
  if (array == nullptr) add(*node);
  if (array == nullptr) return words;
  for (const toml::node& item : *array) add(item);
  return words;
}

void ReadPolicyTable(const toml::table& table, TomlSite& site, Policy& policy) {
  RuleLayer own;
  own.from = {site.path(), 0};
  std::vector<const toml::table*> overrides;
  for (const auto& [key, node] : table) {
    const absl::string_view name = ViewOf(key.str());
    if (name == "extends" || ReadRuleKey(key, node, site, own) || ReadValueKey(name, node, site, policy)) continue;
    if (name == "rules") {
      ReadRuleOptions(node, site, policy);
    } else if (name == "allow") {
      ReadAllowances(node, site, policy);
    } else if (name == "overrides") {
      overrides = ReadTables(name, node, site);
    } else {
      site.Complain(key, OneOf("key", name, NamesOf(PolicyKeys())));
    }
  }
  policy.layers.push_back(std::move(own));
  for (const toml::table* one : overrides) ReadOverride(*one, site, policy);
}

}  // namespace retort
