// How the machine calls: functions of the file are followed, everything else becomes an event.

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/python/collections.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

// Methods that call, once and now, the function that is passed to them.
constexpr absl::string_view kCallers[] = {"run_sync", "run", "run_async", "run_until_complete", "run_callable"};

absl::string_view LastName(const Value& callee) {
  if (const Attribute* attribute = callee.As<Attribute>()) return attribute->name;
  const Reference* reference = callee.As<Reference>();
  if (reference == nullptr) return "";
  return absl::string_view(reference->path).substr(reference->path.rfind('.') + 1);
}

}  // namespace

ValuePtr Machine::EvalCall(NodeId node) {
  ValuePtr callee = Eval(syntax_.Child(node, Field::kFunction));
  return Invoke(Arguments(node, std::move(callee)), node);
}

Call Machine::Arguments(NodeId node, ValuePtr callee) {
  Call call;
  call.callee = std::move(callee);
  const NodeId arguments = syntax_.Child(node, Field::kArguments);
  if (arguments == kNoNode) return call;
  if (!syntax_.is_foreign()) call.parentheses = syntax_.At(arguments);
  if (syntax_[arguments].kind == Kind::kGenerator) {
    call.arguments.push_back(Eval(arguments));
    return call;
  }
  for (const NodeId argument : syntax_.Children(arguments)) AddArgument(argument, call);
  return call;
}

void Machine::AddArgument(NodeId argument, Call& call) {
  switch (syntax_[argument].kind) {
    case Kind::kKeywordArgument: {
      const NodeId name = syntax_.Child(argument, Field::kName);
      ValuePtr value = Eval(syntax_.Child(argument, Field::kValue));
      call.keywords.push_back({std::string(syntax_.Text(name)), std::move(value), syntax_.At(argument)});
      return;
    }
    case Kind::kListSplat: {
      const std::optional<Sequence> items = Iterate(*Eval(argument + 1), argument);
      if (items.has_value()) {
        call.arguments.insert(call.arguments.end(), items->items.begin(), items->items.end());
      }
      call.complete = call.complete && items.has_value() && items->complete;
      return;
    }
    case Kind::kDictionarySplat: {
      const ValuePtr value = Eval(argument + 1);
      const Dict* dict = value->As<Dict>();
      call.complete = call.complete && dict != nullptr && dict->complete;
      if (dict == nullptr) return;
      for (const auto& [key, item] : dict->items) {
        if (key->Text() == nullptr) {
          call.complete = false;
        } else {
          call.keywords.push_back({*key->Text(), item, syntax_.At(argument)});
        }
      }
      return;
    }
    case Kind::kToken:
      return;
    default:
      call.arguments.push_back(Eval(argument));
  }
}

ValuePtr Machine::Invoke(Call call, NodeId at) {
  const ValuePtr callee = call.callee;
  ValuePtr result;
  if (const Function* function = callee->As<Function>()) return InvokeFunction(*function, call, at);
  if (const Class* type = callee->As<Class>()) {
    result = InvokeClass(*type, call, at);
  } else if (const Attribute* method = callee->As<Attribute>()) {
    result = InvokeMethod(*method, call, at);
  } else if (const Reference* reference = callee->As<Reference>()) {
    result = InvokeKnown(reference->path, call, at);
    if (absl::EndsWith(reference->path, "TypeDecorator.__init__") && !call.arguments.empty()) {
      Call rest = call;
      rest.arguments.erase(rest.arguments.begin());
      InitializeOutside(call.arguments[0], rest, at);
    }
  } else if (const Call* made = callee->As<Call>();
             made != nullptr && PathOf(*made->callee) == "functools.partial" && !made->arguments.empty()) {
    Call whole = call;
    whole.callee = made->arguments[0];
    whole.arguments.insert(whole.arguments.begin(), made->arguments.begin() + 1, made->arguments.end());
    whole.keywords.insert(whole.keywords.begin(), made->keywords.begin(), made->keywords.end());
    return Invoke(std::move(whole), at);
  }
  return result != nullptr ? result : Outside(std::move(call), at);
}

