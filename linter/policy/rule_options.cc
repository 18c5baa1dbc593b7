#include <algorithm>

#include "absl/strings/str_join.h"
#include "linter/policy/policy_keys.h"
#include "linter/policy/policy_table.h"
#include "linter/source/files.h"

namespace retort {
namespace {

// Reads the value of an option; nothing when it is of another type or out of bounds.
class OptionReader {
 public:
  OptionReader(const toml::node& node, TomlSite& site, Policy& policy) : node_(node), site_(site), policy_(policy) {}

  void operator()(std::monostate) {}
  void operator()(const NumberOption* option) {
    const auto* number = node_.as_integer();
    if (number == nullptr) return site_.Complain(node_, absl::StrCat(option->name, " is a whole number"));
    if (number->get() < option->least || number->get() > option->most) {
      return site_.Complain(node_, absl::StrCat(option->name, " is between ", option->least, " and ", option->most,
                                                ", not ", number->get()));
    }
    Set(option, number->get());
  }
  void operator()(const FlagOption* option) {
    const auto* flag = node_.as_boolean();
    if (flag == nullptr) return site_.Complain(node_, absl::StrCat(option->name, " is true or false"));
    Set(option, flag->get());
  }
  void operator()(const ListOption* option) { Set(option, ReadTexts(option->name, node_, site_)); }

 private:
  void Set(const void* option, OptionValues::Any value) {
    policy_.options.Set(option, std::move(value));
    policy_.option_origins[option] = site_.OriginOf(node_);
  }

  const toml::node& node_;
  TomlSite& site_;
  Policy& policy_;
};

void ReadOptionsOf(const Rule& rule, const toml::table& table, TomlSite& site, Policy& policy) {
  for (const auto& [key, node] : table) {
    const absl::string_view name = ViewOf(key.str());
    std::vector<std::string> names;
    bool found = false;
    for (const AnyOption& option : rule.options) {
      if (NameOf(option).empty()) continue;
      names.emplace_back(NameOf(option));
      if (NameOf(option) != name) continue;
      std::visit(OptionReader(node, site, policy), option);
      found = true;
    }
    if (found) continue;
    site.Complain(key, absl::StrCat(rule.id, " has no option \"", Printable(name), "\"", DidYouMean(name, names),
                                    names.empty() ? "; it has none" : "; it has ", absl::StrJoin(names, ", ")));
  }
}

void ReadAllowanceKey(const toml::key& key, const toml::node& value, TomlSite& site, Allowance& allowance) {
  const absl::string_view name = ViewOf(key.str());
  const std::vector<std::string> names = NamesOf(AllowanceKeys());
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    return site.Complain(key, absl::StrCat("there is no key of an allowance called \"", Printable(name), "\"",
                                           DidYouMean(name, names), "; it is one of ", absl::StrJoin(names, ", ")));
  }
  const std::string text = ReadText(name, value, site);
  if (name == "revision") allowance.revision = text;
  if (name == "reason") allowance.reason = text;
  if (name == "path" && !text.empty()) allowance.path.emplace(text);
  if (name != "rule") return;
  allowance.rule = text;
  allowance.begin = site.OffsetOf(value.source().begin);
  allowance.end = site.OffsetOf(value.source().end);
  if (value.is_string() && FindRule(text) == nullptr) site.Complain(value, NoSuchRuleWord(text));
}

}  // namespace

void ReadRuleOptions(const toml::node& node, TomlSite& site, Policy& policy) {
  const toml::table* rules = node.as_table();
  if (rules == nullptr) return site.Complain(node, "rules is a table of tables: [rules.revision-id-too-long]");
  std::vector<std::string> ids;
  for (const Rule* rule : AllRules()) ids.emplace_back(rule->id);
  for (const auto& [key, value] : *rules) {
    const absl::string_view id = ViewOf(key.str());
    const Rule* rule = FindRule(id);
    if (rule == nullptr) {
      site.Complain(key, absl::StrCat("there is no rule \"", Printable(id), "\"", DidYouMean(id, ids),
                                      "; `retort rules` lists them"));
    } else if (const toml::table* table = value.as_table()) {
      ReadOptionsOf(*rule, *table, site, policy);
    } else {
      site.Complain(value, absl::StrCat("rules.", id,
                                        " is a table of options; severity, select and ignore say "
                                        "whether it is on"));
    }
  }
}

void ReadAllowances(const toml::node& node, TomlSite& site, Policy& policy) {
  for (const toml::table* table : ReadTables("allow", node, site)) {
    Allowance allowance;
    allowance.folder = std::string(DirectoryOf(site.path()));
    allowance.file = site.path();
    allowance.begin = allowance.end = site.OffsetOf(table->source().begin);
    for (const auto& [key, value] : *table) ReadAllowanceKey(key, value, site, allowance);
    if (!table->contains("rule")) site.Complain(*table, "an allowance needs a rule");
    if (allowance.revision.empty() && !allowance.path.has_value()) {
      site.Complain(*table, "an allowance needs a revision or a path; `ignore` turns a rule off everywhere");
    }
    policy.allowances.push_back(std::move(allowance));
  }
}

}  // namespace retort
