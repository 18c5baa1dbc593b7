// Objects of classes of the project: dataclasses, named tuples, and what __init__ assigns to self.

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

// Bases that add nothing to an object that a migration looks at.
bool IsHarmlessBase(absl::string_view path) {
  return path == "builtins.object" || path == "abc.ABC" || path == "typing.NamedTuple" || path == "typing.Protocol" ||
         path == "typing.Generic";
}

}  // namespace

// Everything that an object of the class has is in the project.
bool Machine::IsWhole(const Class& type) const {
  const ClassEntry& entry = classes_[type.id];
  return !entry.decorated && std::all_of(entry.bases.begin(), entry.bases.end(), [&](const ValuePtr& base) {
    const Class* own = base->As<Class>();
    return own != nullptr ? own->id < type.id && IsWhole(*own) : IsHarmlessBase(PathOf(*base));
  });
}

// nullptr: it is not known what the class makes.
ValuePtr Machine::MakeInstance(const Class& type, const Call& call, NodeId at) {
  if (!IsWhole(type) || IsEnum(type) || FindInClass(type, "__new__") != nullptr) return nullptr;
  Call made;
  made.callee = call.callee;
  made.is_instance = true;
  const ValuePtr init = FindInClass(type, "__init__");
  if (init == nullptr && classes_[type.id].has_fields) {
    if (!call.complete) return nullptr;
    const std::vector<std::string> fields = classes_[type.id].fields;
    for (size_t i = 0; i < fields.size(); ++i) {
      ValuePtr value = FieldValue(classes_[type.id], type, i, call, at);
      Contain(value);
      made.keywords.push_back({fields[i], std::move(value), syntax_.At(at)});
    }
  }
  ValuePtr instance = New(at, std::move(made));
  const Function* function = init == nullptr ? nullptr : init->As<Function>();
  if (function == nullptr) return init == nullptr ? instance : nullptr;
  return Initialize(instance, *function, call, at);
}

// Runs __init__: nullptr when it cannot be followed.
ValuePtr Machine::Initialize(const ValuePtr& instance, const Function& init, const Call& call, NodeId at) {
  Call bound = call;
  bound.arguments.insert(bound.arguments.begin(), instance);
  const auto running = functions_[init.id].running;
  const Deeper deeper(*this);
  if (deeper.too_deep() || frames_.size() > kMaxFrames || running >= kMaxRecursion || !Spend(1, at)) return nullptr;
  ++functions_[init.id].running;
  auto [flow, frame] = RunBody(init, bound, at);
  --functions_[init.id].running;
  if (flow == Flow::kRaise) raised_ = true;
  // What self is called, and what became of it.
  const FunctionEntry& method = functions_[init.id];
  const NodeId parameter = method.syntax->ChildAt(method.syntax->Child(method.node, Field::kParameters), 0);
  const auto self = frame.scope->variables.find(method.syntax->Text(method.syntax->ParameterName(parameter)));
  const bool found = self != frame.scope->variables.end() && self->second.value != nullptr;
  return found ? self->second.value : instance;
}

// __init__ of a base that is not in the project. What it was called with is kept as "__init__"; and like that of
// SQLAlchemy's TypeDecorator, it makes an object of the class that `impl` is.
void Machine::InitializeOutside(const ValuePtr& object, const Call& call, NodeId at) {
  const Call* instance = object->As<Call>();
  if (instance == nullptr || !instance->is_instance) return;
  const Class type = *instance->callee->As<Class>();
  if (IsWhole(type)) return;  // it is that of object
  Call made = call;
  made.is_instance = false;
  made.callee = New(at, None{});
  const ValuePtr impl = FindInClass(type, "impl");
  const bool is_class = impl != nullptr && (impl->As<Reference>() != nullptr || impl->As<Class>() != nullptr);
  // The same object under the same name in all scopes: the first attribute replaces it.
  Call whole = *instance;
  std::erase_if(whole.keywords, [](const Keyword& keyword) { return keyword.name == "__init__"; });
  whole.keywords.push_back({"__init__", New(at, made), syntax_.At(at)});
  if (is_class) {
    made.callee = impl;
    std::erase_if(whole.keywords, [](const Keyword& keyword) { return keyword.name == "impl"; });
    whole.keywords.push_back({"impl", New(at, std::move(made)), syntax_.At(at)});
  }
  Replace(object, Make(object->at, Value{object->at, std::move(whole)}));
}

