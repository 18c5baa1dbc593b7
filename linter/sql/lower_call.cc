#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"
#include "linter/sql/references.h"

namespace retort {
namespace {

struct KnownFunction {
  absl::string_view name;
  Reach reach = Reach::kNamed;  // kNamed: the table that its first text names
  absl::string_view reason = "it changes the table inside";
};

// Functions of extensions that are called for what they change.
constexpr KnownFunction kFunctions[] = {
    {"create_hypertable"},
    {"create_distributed_hypertable"},
    {"add_dimension"},
    {"create_distributed_table"},
    {"create_reference_table"},
    {"undistribute_table"},
    {"alter_distributed_table"},
    {"addgeometrycolumn"},
    {"dropgeometrycolumn"},
    {"dropgeometrytable"},
    {"updategeometrysrid"},
    {"create_parent", Reach::kAnything, "it creates partitions"},
    {"run_maintenance", Reach::kAnything, "it creates and drops partitions"},
    {"run_command_on_workers", Reach::kAnything, "it runs SQL that is not read"},
};

std::string NameOfCall(const PgQuery__FuncCall& call) {
  return absl::AsciiStrToLower(NameOf(Nodes(call.funcname, call.n_funcname)).name);
}

// 'public.metric' as PostgreSQL reads a regclass.
Name NamedIn(const std::string& text) {
  std::vector<std::string> parts;
  for (const SqlToken& token : Tokenize(text)) {
    if (token.IsName()) parts.push_back(token.Name());
  }
  if (parts.empty()) return {};
  return {parts.size() > 1 ? parts[parts.size() - 2] : "", parts.back()};
}

std::vector<Name> TablesOf(const PgQuery__FuncCall& call) {
  const Nodes arguments(call.args, call.n_args);
  std::vector<std::string> texts;
  for (const PgQuery__Node* argument : arguments) {
    const std::optional<std::string> text = ConstantOf(argument);
    if (!text.has_value()) break;
    texts.push_back(*text);
  }
  if (texts.empty() || texts[0].empty()) return {Name{}};
  std::vector<Name> names = {NamedIn(texts[0])};
  // PostGIS takes a schema before the table, or none.
  if (texts.size() > 1 && absl::StrContains(NameOfCall(call), "geometry")) names.push_back({texts[0], texts[1]});
  return names;
}

SetParameter ParameterOf(const PgQuery__FuncCall& call) {
  const Nodes arguments(call.args, call.n_args);
  SetParameter set{.parameter = std::string(kHole), .value = kUnknown};
  if (arguments.size() != 3) return set;
  if (const auto name = ConstantOf(arguments[0])) set.parameter = absl::AsciiStrToLower(*name);
  if (const auto value = ConstantOf(arguments[1]); value.has_value() && !HasHole(*value)) {
    // An empty path is none, not the default one.
    set.value = value->empty() && set.parameter == "search_path" ? std::string("\"\"") : *value;
  }
  set.local = absl::StartsWith(absl::AsciiStrToLower(ConstantOf(arguments[2]).value_or("")), "t");
  return set;
}

bool LowerCall(const PgQuery__FuncCall& call, Lowering& lowering) {
  const std::string name = NameOfCall(call);
  if (name == "set_config") {
    lowering.Add(ParameterOf(call));
    return true;
  }
  if (absl::StartsWith(name, "dblink")) {
    lowering.Add(Opaque{.what = "SELECT dblink", .reason = "it runs SQL that is not read"});
    return true;
  }
  for (const KnownFunction& known : kFunctions) {
    if (known.name != name) continue;
    std::vector<Name> touches;
    if (known.reach == Reach::kNamed) touches = TablesOf(call);
    lowering.Add(OpaqueOf(absl::StrCat("SELECT ", name), known.reason, known.reach, std::move(touches)));
    return true;
  }
  return false;
}

// A function of another schema that is called for itself is the project's own or an extension's.
bool IsForeign(const PgQuery__FuncCall& call) {
  const std::string schema = NameOf(Nodes(call.funcname, call.n_funcname)).schema;
  return !schema.empty() && schema != "pg_catalog" && schema != "information_schema";
}

}  // namespace

bool LowerCalls(const PgQuery__SelectStmt& select, Lowering& lowering) {
  const References references = ReferencesIn(select.base);
  bool lowered = false;
  const PgQuery__FuncCall* foreign = nullptr;
  for (const PgQuery__FuncCall* call : references.calls) {
    lowered = LowerCall(*call, lowering) || lowered;
    if (IsForeign(*call)) foreign = call;
  }
  if (lowered || foreign == nullptr || select.n_from_clause > 0) return lowered;
  lowering.Add(Opaque{.what = absl::StrCat("SELECT ", NameOf(Nodes(foreign->funcname, foreign->n_funcname)).ToString()),
                      .reason = "the function may change anything"});
  return true;
}

}  // namespace retort