// A call of something that is not in the file, or cannot be followed.
ValuePtr Machine::Outside(Call call, NodeId at) {
  FollowCallbacks(call, at);
  for (const ValuePtr& argument : call.arguments) Contain(argument);
  for (const Keyword& keyword : call.keywords) Contain(keyword.value);
  ValuePtr value = New(at, std::move(call));
  Emit(Event::Kind::kCall, value, syntax_.At(at));
  const ValuePtr assumed = Assumed(*value);
  return assumed != nullptr ? assumed : value;
}

void Machine::FollowCallbacks(const Call& call, NodeId at) {
  const absl::string_view name = LastName(*call.callee);
  const bool now = std::find(std::begin(kCallers), std::end(kCallers), name) != std::end(kCallers);
  if (name == "partial") return;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Function* function = call.arguments[i]->As<Function>();
    if (function == nullptr) continue;
    Call inner;
    inner.callee = call.arguments[i];
    inner.complete = false;
    if (now) {
      InvokeFunction(*function, inner, at);
      continue;
    }
    const bool raised = raised_;
    const Condition calls = {Condition::Kind::kOther, nullptr, true, absl::StrCat(name, "() calls it")};
    const Condition other = {Condition::Kind::kOther, nullptr, false, calls.text};
    Fork({calls, other}, [&](size_t branch) {
      if (branch == 0) InvokeFunction(*function, inner, at);
      return Flow::kNext;
    });
    raised_ = raised;
  }
}

ValuePtr Machine::InvokeFunction(const Function& function, const Call& call, NodeId at) {
  FunctionEntry* entry = &functions_[function.id];
  const Deeper deeper(*this);
  if (deeper.too_deep() || frames_.size() > kMaxFrames || entry->running >= kMaxRecursion || !Spend(1, at)) {
    // Said once for a function: a recursion that branches would say it over and over.
    ValuePtr value = UnknownAt(at, "a recursion");
    if (!std::exchange(entry->recursion_said, true)) Emit(Event::Kind::kUnknown, value, syntax_.At(at));
    return value;
  }
  ++entry->running;
  const auto [flow, frame] = RunBody(function, call, at);
  entry = &functions_[function.id];  // the body may have defined functions
  --entry->running;
  if (flow == Flow::kRaise) raised_ = true;
  if (entry->call == FunctionEntry::Call::kContext) {
    return frame.yielded != nullptr ? frame.yielded : UnknownAt(at, "a generator");
  }
  if (frame.yielded != nullptr) return New(at, frame.yields);
  if (flow == Flow::kReturn || flow == Flow::kNext) return ResultOf(frame, at, flow == Flow::kNext);
  return UnknownAt(at, "a call that raises");
}

std::pair<Flow, Machine::Frame> Machine::RunBody(const Function& function, const Call& call, NodeId at,
                                                 std::function<void(const ValuePtr&)> at_yield) {
  const FunctionEntry entry = functions_[function.id];
  const Turn turn(*this, *entry.syntax, at);
  Scope* const scope = NewScope(Scope::Kind::kFunction, entry.scope);
  BindParameters(entry, call, scope);
  const NodeId body = syntax_.Child(entry.node, Field::kBody);
  frames_.push_back({scope, {false, 0, conditions_.size(), {}}, nullptr, nullptr});
  frames_.back().function = function.id;
  frames_.back().at_yield = std::move(at_yield);
  loops_.push_back(nullptr);
  Flow flow = Flow::kReturn;
  if (syntax_[entry.node].kind == Kind::kLambda) {
    frames_.back().result = Eval(body);
  } else {
    flow = Block(body);
  }
  Open(frames_.back().early_return);
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  loops_.pop_back();
  return {flow, std::move(frame)};
}