ValuePtr Machine::Construct(const Value& made) {
  const Call* call = made.As<Call>();
  const Class* type = call == nullptr ? made.As<Class>() : call->callee->As<Class>();
  if (type == nullptr || type->id >= classes_.size() || IsEnum(*type)) return nullptr;
  if (call != nullptr && call->is_instance) return std::make_shared<const Value>(made);
  const Aside aside(*this, kMaxModuleSteps);
  Call object;
  object.callee = MakeValue(made.at, *type);
  object.is_instance = true;
  ValuePtr instance = MakeValue(made.at, std::move(object));
  const Call arguments = call == nullptr ? Call() : *call;
  const ValuePtr init = FindInClass(*type, "__init__");
  const Function* function = init == nullptr ? nullptr : init->As<Function>();
  if (function != nullptr) {
    instance = Initialize(instance, Function(*function), arguments, kRoot);
  } else if (init != nullptr) {
    instance = nullptr;
  } else {
    Scope* const scope = NewScope(Scope::Kind::kFunction, frames_.back().scope);
    scope->variables["self"] = {instance, made.at};
    frames_.push_back({scope, {}, nullptr, nullptr});
    InitializeOutside(instance, arguments, kRoot);
    frames_.pop_back();
    instance = scope->variables["self"].value;
  }
  Rewind(aside.mark());
  return instance;
}

ValuePtr Machine::Ask(const ValuePtr& object, absl::string_view name, std::vector<ValuePtr> arguments) {
  const Call* instance = object->As<Call>();
  const Class* type = instance == nullptr || !instance->is_instance ? nullptr : instance->callee->As<Class>();
  if (type == nullptr || type->id >= classes_.size()) return nullptr;
  if (const Keyword* own = instance->FindKeyword(name)) return own->value;
  const ValuePtr found = FindInClass(*type, name);
  const Function* method = found == nullptr ? nullptr : found->As<Function>();
  const Aside aside(*this, kMaxModuleSteps);
  ValuePtr answer;
  if (method == nullptr || functions_[method->id].call == FunctionEntry::Call::kProperty) {
    answer = InstanceAttribute(object, *type, name, kRoot);
  } else {
    Call call;
    call.arguments = std::move(arguments);
    answer = CallMethod(Function(*method), object, call, kRoot);
  }
  Rewind(aside.mark());
  return answer;
}

ValuePtr Machine::FieldValue(const ClassEntry& entry, const Class& type, size_t index, const Call& call, NodeId at) {
  if (index < call.arguments.size()) return call.arguments[index];
  const Keyword* keyword = call.FindKeyword(entry.fields[index]);
  if (keyword != nullptr) return keyword->value;
  ValuePtr otherwise = FindInClass(type, entry.fields[index]);
  if (otherwise == nullptr) return UnknownAt(at, "a field");
  const Call* field = otherwise->As<Call>();
  if (field == nullptr || PathOf(*field->callee) != "dataclasses.field") return otherwise;
  if (const Keyword* value = field->FindKeyword("default")) return value->value;
  const Keyword* factory = field->FindKeyword("default_factory");
  if (factory == nullptr) return UnknownAt(at, "a field");
  Call make;
  make.callee = factory->value;
  return Invoke(std::move(make), at);
}

// An attribute of an object, or of a member of an enum; nullptr: not known.
ValuePtr Machine::InstanceAttribute(const ValuePtr& object, const Class& type, absl::string_view name, NodeId at) {
  const Call* instance = object->As<Call>();
  const Keyword* own = instance == nullptr ? nullptr : instance->FindKeyword(name);
  if (own != nullptr) return own->value;
  if (name == "__class__") return New(at, type);
  const ValuePtr found = FindInClass(type, name);
  const Function* function = found == nullptr ? nullptr : found->As<Function>();
  if (function == nullptr) return found;
  if (functions_[function->id].call != FunctionEntry::Call::kProperty) return nullptr;  // a method: see InvokeMethod
  return CallMethod(*function, object, Call(), at);
}

void Machine::SetAttribute(const ValuePtr& object, absl::string_view name, const ValuePtr& value, Span at) {
  const Call* instance = object->As<Call>();
  if (instance == nullptr || !instance->is_instance) return;
  Contain(value);
  Call changed = *instance;
  const auto found = std::find_if(changed.keywords.begin(), changed.keywords.end(),
                                  [&](const Keyword& keyword) { return keyword.name == name; });
  if (found != changed.keywords.end()) {
    found->value = value;
  } else {
    changed.keywords.push_back({std::string(name), value, at});
  }
  if (Spend(changed.keywords.size() / 8 + 1, kRoot))
    Replace(object, Make(object->at, Value{object->at, std::move(changed)}));
}

ValuePtr Machine::CallMethod(const Function& function, const ValuePtr& object, const Call& call, NodeId at) {
  Call bound = call;
  const FunctionEntry::Call kind = functions_[function.id].call;
  if (kind == FunctionEntry::Call::kClass && object->As<Class>() == nullptr) {
    const Call* instance = object->As<Call>();
    const Attribute* member = object->As<Attribute>();
    const ValuePtr type = instance != nullptr ? instance->callee : member != nullptr ? member->object : object;
    bound.arguments.insert(bound.arguments.begin(), type);
  } else if (kind != FunctionEntry::Call::kStatic) {
    bound.arguments.insert(bound.arguments.begin(), object);
  }
  return InvokeFunction(function, bound, at);
}

