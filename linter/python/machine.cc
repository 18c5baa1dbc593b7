#include "linter/python/machine.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/python/builtins.h"
#include "linter/python/operators.h"

namespace retort::python {

Machine::Machine(const Syntax& syntax, Assumptions assumptions, const Library* library, std::string path)
    : syntax_(syntax), assumptions_(std::move(assumptions)), library_(library), path_(std::move(path)) {
  for (const Assumption& assumption : assumptions_) {
    absl::string_view path = absl::StripSuffix(assumption.path, "()");
    assumed_names_.insert(std::string(path.substr(path.rfind('.') + 1)));
  }
  frames_.push_back({NewScope(Scope::Kind::kModule, nullptr), {}, nullptr, nullptr});
}

Trace Machine::RunModule() {
  Block(kRoot);
  trail_.clear();
  return {std::move(events_), UnknownAt(kRoot, "a module")};
}

Trace Machine::RunFunction(absl::string_view name, std::vector<ValuePtr> arguments) {
  const Variable* variable = FindGlobal(name);
  const Function* function = variable == nullptr ? nullptr : variable->value->As<Function>();
  if (function == nullptr) return {};
  events_.clear();
  steps_ = 0;
  exhausted_ = false;
  for (FunctionEntry& entry : functions_) entry.recursion_said = false;
  conditions_.clear();
  shown_conditions_ = nullptr;
  early_raise_ = {};
  Call call;
  call.callee = variable->value;
  call.arguments = std::move(arguments);
  ValuePtr result = InvokeFunction(*function, call, kRoot);
  // What the function's own classes hold is asked for after it has run.
  std::erase_if(trail_, [](const Change& change) {
    return change.scope->kind == Scope::Kind::kClass && change.before.value == nullptr;
  });
  Rewind(0);
  raised_ = false;
  return {std::move(events_), std::move(result)};
}

const Variable* Machine::FindGlobal(absl::string_view name) const {
  const auto found = scopes_.front().variables.find(name);
  return found == scopes_.front().variables.end() || found->second.value == nullptr ? nullptr : &found->second;
}

std::vector<std::pair<std::string, ValuePtr>> Machine::Members(const Class& type) const {
  std::vector<std::pair<std::string, ValuePtr>> members;
  if (type.id >= classes_.size()) return members;
  const Scope& scope = *classes_[type.id].scope;
  for (const absl::string_view name : scope.order) {
    const auto found = scope.variables.find(name);
    if (found == scope.variables.end() || found->second.value == nullptr) continue;
    const Value& value = *found->second.value;
    if (name.substr(0, 2) == "__" || value.As<Function>() != nullptr || value.As<Class>() != nullptr) continue;
    members.emplace_back(std::string(name), found->second.value);
  }
  return members;
}

bool Machine::IsEnum(const Class& type) const {
  if (type.id >= classes_.size()) return false;
  for (const ValuePtr& base : classes_[type.id].bases) {
    // A base stands before its class, so this ends.
    const Class* own = base->As<Class>();
    if (own != nullptr && own->id < type.id && IsEnum(*own)) return true;
    const Reference* reference = base->As<Reference>();
    if (reference == nullptr) continue;
    const absl::string_view path = reference->path;
    const absl::string_view name = path.substr(path.rfind('.') + 1);
    if (name == "Enum" || name == "IntEnum" || name == "StrEnum" || name == "Flag" || name == "IntFlag") return true;
  }
  return false;
}

Machine::Aside::Aside(Machine& machine, size_t steps)
    : machine_(machine),
      limit_(std::exchange(machine.step_limit_, std::min(machine.step_limit_, machine.steps_ + steps))),
      events_(machine.events_.size()),
      mark_(machine.trail_.size()),
      conditions_(std::exchange(machine.conditions_, {})),
      raise_(std::exchange(machine.early_raise_, {})),
      in_try_(std::exchange(machine.in_try_, 0)),
      exhausted_(machine.exhausted_) {
  machine_.shown_conditions_ = nullptr;
}

Machine::Aside::~Aside() {
  machine_.events_.resize(std::min(events_, machine_.events_.size()));
  machine_.conditions_ = conditions_;
  machine_.shown_conditions_ = nullptr;
  machine_.early_raise_ = raise_;
  machine_.in_try_ = in_try_;
  machine_.raised_ = false;
  machine_.step_limit_ = limit_;
  const bool spent = machine_.exhausted_ && !exhausted_;
  machine_.exhausted_ = exhausted_;
  if (spent && machine_.steps_ > limit_) machine_.Spend(0, kRoot);  // says so once more, outside
}

bool Machine::Spend(size_t steps, NodeId at) {
  steps_ += steps;
  if (exhausted_) return false;
  if (steps_ <= step_limit_) return true;
  exhausted_ = true;
  Emit(Event::Kind::kUnknown, UnknownAt(at, "too much to follow"), syntax_.At(at));
  return false;
}

ValuePtr Machine::TooDeep(NodeId at) {
  ValuePtr value = UnknownAt(at, "nested too deeply");
  Emit(Event::Kind::kUnknown, value, syntax_.At(at));
  return value;
}

ValuePtr Machine::Make(Span at, Value value) const {
  Measure(value);
  if (value.depth > kMaxValueDepth) return MakeValue(at, Unknown{"nested too deeply"});
  if (value.weight > kMaxValueWeight) return MakeValue(at, Unknown{"too large"});
  return std::make_shared<const Value>(std::move(value));
}

ValuePtr Machine::UnknownAt(NodeId at, absl::string_view reason) const {
  return MakeValue(syntax_.At(at), Unknown{std::string(reason)});
}

Scope* Machine::NewScope(Scope::Kind kind, Scope* parent) {
  scopes_.emplace_back();
  scopes_.back().kind = kind;
  scopes_.back().parent = parent;
  return &scopes_.back();
}

namespace {

bool Has(const std::vector<absl::string_view>& names, absl::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool Binds(const Scope& scope, absl::string_view name) {
  const auto found = scope.variables.find(name);
  return found != scope.variables.end() && found->second.value != nullptr;
}

}  // namespace

// The scope that an assignment to `name` writes to.
Scope* Machine::OwnerOf(absl::string_view name) const {
  Scope* scope = current();
  if (Has(scope->globals, name)) return ModuleScope();
  if (!Has(scope->nonlocals, name)) return scope;
  for (Scope* outer = scope->parent; outer != nullptr; outer = outer->parent) {
    if (outer->kind == Scope::Kind::kFunction && Binds(*outer, name)) return outer;
  }
  return scope;
}

ValuePtr Machine::Lookup(NodeId identifier) {
  const absl::string_view name = syntax_.Text(identifier);
  for (Scope* scope = current(); scope != nullptr; scope = scope->parent) {
    if (scope->kind == Scope::Kind::kClass && scope != current()) continue;
    if (Has(scope->globals, name)) scope = ModuleScope();
    const auto found = scope->variables.find(name);
    if (found != scope->variables.end() && found->second.value != nullptr) {
      if (IsRebound(*scope, name)) return UnknownAt(identifier, "a name that is assigned more than once");
      const ValuePtr value = found->second.value;
      const ValuePtr followed = value->As<Reference>() == nullptr ? nullptr : Follow(value, identifier);
      return followed == nullptr ? value : followed;
    }
    if (scope->parent == nullptr && (scope->loaded != nullptr || !scope->stars.empty())) {
      ValuePtr value = MissingName(*scope, identifier);
      if (value != nullptr) return value;
    }
  }
  if (name == "__file__") {
    if (ValuePtr path = OwnPath(identifier)) return path;
  }
  if (ValuePtr value = FromOutsideStar(*ModuleScope(), identifier)) return value;
  if (!star_import_ && IsBuiltin(name)) return New(identifier, Reference{absl::StrCat("builtins.", name)});
  return UnknownAt(identifier, star_import_ ? "a name from a star import" : "a name that is not defined");
}

// What the value of a name or call that leads outside is taken to be, or nullptr.
ValuePtr Machine::Assumed(const Value& value) const {
  const Call* call = value.As<Call>();
  const Value& named = call == nullptr ? value : *call->callee;
  const Attribute* attribute = named.As<Attribute>();
  const Reference* reference = named.As<Reference>();
  if (assumptions_.empty() || (attribute == nullptr && reference == nullptr)) return nullptr;
  absl::string_view name = attribute != nullptr ? absl::string_view(attribute->name) : reference->path;
  if (!assumed_names_.contains(name.substr(name.rfind('.') + 1))) return nullptr;
  const std::string path = CallPathOf(value);
  for (const Assumption& assumption : assumptions_) {
    absl::string_view assumed = assumption.path;
    const bool matches = absl::ConsumePrefix(&assumed, "*") ? absl::EndsWith(path, assumed) : path == assumed;
    if (!matches) continue;
    const Call* asked = call != nullptr || attribute == nullptr ? call : attribute->object->As<Call>();
    ValuePtr answer = assumption.answer != nullptr && asked != nullptr ? assumption.answer(*asked) : assumption.value;
    if (answer != nullptr) return answer;
  }
  return nullptr;
}

void Machine::Bind(absl::string_view name, ValuePtr value, Span at) {
  Scope* scope = OwnerOf(name);
  if (scope->kind == Scope::Kind::kClass && !Has(scope->order, name)) scope->order.push_back(name);
  Write(scope, name, {std::move(value), at});
}

void Machine::Write(Scope* scope, absl::string_view name, Variable variable) {
  Variable& place = scope->variables[name];
  trail_.push_back({scope, name, std::move(place)});
  place = std::move(variable);
}

// Undoes everything since `mark` and returns what the variables were before that.
Machine::Writes Machine::Rewind(size_t mark) {
  Writes writes;
  while (trail_.size() > mark) {
    Change& change = trail_.back();
    Variable& place = change.scope->variables[change.name];
    writes.try_emplace({change.scope, change.name}, place);
    place = std::move(change.before);
    trail_.pop_back();
  }
  // A guard that was set in what is undone begins here at the latest.
  const auto clamp = [&](Guard& guard) { guard.mark = std::min(guard.mark, mark); };
  clamp(early_raise_);
  clamp(frames_.back().early_return);
  for (Loop* loop : loops_) {
    if (loop == nullptr) continue;
    clamp(loop->early_break);
    clamp(loop->early_continue);
  }
  return writes;
}

namespace {

// One list, where in one of two outcomes something was appended to it: what that is may be there. nullptr: no such
// lists.
ValuePtr MaybeLonger(const ValuePtr& left, const ValuePtr& right, const std::shared_ptr<const Condition>& if_left,
                     const std::shared_ptr<const Condition>& if_right) {
  const Sequence* shorter = left->As<Sequence>();
  const Sequence* longer = right->As<Sequence>();
  if (shorter == nullptr || longer == nullptr) return nullptr;
  const bool swapped = shorter->items.size() + shorter->maybe.size() > longer->items.size() + longer->maybe.size();
  if (swapped) std::swap(shorter, longer);
  const std::shared_ptr<const Condition>& condition = swapped ? if_left : if_right;
  const auto bounded = [](const Sequence& list) {
    return list.kind == Sequence::Kind::kList && (list.complete || !list.maybe.empty());
  };
  if (condition == nullptr || !bounded(*shorter) || !bounded(*longer)) return nullptr;
  if (shorter->items.size() > longer->items.size() || shorter->maybe.size() > longer->maybe.size()) return nullptr;
  const bool prefix = std::equal(shorter->items.begin(), shorter->items.end(), longer->items.begin()) &&
                      std::equal(shorter->maybe.begin(), shorter->maybe.end(), longer->maybe.begin());
  if (!prefix || longer->maybe.size() != shorter->maybe.size()) return nullptr;
  Sequence joined = *shorter;
  joined.complete = false;
  for (size_t i = shorter->items.size(); i < longer->items.size(); ++i) {
    joined.maybe.emplace_back(longer->items[i], condition);
  }
  if (joined.maybe.empty() || joined.maybe.size() > 200) return nullptr;
  Value value{left->at, std::move(joined)};
  Measure(value);
  return std::make_shared<const Value>(std::move(value));
}

}  // namespace

// What holds after any one of several outcomes; an empty one changes nothing.
void Machine::Join(const std::vector<const Writes*>& outcomes, const std::vector<ConditionPtr>& conditions) {
  Writes joined;
  for (const Writes* writes : outcomes) {
    for (const auto& [key, after] : *writes) {
      if (joined.contains(key)) continue;
      Variable result = after;
      for (const Writes* other : outcomes) {
        if (other == writes) continue;
        const auto found = other->find(key);
        const Variable& variable = found == other->end() ? key.first->variables[key.second] : found->second;
        if (result.value == nullptr) result = variable;
        if (variable.value == nullptr || result.value == variable.value) continue;
        if (Same(*result.value, *variable.value)) continue;
        const bool two = conditions.size() == 2 && outcomes.size() == 2;
        const bool first = two && writes == outcomes[0];
        const ValuePtr longer =
            two ? MaybeLonger(result.value, variable.value, conditions[first ? 0 : 1], conditions[first ? 1 : 0])
                : nullptr;
        result.value = longer != nullptr ? longer : MakeValue(result.at, Unknown{"assigned under a condition"});
      }
      joined.emplace(key, std::move(result));
    }
  }
  for (auto& [key, variable] : joined) Write(key.first, key.second, std::move(variable));
}

void Machine::JoinSince(size_t mark, const ConditionPtr& condition) {
  const Writes writes = Rewind(mark);
  const Writes unchanged;
  if (!writes.empty()) Join({&writes, &unchanged}, {condition, nullptr});
}

}  // namespace retort::python
