// How the machine defines functions and classes.

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {

ValuePtr Machine::Define(NodeId function, const std::vector<NodeId>& decorators) {
  FunctionEntry entry{function, &syntax_.syntax(), current(), {}};
  for (const NodeId parameter : syntax_.Children(syntax_.Child(function, Field::kParameters))) {
    const NodeId value = syntax_.Child(parameter, Field::kValue);
    if (syntax_.Child(function, Field::kParameters) != kNoNode && value != kNoNode)
      entry.defaults.push_back(Eval(value));
  }
  std::vector<ValuePtr> wrappers;
  std::vector<ValuePtr> listens;
  for (const NodeId decorator : decorators) {
    const ValuePtr value = Eval(decorator + 1);
    const std::string path = PathOf(*value);
    if (path == "builtins.staticmethod") entry.call = FunctionEntry::Call::kStatic;
    if (path == "builtins.classmethod") entry.call = FunctionEntry::Call::kClass;
    const bool context = path == "contextlib.contextmanager" || path == "contextlib.asynccontextmanager";
    if (context) entry.call = FunctionEntry::Call::kContext;
    if (path == "builtins.property" || path == "functools.cached_property") entry.call = FunctionEntry::Call::kProperty;
    if (value->As<Function>() != nullptr) wrappers.push_back(value);
    const Call* call = value->As<Call>();
    if (call != nullptr && PathOf(*call->callee) == "sqlalchemy.event.listens_for") listens.push_back(value);
  }
  entry.decorated = !decorators.empty();
  functions_.push_back(std::move(entry));
  const NodeId name = syntax_.Child(function, Field::kName);
  ValuePtr defined = New(function, Function{static_cast<uint32_t>(functions_.size() - 1),
                                            std::string(name == kNoNode ? "" : syntax_.Text(name))});
  for (ValuePtr& target : listens) listeners_.emplace_back(std::move(target), defined);
  return Decorate(std::move(defined), wrappers, function);
}

// A decorator of the project is called with the function; one from outside is taken to leave it as it is.
ValuePtr Machine::Decorate(ValuePtr function, const std::vector<ValuePtr>& decorators, NodeId at) {
  for (auto decorator = decorators.rbegin(); decorator != decorators.rend(); ++decorator) {
    Call call;
    call.callee = *decorator;
    call.arguments.push_back(function);
    ValuePtr wrapped = Invoke(std::move(call), at);
    if (wrapped->As<Function>() != nullptr) function = std::move(wrapped);
  }
  return function;
}

ValuePtr Machine::DefineClass(NodeId type, Span at, const std::vector<ValuePtr>& decorators) {
  ClassEntry entry{type, NewScope(Scope::Kind::kClass, current()), {}};
  const NodeId bases = syntax_.Child(type, Field::kSuperclasses);
  for (NodeId base = bases + 1; bases != kNoNode && base < syntax_[bases].after; base = syntax_[base].after) {
    if (syntax_[base].kind == Kind::kKeywordArgument) continue;
    // Base[T] is Base.
    const bool generic = syntax_[base].kind == Kind::kSubscript;
    const ValuePtr plain = generic ? Eval(syntax_.Child(base, Field::kValue)) : nullptr;
    const bool is_class = generic && (plain->As<Reference>() != nullptr || plain->As<Class>() != nullptr);
    entry.bases.push_back(is_class ? plain : Eval(base));
  }
  entry.name = std::string(syntax_.Text(syntax_.Child(type, Field::kName)));
  const auto id = static_cast<uint32_t>(classes_.size());
  Scope* const outer = current();
  Scope* const own = entry.scope;
  classes_.push_back(std::move(entry));
  frames_.back().scope = own;
  Block(syntax_.Child(type, Field::kBody));
  frames_.back().scope = outer;
  for (const auto& [name, variable] : own->variables) {
    const Function* method = variable.value == nullptr ? nullptr : variable.value->As<Function>();
    if (method != nullptr && !functions_[method->id].owner.has_value()) functions_[method->id].owner = id;
  }
  ReadFields(classes_[id], decorators);
  if (IsEnum(Class{id, ""})) NumberMembers(id, type);
  return MakeValue(at, Class{id, classes_[id].name});
}

// The fields of a dataclass or a named tuple.
void Machine::ReadFields(ClassEntry& entry, const std::vector<ValuePtr>& decorators) {
  for (const ValuePtr& decorator : decorators) {
    const Call* call = decorator->As<Call>();
    const std::string path = PathOf(call == nullptr ? *decorator : *call->callee);
    if (path == "dataclasses.dataclass") {
      entry.has_fields = true;
    } else if (path != "enum.unique" && path != "functools.total_ordering") {
      entry.decorated = true;
    }
  }
  for (const ValuePtr& base : entry.bases) {
    entry.is_tuple = entry.is_tuple || PathOf(*base) == "typing.NamedTuple";
    const Class* own = base->As<Class>();
    if (own == nullptr || own->id >= classes_.size()) continue;
    entry.fields.insert(entry.fields.end(), classes_[own->id].fields.begin(), classes_[own->id].fields.end());
    entry.is_tuple = entry.is_tuple || classes_[own->id].is_tuple;
    if (classes_[own->id].has_fields && FindInClass(*own, "__init__") == nullptr) entry.has_fields = true;
  }
  entry.has_fields = entry.has_fields || entry.is_tuple;
  if (!entry.has_fields) return;
  for (const NodeId statement : syntax_.Children(syntax_.Child(entry.node, Field::kBody))) {
    const NodeId assignment = syntax_.ChildOf(statement, Kind::kAssignment);
    const NodeId type = assignment == kNoNode ? kNoNode : syntax_.Child(assignment, Field::kType);
    if (type == kNoNode || absl::StrContains(syntax_.Text(type), "ClassVar")) continue;
    const std::string name(syntax_.Text(syntax_.Child(assignment, Field::kLeft)));
    if (std::find(entry.fields.begin(), entry.fields.end(), name) == entry.fields.end()) entry.fields.push_back(name);
  }
}

std::vector<std::string> Machine::OutsideBases(const Class& type) const {
  std::vector<std::string> paths;
  if (type.id >= classes_.size()) return paths;
  for (const ValuePtr& base : classes_[type.id].bases) {
    const Class* own = base->As<Class>();
    if (own == nullptr) {
      paths.push_back(PathOf(*base));
    } else if (own->id < type.id) {
      for (std::string& path : OutsideBases(*own)) paths.push_back(std::move(path));
    }
  }
  return paths;
}

bool Machine::HasBase(const Class& type, absl::string_view path) const {
  const std::vector<ValuePtr>& bases = classes_[type.id].bases;
  return std::any_of(bases.begin(), bases.end(), [&](const ValuePtr& base) {
    const Class* own = base->As<Class>();
    return own != nullptr && own->id < type.id ? HasBase(*own, path) : PathOf(*base) == path;
  });
}

// What auto() stands for.
void Machine::NumberMembers(uint32_t type, NodeId at) {
  const Class self{type, ""};
  const ValuePtr generate = FindInClass(self, "_generate_next_value_");
  std::vector<ValuePtr> last;
  for (const absl::string_view name : std::vector<absl::string_view>(classes_[type].scope->order)) {
    Variable variable = classes_[type].scope->variables[name];
    if (variable.value == nullptr || variable.value->As<Function>() != nullptr) continue;
    const Call* call = variable.value->As<Call>();
    if (call != nullptr && PathOf(*call->callee) == "enum.auto") {
      const std::optional<int64_t> before = last.empty() ? 0 : IntOf(*last.back());
      if (generate != nullptr && generate->As<Function>() != nullptr) {
        Call next;
        next.callee = generate;
        next.arguments = {MakeText(name, at), New(at, Number{"1"}), New(at, Number{absl::StrCat(last.size())}),
                          New(at, Sequence{Sequence::Kind::kList, last, true})};
        variable.value = Invoke(std::move(next), at);
      } else if (HasBase(self, "enum.StrEnum")) {
        variable.value = MakeText(absl::AsciiStrToLower(name), at);
      } else if (before.has_value() && !HasBase(self, "builtins.str") && !HasBase(self, "enum.Flag") &&
                 !HasBase(self, "enum.IntFlag")) {
        variable.value = New(at, Number{absl::StrCat(*before + 1)});
      } else {
        variable.value = UnknownAt(at, "a member of an enum");
      }
      Write(classes_[type].scope, name, variable);
    }
    last.push_back(variable.value);
  }
}

void Machine::Decorated(NodeId statement) {
  const NodeId definition = syntax_.Child(statement, Field::kDefinition);
  if (definition == kNoNode) return;
  std::vector<NodeId> decorators;
  for (const NodeId child : syntax_.Children(statement)) {
    if (syntax_[child].kind == Kind::kDecorator && syntax_[child].after > child + 1) decorators.push_back(child);
  }
  const Span at = syntax_.At(statement);
  const absl::string_view name = syntax_.Text(syntax_.Child(definition, Field::kName));
  if (syntax_[definition].kind == Kind::kFunction) {
    Bind(name, Define(definition, decorators), at);
    return;
  }
  std::vector<ValuePtr> values;
  for (const NodeId decorator : decorators) values.push_back(Eval(decorator + 1));
  Bind(name, DefineClass(definition, at, values), at);
}

}  // namespace retort::python