std::vector<Event> Machine::Fire(const Value& target, absl::string_view event, const std::vector<ValuePtr>& arguments) {
  const Class* type = target.As<Class>();
  if (type != nullptr && type->id < classes_.size()) {
    const Scope* module = classes_[type->id].scope;
    while (module->parent != nullptr) module = module->parent;
    LoadedModule* loaded = module->loaded;
    if (loaded != nullptr) {
      const auto found = loaded->module->listeners.find(type->name);
      if (found != loaded->module->listeners.end()) RunStatements(*loaded, found->second, kRoot);
    }
  }
  std::vector<Event> events;
  const Aside aside(*this, kMaxModuleSteps);
  const size_t before = events_.size();
  for (size_t i = 0; i < listeners_.size(); ++i) {  // which may register more
    const Call& registered = *listeners_[i].first->As<Call>();
    const Value* event_name = registered.Argument(1, "identifier");
    const Value* listened = registered.Argument(0, "target");
    if (event_name == nullptr || event_name->Text() == nullptr || *event_name->Text() != event) continue;
    const Class* other = listened->As<Class>();
    const bool same = type != nullptr ? other != nullptr && other->id == type->id : listened == &target;
    if (!same) continue;
    Call call;
    call.callee = listeners_[i].second;
    call.arguments = arguments;
    Invoke(std::move(call), kRoot);
  }
  events.assign(events_.begin() + static_cast<std::ptrdiff_t>(before), events_.end());
  // What they registered in turn knows their variables: those stay.
  trail_.erase(trail_.begin() + static_cast<std::ptrdiff_t>(std::min(aside.mark(), trail_.size())), trail_.end());
  return events;
}

// super().name(...) in a method of a class of the project; nullptr: it leads outside.
ValuePtr Machine::InvokeSuper(absl::string_view name, const Call& call, NodeId at) {
  const Frame& frame = frames_.back();
  if (!frame.function.has_value() || !functions_[*frame.function].owner.has_value()) return nullptr;
  const FunctionEntry& method = functions_[*frame.function];
  const NodeId parameter = method.syntax->ChildAt(method.syntax->Child(method.node, Field::kParameters), 0);
  const auto self = frame.scope->variables.find(method.syntax->Text(method.syntax->ParameterName(parameter)));
  if (self == frame.scope->variables.end() || self->second.value == nullptr) return nullptr;
  const ValuePtr object = self->second.value;
  for (const ValuePtr& base : classes_[*method.owner].bases) {
    const Class* own = base->As<Class>();
    if (own == nullptr || own->id >= *method.owner) continue;
    const ValuePtr found = FindInClass(*own, name);
    const Function* function = found == nullptr ? nullptr : found->As<Function>();
    if (function != nullptr) return CallMethod(Function(*function), object, call, at);
  }
  if (name != "__init__") return nullptr;
  InitializeOutside(object, call, at);
  return New(at, None{});
}

// namedtuple("P", ["a", "b"]), namedtuple("P", "a b")
ValuePtr Machine::NamedTupleClass(const Call& call, NodeId at) {
  if (call.arguments.size() != 2 || !call.complete || !call.keywords.empty()) return nullptr;
  const std::string* name = call.arguments[0]->Text();
  ClassEntry entry{at, NewScope(Scope::Kind::kClass, current()), {}};
  if (const std::string* names = call.arguments[1]->Text()) {
    for (const absl::string_view field : absl::StrSplit(*names, absl::ByAnyChar(", "), absl::SkipEmpty())) {
      entry.fields.emplace_back(field);
    }
  } else if (const Sequence* names = call.arguments[1]->As<Sequence>(); names != nullptr && names->complete) {
    for (const ValuePtr& field : names->items) {
      if (field->Text() == nullptr) return nullptr;
      entry.fields.push_back(*field->Text());
    }
  } else {
    return nullptr;
  }
  entry.name = name == nullptr ? "" : *name;
  entry.has_fields = entry.is_tuple = true;
  classes_.push_back(std::move(entry));
  return New(at, Class{static_cast<uint32_t>(classes_.size() - 1), classes_.back().name});
}

// A member of an enum that is a str or an int too, as that.
ValuePtr Machine::WithoutMember(const ValuePtr& value) const {
  const Attribute* member = value->As<Attribute>();
  const Class* type = member == nullptr ? nullptr : member->object->As<Class>();
  if (type == nullptr || !IsEnum(*type)) return value;
  const bool mixed = HasBase(*type, "builtins.str") || HasBase(*type, "builtins.int") ||
                     HasBase(*type, "enum.StrEnum") || HasBase(*type, "enum.IntEnum");
  const auto found = classes_[type->id].scope->variables.find(member->name);
  const bool known = found != classes_[type->id].scope->variables.end() && found->second.value != nullptr;
  return mixed && known ? found->second.value : value;
}

}  // namespace retort::python
