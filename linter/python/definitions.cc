// How the machine defines functions and classes.

#include "linter/python/machine.h"

namespace retort::python {

ValuePtr Machine::Define(NodeId function, const std::vector<NodeId>& decorators) {
  FunctionEntry entry{function, &syntax_.syntax(), current(), {}};
  for (const NodeId parameter : syntax_.Children(syntax_.Child(function, Field::kParameters))) {
    const NodeId value = syntax_.Child(parameter, Field::kValue);
    if (syntax_.Child(function, Field::kParameters) != kNoNode && value != kNoNode)
      entry.defaults.push_back(Eval(value));
  }
  for (const NodeId decorator : decorators) {
    const ValuePtr value = Eval(decorator + 1);
    const std::string path = PathOf(*value);
    if (path == "builtins.staticmethod") entry.call = FunctionEntry::Call::kStatic;
    if (path == "builtins.classmethod") entry.call = FunctionEntry::Call::kClass;
    const bool context = path == "contextlib.contextmanager" || path == "contextlib.asynccontextmanager";
    if (context) entry.call = FunctionEntry::Call::kContext;
    if (path == "builtins.property") return UnknownAt(function, "a property");
  }
  entry.decorated = !decorators.empty();
  functions_.push_back(std::move(entry));
  const NodeId name = syntax_.Child(function, Field::kName);
  return New(function, Function{static_cast<uint32_t>(functions_.size() - 1),
                                std::string(name == kNoNode ? "" : syntax_.Text(name))});
}

ValuePtr Machine::DefineClass(NodeId type, Span at) {
  ClassEntry entry{type, NewScope(Scope::Kind::kClass, current()), {}};
  const NodeId bases = syntax_.Child(type, Field::kSuperclasses);
  for (NodeId base = bases + 1; bases != kNoNode && base < syntax_[bases].after; base = syntax_[base].after) {
    if (syntax_[base].kind != Kind::kKeywordArgument) entry.bases.push_back(Eval(base));
  }
  const auto id = static_cast<uint32_t>(classes_.size());
  Scope* const outer = current();
  Scope* const own = entry.scope;
  classes_.push_back(std::move(entry));
  frames_.back().scope = own;
  Block(syntax_.Child(type, Field::kBody));
  frames_.back().scope = outer;
  return MakeValue(at, Class{id, std::string(syntax_.Text(syntax_.Child(type, Field::kName)))});
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
  for (const NodeId decorator : decorators) Eval(decorator + 1);
  Bind(name, DefineClass(definition, at), at);
}

}  // namespace retort::python
