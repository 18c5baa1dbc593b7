#include "linter/alembic/script.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/alembic/assumptions.h"
#include "linter/alembic/claims.h"
#include "linter/alembic/identifiers.h"
#include "linter/alembic/lowering.h"

namespace retort {
namespace {

using python::Module;

const Module::FunctionFacts* FindFunction(const std::vector<Module::FunctionFacts>& functions, absl::string_view name) {
  const Module::FunctionFacts* found = nullptr;
  for (const Module::FunctionFacts& function : functions) {
    if (function.name == name) found = &function;  // Python keeps the last
  }
  return found;
}

Procedure::Body BodyOf(Module::FunctionFacts::Shape shape) {
  switch (shape) {
    case Module::FunctionFacts::Shape::kEmpty:
      return Procedure::Body::kEmpty;
    case Module::FunctionFacts::Shape::kRaises:
      return Procedure::Body::kRaises;
    case Module::FunctionFacts::Shape::kCode:
      return Procedure::Body::kCode;
  }
  return Procedure::Body::kCode;
}

// multidb: `upgrade(engine_name)` calls upgrade_<database>(), and each of those belongs to another database: what they
// do may or may not happen in any one of them.
void ReadDatabases(absl::string_view name, const std::vector<Module::FunctionFacts>& functions,
                   const ScriptContext& context, python::Interpreter& interpreter, Procedure& procedure) {
  bool any_code = false;
  for (const Module::FunctionFacts& function : functions) {
    if (!absl::StartsWith(function.name, absl::StrCat(name, "_"))) continue;
    any_code = any_code || function.shape == Module::FunctionFacts::Shape::kCode;
    for (Transaction& transaction : LowerTrace(interpreter.Run(function.name), context)) {
      for (Statement& statement : transaction.statements) {
        for (Operation& operation : statement.operations) operation.certainty = Certainty::kConditional;
      }
      procedure.transactions.push_back(std::move(transaction));
    }
  }
  procedure.body = any_code ? Procedure::Body::kCode : Procedure::Body::kEmpty;
}

bool IsMultidb(absl::string_view name, const std::vector<Module::FunctionFacts>& functions,
               const ScriptContext& context) {
  const Module::FunctionFacts* function = FindFunction(functions, name);
  if (function == nullptr) return false;
  const absl::string_view body =
      context.text.substr(function->body_at.begin, function->body_at.end - function->body_at.begin);
  return absl::StrContains(body, "globals()") && absl::StrContains(body, absl::StrCat(name, "_"));
}

Procedure ReadProcedure(absl::string_view name, const ScriptContext& context, python::Interpreter& interpreter) {
  const std::vector<Module::FunctionFacts> functions = context.module.Functions();
  const Module::FunctionFacts* function = FindFunction(functions, name);
  Procedure procedure;
  if (function == nullptr) {
    const auto end = static_cast<uint32_t>(absl::StripTrailingAsciiWhitespace(context.text).size());
    procedure.at = {context.file, end, end};
    return procedure;
  }
  procedure.at = function->name_at;
  procedure.body = BodyOf(function->shape);
  if (function->is_async || function->is_generator) return procedure;  // its body never runs: FindSilentFunctions
  if (IsMultidb(name, functions, context)) {
    ReadDatabases(name, functions, context, interpreter, procedure);
  } else {
    procedure.transactions = LowerTrace(interpreter.Run(std::string(name)), context);
  }
  return procedure;
}

// What Alembic accepts without a word and then never runs.
void FindSilentFunctions(const Module& module, std::vector<Problem>& problems) {
  for (const Module::FunctionFacts& function : module.Functions()) {
    if (function.name != "upgrade" && function.name != "downgrade") continue;
    if (!function.is_async && !function.is_generator) continue;
    const absl::string_view what = function.is_async ? "is async" : "contains yield";
    problems.push_back({function.name_at,
                        absl::StrCat(function.name, "() ", what, ": Alembic calls it, its body never runs, and the ",
                                     "revision is recorded as done"),
                        "make it a plain function"});
  }
}

void FindModuleLevelCalls(const python::Interpreter& interpreter, std::vector<Problem>& problems) {
  for (const python::Event& event : interpreter.ModuleTrace().events) {
    const auto* call = event.value->As<python::Call>();
    if (event.kind != python::Event::Kind::kCall || call == nullptr) continue;
    const std::string path = PathOf(*call->callee);
    if (!absl::StartsWith(path, "alembic.op.") || path == "alembic.op.f") continue;
    problems.push_back({event.at,
                        absl::StrCat("op.", path.substr(11),
                                     "() is called when the file is loaded: no migration "
                                     "is running then, and every alembic command fails"),
                        "move the call into upgrade()"});
  }
}

}  // namespace

Revision ReadRevision(FileId file, absl::string_view path, absl::string_view text, const Environment& environment,
                      const ReadingOptions& options) {
  Revision revision;
  revision.where = {file, 0, static_cast<uint32_t>(text.size())};
  const Module module = Module::Parse(file, text);
  python::Interpreter interpreter(module, OnPostgres(options.offline), options.library, std::string(path));
  const ScriptContext context{file, text, environment, module, interpreter, options.offline};
  for (const python::SyntaxError& error : module.Errors()) {
    revision.problems.push_back(
        {error.at, error.message, "Alembic imports every file of the folder: mend it, or move it away"});
  }
  const absl::string_view docstring = absl::StripAsciiWhitespace(module.Docstring());
  revision.message = std::string(absl::StripTrailingAsciiWhitespace(docstring.substr(0, docstring.find('\n'))));
  ReadClaims(module.DocstringAt(), text, revision);
  ReadIdentifiers(path, context, revision);
  revision.upgrade = ReadProcedure("upgrade", context, interpreter);
  revision.downgrade = ReadProcedure("downgrade", context, interpreter);
  if (!module.Errors().empty()) return revision;
  FindSilentFunctions(module, revision.problems);
  FindModuleLevelCalls(interpreter, revision.problems);
  for (const python::UndefinedName& name : module.UndefinedNames()) {
    revision.undefined_names.push_back({name.name, name.at});
  }
  return revision;
}

}  // namespace retort
