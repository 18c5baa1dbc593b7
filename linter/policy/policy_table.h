// Reads the table of a configuration, [tool.retort] or the whole retort.toml, into a policy. What is wrong is a problem
// of the site, with its place and the nearest valid word; everything else is read on.

#ifndef RETORT_LINTER_POLICY_POLICY_TABLE_H_
#define RETORT_LINTER_POLICY_POLICY_TABLE_H_

#include <string>
#include <vector>

#include "linter/policy/policy.h"
#include "linter/policy/toml_site.h"

namespace retort {

// One word of `extends`.
struct Extension {
  std::string word;
  toml::source_position at;
  Origin from;
};

// What the table extends; "recommended" when it does not say.
std::vector<Extension> ReadExtensions(const toml::table& table, TomlSite& site);

// Adds everything but `extends` on top of what the policy has.
void ReadPolicyTable(const toml::table& table, TomlSite& site, Policy& policy);

// [rules.<id>] and [[allow]], which have files of their own.
void ReadRuleOptions(const toml::node& node, TomlSite& site, Policy& policy);
void ReadAllowances(const toml::node& node, TomlSite& site, Policy& policy);

// Complains unless the node is a text, or a list of texts.
std::string ReadText(absl::string_view name, const toml::node& node, TomlSite& site);
std::vector<std::string> ReadTexts(absl::string_view name, const toml::node& node, TomlSite& site);
// Each table of [[name]].
std::vector<const toml::table*> ReadTables(absl::string_view name, const toml::node& node, TomlSite& site);

}  // namespace retort

#endif  // RETORT_LINTER_POLICY_POLICY_TABLE_H_
