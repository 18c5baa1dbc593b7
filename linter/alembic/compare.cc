#include "linter/alembic/compare.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/alembic/changed_operations.h"
#include "linter/alembic/meaning.h"
#include "linter/alembic/program.h"
#include "linter/python/module.h"

namespace retort {
namespace {

using python::Module;
using python::Token;
using Code = std::map<std::string, std::string>;  // by function

std::string Ids(const std::vector<Reference>& references) {
  if (references.empty()) return "None";
  return absl::StrJoin(references, ", ", [](std::string* out, const Reference& reference) {
    absl::StrAppend(out, "\"", reference.id, "\"");
  });
}

std::vector<std::string> SortedIds(const std::vector<Reference>& references) {
  std::vector<std::string> ids;
  for (const Reference& reference : references) ids.push_back(reference.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

void CompareIdentifiers(absl::string_view name, const std::vector<Reference>& before, const std::vector<Reference>& now,
                        std::vector<std::string>& changes) {
  if (SortedIds(before) == SortedIds(now)) return;
  changes.push_back(absl::StrCat(name, " changed from ", Ids(before), " to ", Ids(now)));
}

// Where the functions and the rest of the module differ.
std::vector<std::string> CodeChanges(Code before, Code now) {
  std::vector<std::string> changes;
  for (const auto& [name, code] : before) now.try_emplace(name);
  for (const auto& [name, code] : now) {
    const std::string& old = before[name];
    if (name.empty() || old == code) continue;
    changes.push_back(absl::StrCat(name, "() ", old.empty() ? "is new" : code.empty() ? "is gone" : "changed"));
  }
  if (changes.empty()) changes.push_back("the code outside of functions changed");
  return changes;
}

// The first place in `now` that is not as in `before`.
Span FirstDifference(const Program& before, const Program& now, FileId file, absl::string_view now_text) {
  const auto [old_end, new_end] =
      std::mismatch(before.tokens.begin(), before.tokens.end(), now.tokens.begin(), now.tokens.end(),
                    [](const Token& a, const Token& b) { return a.text == b.text; });
  if (old_end == before.tokens.end() && new_end == now.tokens.end()) return {file, 0, 0};  // an import
  const auto end = static_cast<uint32_t>(absl::StripTrailingAsciiWhitespace(now_text).size());
  return new_end == now.tokens.end() ? Span{file, end, end} : new_end->at;
}

}  // namespace

std::optional<RevisionChange> CompareRevisions(const Revision& before, absl::string_view before_text,
                                               const Revision& now, absl::string_view now_text) {
  const Module module_before = Module::Parse(now.where.file, before_text);
  const Module module_now = Module::Parse(now.where.file, now_text);
  const Program program_before = ReadProgram(module_before, before_text);
  const Program program_now = ReadProgram(module_now, now_text);
  if (SameProgram(program_before, program_now)) return std::nullopt;

  RevisionChange change;
  change.at = FirstDifference(program_before, program_now, now.where.file, now_text);
  CompareIdentifiers("depends_on", before.depends_on, now.depends_on, change.changes);
  CompareIdentifiers("branch_labels", before.labels, now.labels, change.changes);
  const Meaning meaning_before = ReadMeaning(before, before_text);
  const Meaning meaning_now = ReadMeaning(now, now_text);
  const bool same_upgrade = meaning_before.upgrade == meaning_now.upgrade;
  const bool same_downgrade = meaning_before.downgrade == meaning_now.downgrade;
  if (same_upgrade && same_downgrade) return change;

  change.only_downgrade = same_upgrade && change.changes.empty();
  Code code_before = CodeByFunction(program_before, module_before, before);
  Code code_now = CodeByFunction(program_now, module_now, now);
  if (same_upgrade) code_before.erase("upgrade"), code_now.erase("upgrade");
  if (same_downgrade) code_before.erase("downgrade"), code_now.erase("downgrade");
  for (std::string& text : CodeChanges(std::move(code_before), std::move(code_now))) {
    change.changes.push_back(std::move(text));
  }
  AppendChangedOperations(meaning_before.upgrade, meaning_now.upgrade, now.upgrade.at, change.operations);
  AppendChangedOperations(meaning_before.downgrade, meaning_now.downgrade, now.downgrade.at, change.operations);
  return change;
}

}  // namespace retort
