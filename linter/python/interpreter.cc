#include "linter/python/interpreter.h"

#include <deque>
#include <utility>

#include "linter/python/machine.h"

namespace retort::python {

struct Interpreter::State {
  State(const Syntax& syntax, Assumptions assumptions, const Library* library, std::string path)
      : machine(syntax, std::move(assumptions), library, std::move(path)), module_trace(machine.RunModule()) {}

  Machine machine;
  Trace module_trace;
  std::deque<ValuePtr> answers;

  const Value* Keep(ValuePtr answer) {
    if (answer == nullptr) return nullptr;
    answers.push_back(std::move(answer));
    return answers.back().get();
  }
};

Interpreter::Interpreter(const Module& module, Assumptions assumptions, const Library* library, std::string path)
    : state_(std::make_unique<State>(module.syntax(), std::move(assumptions), library, std::move(path))) {}
Interpreter::~Interpreter() = default;

ValuePtr Interpreter::Global(absl::string_view name) const {
  const Variable* variable = state_->machine.FindGlobal(name);
  return variable == nullptr ? nullptr : variable->value;
}

Span Interpreter::GlobalAt(absl::string_view name) const {
  const Variable* variable = state_->machine.FindGlobal(name);
  return variable == nullptr ? Span() : variable->at;
}

const Trace& Interpreter::ModuleTrace() const { return state_->module_trace; }

std::vector<std::pair<std::string, ValuePtr>> Interpreter::Members(const Class& type) const {
  return state_->machine.Members(type);
}

bool Interpreter::IsEnum(const Class& type) const { return state_->machine.IsEnum(type); }

std::vector<std::string> Interpreter::OutsideBases(const Class& type) const {
  return state_->machine.OutsideBases(type);
}

const Value* Interpreter::Construct(const Value& made) const { return state_->Keep(state_->machine.Construct(made)); }

const Value* Interpreter::Ask(const Value& object, absl::string_view name, std::vector<ValuePtr> arguments) const {
  const ValuePtr asked = std::make_shared<const Value>(object);
  return state_->Keep(state_->machine.Ask(asked, name, std::move(arguments)));
}

std::vector<Event> Interpreter::Fire(const Value& target, absl::string_view event,
                                     const std::vector<ValuePtr>& arguments) const {
  return state_->machine.Fire(target, event, arguments);
}

Trace Interpreter::Run(absl::string_view function, std::vector<ValuePtr> arguments) {
  return state_->machine.RunFunction(function, std::move(arguments));
}

}  // namespace retort::python