void Machine::BindParameters(const FunctionEntry& entry, const Call& call, Scope* scope) {
  const NodeId parameters = syntax_.Child(entry.node, Field::kParameters);
  if (parameters == kNoNode) return;
  size_t position = 0;
  size_t default_index = 0;
  bool keyword_only = false;
  std::vector<absl::string_view> named;
  const auto bind = [&](absl::string_view name, ValuePtr value) {
    named.push_back(name);
    Write(scope, name, {std::move(value), syntax_.At(parameters)});
  };
  for (const NodeId parameter : syntax_.Children(parameters)) {
    const NodeId name = syntax_.ParameterName(parameter);
    const Kind kind = syntax_[parameter].kind;
    if (kind == Kind::kPositionalSeparator) continue;
    if (syntax_[name].kind == Kind::kListSplatPattern || kind == Kind::kKeywordSeparator) {
      keyword_only = true;
      if (kind == Kind::kKeywordSeparator) continue;
      Sequence rest{Sequence::Kind::kTuple, {}, call.complete};
      for (; position < call.arguments.size(); ++position) rest.items.push_back(call.arguments[position]);
      bind(syntax_.Text(name + 1), New(parameter, std::move(rest)));
    } else if (syntax_[name].kind == Kind::kDictionarySplatPattern) {
      bind(syntax_.Text(name + 1), OtherKeywords(call, named, parameter));
    } else {
      const bool has_default = syntax_.Child(parameter, Field::kValue) != kNoNode;
      const ValuePtr otherwise =
          has_default && default_index < entry.defaults.size() ? entry.defaults[default_index++] : nullptr;
      const Keyword* keyword = call.FindKeyword(syntax_.Text(name));
      ValuePtr value = call.complete && otherwise != nullptr ? otherwise : UnknownAt(name, "a parameter");
      if (keyword != nullptr) value = keyword->value;
      if (!keyword_only && position < call.arguments.size()) value = call.arguments[position++];
      bind(syntax_.Text(name), std::move(value));
    }
  }
}

ValuePtr Machine::OtherKeywords(const Call& call, const std::vector<absl::string_view>& named, NodeId at) {
  Dict rest{{}, call.complete};
  for (const Keyword& keyword : call.keywords) {
    if (std::find(named.begin(), named.end(), keyword.name) != named.end()) continue;
    MappedText key;
    key.Append(keyword.name, keyword.at);
    rest.items.emplace_back(New(at, std::move(key)), keyword.value);
  }
  return New(at, std::move(rest));
}

ValuePtr Machine::InvokeClass(const Class& type, const Call& call, NodeId at) {
  if (!IsEnum(type)) return MakeInstance(type, call, at);
  if (call.arguments.size() != 1) return nullptr;
  for (const auto& [name, value] : Members(type)) {
    if (Equal(*value, *call.arguments[0]).value_or(false)) return New(at, Attribute{call.callee, name});
  }
  return UnknownAt(at, "a member of an enum");
}

ValuePtr Machine::InvokeMethod(const Attribute& method, const Call& call, NodeId at) {
  const ValuePtr& object = method.object;
  if (object->As<MappedText>() != nullptr) return TextMethod(*object, method.name, call, at);
  if (object->As<Sequence>() != nullptr) return SequenceMethod(object, method.name, call, at);
  if (object->As<Dict>() != nullptr) return DictMethod(object, method.name, call, at);
  // An instance of a class of the file.
  const Call* made = object->As<Call>();
  const Attribute* member = object->As<Attribute>();
  const Class* type = made != nullptr ? made->callee->As<Class>() : object->As<Class>();
  if (member != nullptr) type = member->object->As<Class>();
  if (type != nullptr) {
    const ValuePtr found = FindInClass(*type, method.name);
    const Function* function = found == nullptr ? nullptr : found->As<Function>();
    return function == nullptr ? nullptr : CallMethod(Function(*function), object, call, at);
  }
  if (made == nullptr) return nullptr;
  const std::string path = PathOf(*made->callee);
  if (path == "builtins.super") return InvokeSuper(method.name, call, at);
  if (path == "pathlib.Path" || path == "pathlib.PurePath") return PathMethod(*made, method.name, call, at);
  if (path == "builtins.open" || path == "io.open" || path == "codecs.open") {
    return FileMethod(*made, method.name, at);
  }
  return path == "string.Template" ? FillTemplate(*made, method.name, call, at) : nullptr;
}

}  // namespace retort::python
