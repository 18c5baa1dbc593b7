#include "linter/project/env_runs.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "linter/project/env_calls.h"

namespace retort {
namespace {

using python::Call;
using python::Event;
using python::Value;
using python::ValuePtr;

// Of `with engine.begin()`, `with connection.begin()`, `with context.begin_transaction()`. Only entering one commits:
// begin_transaction() as a statement does not.
bool OpensTransaction(const Value& entered) {
  const Call* call = entered.As<Call>();
  if (call == nullptr) return false;
  const absl::string_view name = LastName(*call->callee);
  return name == "begin" || name == "begin_transaction";
}

// What is entered around events[index], outermost first.
std::vector<const Value*> Around(const std::vector<Event>& events, size_t index) {
  std::vector<const Value*> around;
  for (size_t i = 0; i < index; ++i) {
    if (events[i].kind == Event::Kind::kEnter) around.push_back(events[i].value.get());
    if (events[i].kind == Event::Kind::kExit && !around.empty()) around.pop_back();
  }
  return around;
}

// The connection that the last configure() before events[index] was given.
std::optional<EngineFacts> ConfiguredEngine(const std::vector<Event>& events, size_t index) {
  for (size_t i = index; i-- > 0;) {
    const Call* configure = CallOf(events[i], "configure");
    if (configure == nullptr) continue;
    const Value* connection = configure->Argument(0, "connection");
    return connection == nullptr ? std::nullopt : EngineOf(*connection);
  }
  return std::nullopt;
}

class RunReader {
 public:
  RunReader(const std::vector<Event>& events, const Known<bool>& commits_by_itself)
      : events_(events), commits_by_itself_(commits_by_itself) {}

  EnvScript::Run Read(size_t index) const {
    const std::vector<const Value*> around = Around(events_, index);
    std::optional<EngineFacts> engine = ConfiguredEngine(events_, index);
    for (auto entered = around.rbegin(); entered != around.rend() && !engine.has_value(); ++entered) {
      engine = EngineOf(**entered);
    }
    EnvScript::Run run;
    run.at = events_[index].at;
    if (engine.has_value()) run.async_engine = engine->is_async;
    const bool inside = std::any_of(around.begin(), around.end(), [](const Value* v) { return OpensTransaction(*v); });
    run.in_transaction = inside ? Known<bool>(true) : Committed(index, engine);
    return run;
  }

 private:
  // Whether something that is not around the run commits it.
  Known<bool> Committed(size_t index, const std::optional<EngineFacts>& engine) const {
    if (commits_by_itself_.Is(true)) return true;
    if (!commits_by_itself_.known() || !engine.has_value() || engine->may_autocommit) return kUnknown;
    for (size_t i = 0; i < events_.size(); ++i) {
      const Event& event = events_[i];
      if (event.kind == Event::Kind::kUnknown) return kUnknown;
      if (event.kind != Event::Kind::kCall) continue;
      if (i > index && CallOf(event, "commit") != nullptr) return event.conditional ? Known<bool>(kUnknown) : true;
      if (CallOf(event, "execution_options") != nullptr || MayTouchConnection(event)) return kUnknown;
    }
    return false;
  }

  // An imported function that is handed a connection, or a parameter, may begin or commit on it.
  static bool MayTouchConnection(const Event& event) {
    const Call* call = event.value->As<Call>();
    if (call == nullptr || IsOfKnownLibrary(*call->callee)) return false;
    const auto touches = [](const ValuePtr& value) { return value->IsUnknown() || EngineOf(*value).has_value(); };
    return !call->complete || std::any_of(call->arguments.begin(), call->arguments.end(), touches) ||
           std::any_of(call->keywords.begin(), call->keywords.end(),
                       [&](const python::Keyword& keyword) { return touches(keyword.value); });
  }

  const std::vector<Event>& events_;
  const Known<bool>& commits_by_itself_;
};

bool Executes(const Event& event) {
  for (const absl::string_view name : {"execute", "exec_driver_sql", "scalar", "scalars"}) {
    const Call* call = CallOf(event, name);
    const python::Attribute* method = call == nullptr ? nullptr : call->callee->As<python::Attribute>();
    if (method != nullptr && EngineOf(*method->object).has_value()) return true;
  }
  return false;
}

}  // namespace

std::vector<EnvScript::Run> ReadRuns(const std::vector<Event>& events, const Known<bool>& commits_by_itself) {
  const RunReader reader(events, commits_by_itself);
  std::vector<EnvScript::Run> runs;
  for (size_t i = 0; i < events.size(); ++i) {
    if (CallOf(events[i], "run_migrations") != nullptr) runs.push_back(reader.Read(i));
  }
  return runs;
}

std::vector<Span> ReadStatementsBeforeConfigure(const std::vector<Event>& events) {
  std::vector<Span> pending;
  for (const Event& event : events) {
    if (CallOf(event, "configure") != nullptr) return pending;
    const bool ends = event.kind == Event::Kind::kExit && OpensTransaction(*event.value);
    if (ends || CallOf(event, "commit") != nullptr) pending.clear();
    if (Executes(event)) pending.push_back(event.at);
  }
  return {};
}

}  // namespace retort
