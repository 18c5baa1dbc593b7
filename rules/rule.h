// What a rule is: a constant in a file of its own, which says everything there is to say about it once. The build makes
// the table of rules from the folder; the pass calls each check with every subject of the type that it names.
//
//   void Look(const CreateIndex& index, const Moment& now, Findings& findings);
//   extern constinit const Rule kIndexNotConcurrent = {.id = "index-not-concurrent", ..., .checks = {On<Look>}};

#ifndef RETORT_RULES_RULE_H_
#define RETORT_RULES_RULE_H_

#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/env_script.h"
#include "linter/facts/environment.h"
#include "linter/facts/history.h"
#include "linter/facts/ignore_comment.h"
#include "linter/facts/setting.h"
#include "linter/finding/findings.h"
#include "linter/migration/graph.h"
#include "linter/migration/merge_result.h"
#include "linter/migration/revision.h"
#include "linter/schema/catalog.h"
#include "linter/schema/downgrade_outcome.h"
#include "linter/schema/operation.h"
#include "linter/schema/refusal.h"
#include "rules/option.h"

namespace retort {

enum class Category {
  kGraph,
  kHistory,
  kDowngrade,
  kEnum,
  kFailing,
  kLocking,
  kData,
  kTransaction,
  kSecrets,
  kProject,
  kStyle,
  kRetort
};

absl::string_view CategoryName(Category category);

// Which revisions a rule is about.
enum class Scope {
  kAll,  // every revision, the whole project
  kNew,  // only revisions that are not applied yet
};

// The execution models: a verdict may hold in one and not in the other.
enum class RunModel {
  kStepByStep,     // each revision in a run of its own
  kFreshDatabase,  // all revisions in one run
};

// Everything a check may know besides its subject. References are to empty values where they do not apply: a `Setting`
// has no revision, a `RevisionGraph` no operation.
struct Moment {
  const Environment& environment;
  const EnvScript& env_script;
  const RevisionGraph& graph;
  const History& history;
  const Revision& revision;
  const Catalog& before;  // the database just before the operation
  RunModel model = RunModel::kStepByStep;
  Span at = {};  // of the operation
  Certainty certainty = Certainty::kCertain;
  const Action* action = nullptr;         // of a Refusal: what was refused
  const OptionValues* options = nullptr;  // nothing: every option has its default

  int64_t Value(const NumberOption& option) const { return ValueOf<int64_t>(option, option.otherwise); }
  bool Value(const FlagOption& option) const { return ValueOf<bool>(option, option.otherwise); }
  std::vector<std::string> Value(const ListOption& option) const {
    return ValueOf<std::vector<std::string>>(option, {});
  }

 private:
  template <typename T, typename Option>
  T ValueOf(const Option& option, T otherwise) const {
    const OptionValues::Any* value = options == nullptr ? nullptr : options->Find(&option);
    return value == nullptr ? otherwise : std::get<T>(*value);
  }
};

// What a check can look at. Operations come first, in the order of `Action`.
template <typename T, typename Variant>
struct IndexIn;
template <typename T, typename... Ts>
struct IndexIn<T, std::variant<Ts...>> {
  static constexpr int Find() {
    int index = 0;
    const bool found = ((std::is_same_v<T, Ts> || (++index, false)) || ...);
    return found ? index : -1;
  }
};
using OtherSubjects = std::variant<Statement, Transaction, Revision, RevisionGraph, MergeResult, History, EnvScript,
                                   Setting, IgnoreComment, Refusal, DowngradeOutcome>;

inline constexpr int kActionCount = std::variant_size_v<Action>;
inline constexpr int kSubjectCount = kActionCount + std::variant_size_v<OtherSubjects>;

template <typename T>
constexpr int SubjectIndex() {
  constexpr int action = IndexIn<T, Action>::Find();
  constexpr int other = IndexIn<T, OtherSubjects>::Find();
  static_assert(action >= 0 || other >= 0,
                "a check looks at an operation, Statement, Transaction, Revision, "
                "RevisionGraph, MergeResult, History, EnvScript, Setting, IgnoreComment, Refusal or DowngradeOutcome");
  return action >= 0 ? action : kActionCount + other;
}

struct RuleCheck {
  int subject = -1;  // SubjectIndex; -1: no check
  void (*run)(const void* subject, const Moment& now, Findings& findings) = nullptr;
};

template <auto look>
struct CheckOf {
  static_assert(sizeof(look) == 0, "a check is void Look(const Subject&, const Moment&, Findings&)");
};
template <typename Subject, void (*look)(const Subject&, const Moment&, Findings&)>
struct CheckOf<look> {
  static void Run(const void* subject, const Moment& now, Findings& findings) {
    look(*static_cast<const Subject*>(subject), now, findings);
  }
  static constexpr RuleCheck kCheck = {SubjectIndex<Subject>(), &Run};
};
template <auto look>
inline constexpr RuleCheck On = CheckOf<look>::kCheck;

struct Rule {
  absl::string_view id = "";  // kebab-case; reads as "allow <id>"
  Category category = Category::kStyle;
  Severity severity = Severity::kError;
  Scope scope = Scope::kAll;
  bool on_by_default = true;
  absl::string_view summary = "";  // one sentence
  absl::string_view why = "";      // what goes wrong, with the facts of PostgreSQL or Alembic
  absl::string_view instead = "";  // what to do
  // Examples are tests: see tests/support/example.h for how they are framed.
  absl::string_view given = "";  // an applied revision that both examples start from; may be empty
  absl::string_view bad = "";
  absl::string_view good = "";
  AnyOption options[3] = {};
  RuleCheck checks[4] = {};
};

// In the order of their constants' names. Written by the build: rules/rule_table.bzl.
std::span<const Rule* const> AllRules();

// The rule of that id, or nullptr.
const Rule* FindRule(absl::string_view id);

}  // namespace retort

#endif  // RETORT_RULES_RULE_H_
