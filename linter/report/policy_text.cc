#include "linter/report/policy_text.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/report/place.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

// Lines of three columns.
class Columns {
 public:
  void Add(absl::string_view name, absl::string_view value, absl::string_view from) {
    rows_.push_back({std::string(name), std::string(value), std::string(from)});
  }

  std::string Text() const {
    size_t widths[2] = {0, 0};
    for (const auto& row : rows_) {
      for (int i = 0; i < 2; ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    std::string out;
    for (const auto& [name, value, from] : rows_) {
      absl::StrAppendFormat(&out, "  %-*s  %-*s  %s\n", static_cast<int>(widths[0]), name, static_cast<int>(widths[1]),
                            value, from);
    }
    return out;
  }

 private:
  std::vector<std::array<std::string, 3>> rows_;
};

std::string VersionText(const Version& version) { return absl::StrCat(version.major, ".", version.minor); }

struct OptionText {
  const OptionValues& values;

  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const NumberOption* option) const {
    const OptionValues::Any* value = values.Find(option);
    return absl::StrCat(value == nullptr ? option->otherwise : std::get<int64_t>(*value));
  }
  std::string operator()(const FlagOption* option) const {
    const OptionValues::Any* value = values.Find(option);
    return (value == nullptr ? option->otherwise : std::get<bool>(*value)) ? "true" : "false";
  }
  std::string operator()(const ListOption* option) const {
    const OptionValues::Any* value = values.Find(option);
    if (value == nullptr) return "[]";
    return absl::StrCat("[", absl::StrJoin(std::get<std::vector<std::string>>(*value), ", "), "]");
  }
};

class PolicyWriter {
 public:
  PolicyWriter(const PolicyView& view, absl::string_view working_directory)
      : view_(view), policy_(*view.policy), working_directory_(working_directory) {}

  std::string Write() const {
    std::string out = absl::StrCat(
        "configuration: ", policy_.file.empty() ? "no file, all defaults" : PathFrom(working_directory_, policy_.file),
        "\n", Values());
    for (const Environment* environment : view_.environments) {
      absl::StrAppend(&out, "\nenvironment ", OneLine(environment->name), "\n", VersionsOf(*environment));
    }
    absl::StrAppend(&out, "\nrules",
                    view_.path.empty() ? "" : absl::StrCat(" in ", PathFrom(working_directory_, view_.path)), "\n",
                    Rules());
    const std::string options = OptionsOfRules();
    if (!options.empty()) absl::StrAppend(&out, "\noptions\n", options);
    return out;
  }

 private:
  std::string From(const Origin& from) const {
    if (from.line > 0) return absl::StrCat(PathFrom(working_directory_, from.source), ":", from.line);
    return absl::StartsWith(from.source, "/") ? PathFrom(working_directory_, from.source) : OneLine(from.source);
  }

  std::string Values() const {
    Columns columns;
    const Chosen<std::string>& base = policy_.base;
    columns.Add("fail-on", FailOnName(policy_.fail_on.value), From(policy_.fail_on.from));
    columns.Add("base", base.value.empty() ? "the remote's main branch" : OneLine(base.value), From(base.from));
    columns.Add("baseline",
                policy_.baseline.value.empty() ? "retort-baseline.json, if it is there"
                                               : PathFrom(working_directory_, policy_.baseline.value),
                From(policy_.baseline.from));
    for (const Chosen<std::string>& table : policy_.small_tables) {
      columns.Add("small-tables", OneLine(table.value), From(table.from));
    }
    for (const Allowance& allowance : policy_.allowances) {
      columns.Add("allow",
                  absl::StrCat(allowance.rule, " ", OneLine(allowance.revision),
                               allowance.path.has_value() ? OneLine(allowance.path->text()) : ""),
                  PathFrom(working_directory_, allowance.file));
    }
    return columns.Text();
  }

  std::string VersionsOf(const Environment& environment) const {
    const Versions& versions = environment.versions;
    Columns columns;
    const auto add = [&](absl::string_view name, const SoftwareVersion& version,
                         const std::optional<Chosen<Version>>& chosen) {
      const std::string from = version.from.empty() ? "assumed, the newest known" : OneLine(version.from);
      columns.Add(name, VersionText(version.version), chosen.has_value() ? From(chosen->from) : from);
    };
    add("postgres", versions.postgres, policy_.postgres);
    add("sqlalchemy", versions.sqlalchemy, policy_.sqlalchemy);
    add("alembic", versions.alembic, policy_.alembic);
    columns.Add("driver", versions.driver.empty() ? "not known" : OneLine(versions.driver),
                policy_.driver.has_value() ? From(policy_.driver->from) : OneLine(versions.driver_from));
    return columns.Text();
  }

  std::string Rules() const {
    Columns columns;
    for (const Rule* rule : Sorted()) {
      const RuleState state = policy_.StateOf(*rule, view_.path.empty() ? policy_.folder : view_.path);
      const Severity severity = state.severity.value_or(rule->severity);
      const Origin& from = state.on && state.severity.has_value() ? state.severity_from : state.from;
      columns.Add(rule->id, state.on ? SeverityName(severity) : "off", from.source.empty() ? "default" : From(from));
    }
    return columns.Text();
  }

  std::string OptionsOfRules() const {
    Columns columns;
    for (const Rule* rule : Sorted()) {
      for (const AnyOption& option : rule->options) {
        if (NameOf(option).empty()) continue;
        const void* key = std::visit(
            [](const auto& one) -> const void* {
              if constexpr (std::is_pointer_v<std::decay_t<decltype(one)>>) return one;
              return nullptr;
            },
            option);
        const auto from = policy_.option_origins.find(key);
        columns.Add(absl::StrCat("rules.", rule->id, ".", NameOf(option)),
                    OneLine(std::visit(OptionText{policy_.options}, option)),
                    from == policy_.option_origins.end() ? "default" : From(from->second));
      }
    }
    return columns.Text();
  }

  static std::vector<const Rule*> Sorted() {
    std::vector<const Rule*> rules(AllRules().begin(), AllRules().end());
    std::sort(rules.begin(), rules.end(), [](const Rule* a, const Rule* b) { return a->id < b->id; });
    return rules;
  }

  const PolicyView& view_;
  const Policy& policy_;
  const absl::string_view working_directory_;
};

}  // namespace

std::string PolicyText(const std::vector<PolicyView>& views, absl::string_view working_directory) {
  return absl::StrJoin(views, "\n", [&](std::string* out, const PolicyView& view) {
    absl::StrAppend(out, PolicyWriter(view, working_directory).Write());
  });
}

}  // namespace retort
