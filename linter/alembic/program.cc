#include "linter/alembic/program.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace retort {
namespace {

using python::Module;
using python::Token;

struct ImportedName {
  std::string name;  // by which the module knows it; "*": all of them
  std::string statement;
};

// The statement on one line, without comments, brackets and line breaks.
std::string Flat(absl::string_view statement) {
  std::vector<std::string> lines;
  for (const absl::string_view line : absl::StrSplit(statement, absl::ByAnyChar("\r\n"))) {
    lines.emplace_back(line.substr(0, line.find('#')));
  }
  std::string flat = absl::StrJoin(lines, " ");
  std::replace_if(
      flat.begin(), flat.end(), [](char c) { return c == '(' || c == ')' || c == '\\' || c == '\t'; }, ' ');
  return flat;
}

// One line each: "import a.b as c", "from a import b as c".
std::vector<ImportedName> NamesIn(absl::string_view statement) {
  const std::string flat = Flat(statement);
  absl::string_view rest = flat;
  std::string begin = "import ";
  const bool from = absl::ConsumePrefix(&rest, "from ");
  if (from) {
    const std::pair<absl::string_view, absl::string_view> halves = absl::StrSplit(rest, absl::MaxSplits(" import ", 1));
    begin = absl::StrCat("from ", absl::StripAsciiWhitespace(halves.first), " import ");
    rest = halves.second;
  } else {
    absl::ConsumePrefix(&rest, "import ");
  }
  std::vector<ImportedName> names;
  for (const absl::string_view item : absl::StrSplit(rest, ',')) {
    const std::vector<absl::string_view> words = absl::StrSplit(item, ' ', absl::SkipEmpty());
    if (words.empty()) continue;
    // `import a.b` binds a.
    const absl::string_view bound = words.size() > 2 ? words[2]
                                    : from           ? words[0]
                                                     : words[0].substr(0, words[0].find('.'));
    names.push_back({std::string(bound), absl::StrCat(begin, absl::StrJoin(words, " "))});
  }
  return names;
}

}  // namespace

Program ReadProgram(const Module& module, absl::string_view text) {
  std::vector<Span> imports;
  const std::vector<Module::FunctionFacts> functions = module.Functions();
  for (const Module::ImportFacts& fact : module.Imports()) {
    const bool in_function = std::any_of(functions.begin(), functions.end(),
                                         [&](const auto& function) { return function.at.Contains(fact.at); });
    if (!fact.guarded && !in_function) imports.push_back(fact.at);
  }
  Program program;
  absl::flat_hash_set<std::string> used;
  for (Token& token : module.MeaningfulTokens()) {
    const auto after = std::upper_bound(imports.begin(), imports.end(), token.at,
                                        [](const Span& at, const Span& import) { return at.begin < import.begin; });
    if (after != imports.begin() && std::prev(after)->Contains(token.at)) continue;
    used.insert(token.text);
    program.tokens.push_back(std::move(token));
  }
  for (const Span& import : imports) {
    for (const ImportedName& name : NamesIn(text.substr(import.begin, import.end - import.begin))) {
      if (name.name == "*" || used.contains(name.name)) program.imports.insert(name.statement);
    }
  }
  return program;
}

bool SameProgram(const Program& a, const Program& b) {
  return a.imports == b.imports &&
         std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(),
                    [](const Token& left, const Token& right) { return left.text == right.text; });
}

std::map<std::string, std::string> CodeByFunction(const Program& program, const Module& module,
                                                  const Revision& revision) {
  std::vector<Span> identifiers = {revision.id_at, revision.parents_at};
  for (const std::vector<Reference>* references : {&revision.depends_on, &revision.labels}) {
    for (const Reference& reference : *references) identifiers.push_back(reference.at);
  }
  const auto holds = [](const Span& at, const Token& token) {
    return at.begin <= token.at.begin && token.at.end <= at.end;
  };
  const std::vector<Module::FunctionFacts> functions = module.Functions();
  std::map<std::string, std::string> code = {{"", absl::StrJoin(program.imports, "\n")}};
  for (const Token& token : program.tokens) {
    const bool identifies =
        std::any_of(identifiers.begin(), identifiers.end(), [&](const Span& at) { return holds(at, token); });
    if (identifies) continue;
    const auto inside = std::find_if(functions.begin(), functions.end(),
                                     [&](const auto& function) { return function.at.Contains(token.at); });
    absl::StrAppend(&code[inside == functions.end() ? "" : inside->name], "\n", token.text.size(), " ", token.text);
  }
  return code;
}

}  // namespace retort
