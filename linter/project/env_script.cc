#include "linter/project/env_script.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "linter/project/env_calls.h"
#include "linter/project/env_runs.h"
#include "linter/python/interpreter.h"
#include "linter/python/module.h"

namespace retort {
namespace {

using python::Assumptions;
using python::Call;
using python::Event;
using python::Interpreter;
using python::Module;
using python::Value;

// `alembic upgrade` without --sql, from the command line: nobody has put a connection into the configuration.
Assumptions Online() {
  return {{"alembic.context.is_offline_mode()", python::MakeValue({}, false)},
          {"alembic.context.config.attributes.get()", python::MakeValue({}, python::None{})}};
}

// One option over all calls of context.configure().
template <typename T, typename Read>
Known<T> Option(const std::vector<Event>& events, absl::string_view name, T otherwise, Read read) {
  std::optional<Known<T>> option;
  for (const Event& event : events) {
    const Call* configure = CallOf(event, "configure");
    if (configure == nullptr) continue;
    const Value* given = configure->Argument(-1, name);
    Known<T> value = configure->complete ? Known<T>(otherwise) : kUnknown;
    if (given != nullptr) value = read(*given);
    if (option.has_value() && *option != value) return kUnknown;
    option = std::move(value);
  }
  return option.value_or(Known<T>(otherwise));
}

Known<bool> ReadFlag(const Value& value) {
  const bool* flag = value.As<bool>();
  return flag == nullptr ? Known<bool>(kUnknown) : *flag;
}

Known<std::string> ReadName(const Value& value) {
  if (value.IsNone()) return std::string();
  return value.Text() == nullptr ? Known<std::string>(kUnknown) : *value.Text();
}

bool Reaches(const std::vector<Event>& events) {
  return std::any_of(events.begin(), events.end(),
                     [](const Event& event) { return CallOf(event, "run_migrations") != nullptr; });
}

// Something that was not followed and whose result nobody uses: it may well be what runs the migrations.
bool MayReach(const std::vector<Event>& events) {
  const auto starts = [](const Call& call) {  // asyncio.run(helper())
    const absl::string_view name = LastName(*call.callee);
    return name == "run" || name == "run_until_complete" || name == "run_sync";
  };
  return std::any_of(events.begin(), events.end(), [&](const Event& event) {
    if (event.kind == Event::Kind::kUnknown || event.kind == Event::Kind::kRaise) return true;
    const Call* call = event.value->As<Call>();
    if (event.kind != Event::Kind::kCall || call == nullptr) return false;
    if (!IsOfKnownLibrary(*call->callee)) return event.is_statement;
    const Value* argument = starts(*call) ? call->Argument(0, "main") : nullptr;
    const Call* inner = argument == nullptr ? nullptr : argument->As<Call>();
    return argument != nullptr && (argument->IsUnknown() || argument->As<python::Reference>() != nullptr ||
                                   (inner != nullptr && !IsOfKnownLibrary(*inner->callee)));
  });
}

struct Unreached {
  Span at;
  std::vector<Event> events;  // what would happen if it were called
};

// The function that would run the migrations if anybody called it; the end of the file when there is none, and nothing
// when a decorator may call it.
std::optional<Unreached> FindUnreached(const Module& module, absl::string_view text, Interpreter& interpreter,
                                       Span end) {
  Unreached unreached = {end, {}};
  bool online = false;
  for (const Module::FunctionFacts& function : module.Functions()) {
    std::vector<Event> events = interpreter.Run(function.name).events;
    if (!Reaches(events)) continue;
    if (text[function.at.begin] == '@') return std::nullopt;
    if (!online) unreached = {function.name_at, std::move(events)};
    online = online || function.name == "run_migrations_online";
  }
  return unreached;
}

bool Mentions(const Module& module, absl::string_view word) {
  const std::vector<python::Token> tokens = module.MeaningfulTokens();
  return std::any_of(tokens.begin(), tokens.end(),
                     [word](const python::Token& token) { return absl::StrContains(token.text, word); });
}

}  // namespace

EnvScript ReadEnvScript(FileId file, absl::string_view text, const Environment&) {
  EnvScript script;
  const auto size = static_cast<uint32_t>(text.size());
  script.at = {file, 0, size};
  const Module module = Module::Parse(file, text);
  if (!module.Errors().empty()) return script;
  for (const Module::ImportFacts& import : module.Imports()) {
    if (import.relative && !import.guarded) script.relative_imports.push_back(import.at);
  }
  Interpreter interpreter(module, Online());
  const std::vector<Event>& events = interpreter.ModuleTrace().events;
  script.transaction_per_migration = Option<bool>(events, "transaction_per_migration", false, ReadFlag);
  script.version_table = Option<std::string>(events, "version_table", "alembic_version", ReadName);
  script.version_table_schema = Option<std::string>(events, "version_table_schema", "", ReadName);
  const Known<bool> transactional = Option<bool>(events, "transactional_ddl", true, ReadFlag);
  // Either of the two makes Alembic begin and commit around each revision.
  const bool certain = script.transaction_per_migration.known() && transactional.known();
  const bool by_itself = script.transaction_per_migration.Is(true) || transactional.Is(false);
  const Known<bool> commits_by_itself = by_itself || certain ? Known<bool>(by_itself) : kUnknown;
  script.runs = ReadRuns(events, commits_by_itself);
  script.statements_before_configure = ReadStatementsBeforeConfigure(events);
  script.sets_lock_timeout = Mentions(module, "lock_timeout");
  script.widens_version_num = Mentions(module, "version_num");
  if (Reaches(events)) {
    script.reaches_migrations = true;
  } else if (!MayReach(events)) {
    const std::optional<Unreached> unreached = FindUnreached(module, text, interpreter, {file, size, size});
    if (!unreached.has_value()) return script;
    script.reaches_migrations = false;
    script.unreached = unreached->at;
    script.runs = ReadRuns(unreached->events, commits_by_itself);
  }
  return script;
}

}  // namespace retort
