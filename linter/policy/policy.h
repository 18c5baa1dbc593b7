// What holds at one place of a project, after the presets, the configuration file, what it extends, and the command
// line: the same type for every command and the language server.
//
//   absl::StatusOr<const Policy*> policy = finder.For("/repo/services/billing");
//   policy->StateOf(rule, "/repo/services/billing/versions/1_a.py").on

#ifndef RETORT_LINTER_POLICY_POLICY_H_
#define RETORT_LINTER_POLICY_POLICY_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/versions.h"
#include "linter/finding/finding.h"
#include "linter/policy/path_pattern.h"
#include "linter/policy/rule_layer.h"
#include "rules/rule.h"

namespace retort {

// What makes a run fail: a finding of this severity or a higher one.
enum class FailOn { kInfo, kWarning, kError, kNever };

absl::string_view FailOnName(FailOn fail_on);
inline bool Fails(Severity severity, FailOn fail_on) { return static_cast<int>(severity) >= static_cast<int>(fail_on); }

// A finding that the project accepts, written in the configuration because it has no line of its own.
struct Allowance {
  std::string rule;
  std::string revision;             // empty: any
  std::optional<PathPattern> path;  // relative to the folder; nothing: any
  std::string reason;
  std::string folder;
  std::string file;  // where it is written
  size_t begin = 0;  // the bytes of its `rule`
  size_t end = 0;
};

struct Policy {
  std::string file;    // the configuration that was found; empty: none
  std::string folder;  // of that file
  std::vector<RuleLayer> layers;
  std::vector<Allowance> allowances;
  Chosen<FailOn> fail_on = {FailOn::kError};
  Chosen<std::string> base;      // a git revision; empty: the remote's default branch
  Chosen<std::string> baseline;  // an absolute path; empty: retort-baseline.json beside the configuration, if there
  std::optional<Chosen<Version>> postgres = {};  // instead of what the project's files say
  std::optional<Chosen<Version>> sqlalchemy = {};
  std::optional<Chosen<Version>> alembic = {};
  std::optional<Chosen<std::string>> driver = {};
  std::vector<Chosen<std::string>> small_tables;
  OptionValues options;
  std::map<const void*, Origin> option_origins;  // by the option

  RuleState StateOf(const Rule& rule, absl::string_view path) const { return retort::StateOf(rule, path, layers); }
};

// Nothing is configured: the recommended rules.
Policy DefaultPolicy();

}  // namespace retort

#endif  // RETORT_LINTER_POLICY_POLICY_H_
