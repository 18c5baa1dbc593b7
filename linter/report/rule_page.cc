#include "linter/report/rule_page.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/report/rule_example.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

struct Section {
  absl::string_view title;
  absl::string_view prose;
  absl::string_view example;
};

// The sections of the page and of the text, in their order; a section with nothing in it is left out.
template <typename Write>
void EachSection(const Rule& rule, const Write& write) {
  const Section sections[] = {
      {"Why", rule.why, ""}, {"Instead", rule.instead, ""}, {"Given", "This revision is applied already:", rule.given},
      {"Bad", "", rule.bad}, {"Good", "", rule.good},
  };
  for (const Section& section : sections) {
    const bool has_example = !RuleExample(section.example).empty();
    if (has_example || (!section.prose.empty() && section.title != "Given")) write(section);
  }
}

void AppendFenced(const ExampleFile& file, std::string& out) {
  if (!file.path.empty()) absl::StrAppend(&out, "\n`", file.path, "`\n");
  absl::StrAppend(&out, "\n```", file.language, "\n", file.text, file.text.empty() ? "" : "\n", "```\n");
}

void AppendIndented(const ExampleFile& file, std::string& out) {
  if (!file.path.empty()) absl::StrAppend(&out, "  --- ", file.path, "\n");
  if (file.text.empty()) return;
  const std::string indented = absl::StrCat("    ", absl::StrReplaceAll(file.text, {{"\n", "\n    "}}), "\n");
  absl::StrAppend(&out, absl::StrReplaceAll(indented, {{"\n    \n", "\n\n"}}));
}

struct OptionPhrase {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const NumberOption* option) const {
    return absl::StrCat(option->what, " (default: ", option->otherwise, ")");
  }
  std::string operator()(const FlagOption* option) const {
    return absl::StrCat(option->what, " (default: ", option->otherwise ? "true" : "false", ")");
  }
  std::string operator()(const ListOption* option) const { return absl::StrCat(option->what, " (a list)"); }
};

// Each option between `before` and `after`; nothing when there is none.
std::string OptionLines(const Rule& rule, absl::string_view title, absl::string_view before, absl::string_view after) {
  std::string out;
  for (const AnyOption& option : rule.options) {
    if (NameOf(option).empty()) continue;
    absl::StrAppend(&out, out.empty() ? title : "", before, NameOf(option), after, ": ",
                    std::visit(OptionPhrase(), option), "\n");
  }
  return out;
}

absl::string_view DefaultPhrase(const Rule& rule) {
  return rule.on_by_default ? "on by default" : "off by default: select it by name";
}

}  // namespace

absl::string_view ScopePhrase(Scope scope) {
  return scope == Scope::kAll ? "every revision and the whole project" : "revisions that are not applied yet";
}

std::string RulePage(const Rule& rule) {
  std::string out =
      absl::StrCat("# ", rule.id, "\n\n", rule.summary, "\n\n", "* Severity: ", SeverityName(rule.severity),
                   "\n* Category: ", CategoryName(rule.category), "\n* Looks at: ", ScopePhrase(rule.scope), "\n* ",
                   DefaultPhrase(rule), "\n");
  EachSection(rule, [&](const Section& section) {
    absl::StrAppend(&out, "\n## ", section.title, "\n");
    if (!section.prose.empty()) absl::StrAppend(&out, "\n", section.prose, "\n");
    for (const ExampleFile& file : RuleExample(section.example)) AppendFenced(file, out);
  });
  absl::StrAppend(
      &out,
      OptionLines(rule, absl::StrCat("\n## Options\n\nIn `[rules.", rule.id, "]` of retort.toml:\n\n"), "* `", "`"));
  return out;
}

std::string RuleText(const Rule& rule) {
  std::string out = absl::StrCat(rule.id, ": ", rule.summary, "\n\n", SeverityName(rule.severity), ", category ",
                                 CategoryName(rule.category), ", looks at ", ScopePhrase(rule.scope), ", ",
                                 DefaultPhrase(rule), "\n");
  EachSection(rule, [&](const Section& section) {
    absl::StrAppend(&out, "\n", section.title, "\n");
    if (!section.prose.empty()) absl::StrAppend(&out, "  ", Wrapped(section.prose, 2), "\n");
    for (const ExampleFile& file : RuleExample(section.example)) AppendIndented(file, out);
  });
  absl::StrAppend(&out, OptionLines(rule, "\nOptions\n", "  ", ""));
  return out;
}

}  // namespace retort
