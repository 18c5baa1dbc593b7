#include "linter/alembic/compare.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/python/module.h"

namespace retort {
namespace {

using python::Module;
using python::Token;

using Tokens = std::vector<Token>;

bool SameText(const Token& a, const Token& b) { return a.text == b.text; }

// The tokens of each function at module level, by its name; those outside of functions under the empty name.
std::map<std::string, Tokens> ByFunction(const Module& module, const Tokens& tokens) {
  std::map<std::string, Tokens> parts;
  const std::vector<Module::FunctionFacts> functions = module.Functions();
  for (const Token& token : tokens) {
    const auto inside = std::find_if(functions.begin(), functions.end(), [&](const Module::FunctionFacts& function) {
      return function.at.Contains(token.at);
    });
    parts[inside == functions.end() ? "" : inside->name].push_back(token);
  }
  return parts;
}

std::string Ids(const std::vector<Reference>& references) {
  if (references.empty()) return "None";
  return absl::StrJoin(references, ", ", [](std::string* out, const Reference& reference) {
    absl::StrAppend(out, "\"", reference.id, "\"");
  });
}

void CompareIdentifiers(absl::string_view name, const std::vector<Reference>& before, const std::vector<Reference>& now,
                        std::vector<std::string>& changes) {
  if (Ids(before) == Ids(now)) return;
  changes.push_back(absl::StrCat(name, " changed from ", Ids(before), " to ", Ids(now)));
}

std::vector<std::string> Changes(const Revision& before, const Revision& now,
                                 std::map<std::string, Tokens> parts_before, std::map<std::string, Tokens> parts_now) {
  std::vector<std::string> changes;
  CompareIdentifiers("down_revision", before.parents, now.parents, changes);
  CompareIdentifiers("depends_on", before.depends_on, now.depends_on, changes);
  CompareIdentifiers("branch_labels", before.labels, now.labels, changes);
  for (const auto& [name, tokens] : parts_before) parts_now.try_emplace(name);
  for (const auto& [name, tokens] : parts_now) {
    const Tokens& old = parts_before[name];
    if (std::equal(old.begin(), old.end(), tokens.begin(), tokens.end(), SameText)) continue;
    if (!name.empty()) {
      changes.push_back(absl::StrCat(name, "() ", old.empty() ? "is new" : tokens.empty() ? "is gone" : "changed"));
    } else if (changes.empty()) {
      changes.push_back("the code outside of functions changed");
    }
  }
  return changes;
}

}  // namespace

std::optional<RevisionChange> CompareRevisions(const Revision& before, absl::string_view before_text,
                                               const Revision& now, absl::string_view now_text) {
  const Module module_before = Module::Parse(now.where.file, before_text);
  const Module module_now = Module::Parse(now.where.file, now_text);
  const Tokens tokens_before = module_before.MeaningfulTokens();
  const Tokens tokens_now = module_now.MeaningfulTokens();
  const auto [old_end, new_end] =
      std::mismatch(tokens_before.begin(), tokens_before.end(), tokens_now.begin(), tokens_now.end(), SameText);
  if (old_end == tokens_before.end() && new_end == tokens_now.end()) return std::nullopt;
  RevisionChange change;
  const auto end = static_cast<uint32_t>(now_text.size());
  change.at = new_end == tokens_now.end() ? Span{now.where.file, end, end} : new_end->at;
  change.changes = Changes(before, now, ByFunction(module_before, tokens_before), ByFunction(module_now, tokens_now));
  return change;
}

}  // namespace retort
