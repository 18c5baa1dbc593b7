// How the machine runs statements that do not branch.

#include "absl/strings/str_cat.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {

Flow Machine::Block(NodeId block) {
  for (const NodeId statement : syntax_.Children(block)) {
    const Flow flow = Statement(statement);
    if (flow != Flow::kNext) return flow;
  }
  return Flow::kNext;
}

Flow Machine::Statement(NodeId statement) {
  if (!Spend(1, statement)) return Flow::kStop;
  const Deeper deeper(*this);
  if (deeper.too_deep()) {
    TooDeep(statement);
    return Flow::kNext;
  }
  const Flow flow = Compound(statement);
  if (exhausted_) return Flow::kStop;
  if (flow == Flow::kNext && raised_) {
    raised_ = false;
    return Flow::kRaise;
  }
  return flow;
}

Flow Machine::Compound(NodeId statement) {
  switch (syntax_[statement].kind) {
    case Kind::kIf:
      return If(statement);
    case Kind::kFor:
      return For(statement);
    case Kind::kWhile:
      return While(statement);
    case Kind::kTry:
      return Try(statement);
    case Kind::kWith:
      return With(statement);
    case Kind::kMatch:
      return Match(statement);
    case Kind::kFunction:
      Bind(syntax_.Text(syntax_.Child(statement, Field::kName)), Define(statement, {}), syntax_.At(statement));
      return Flow::kNext;
    case Kind::kClass:
      Bind(syntax_.Text(syntax_.Child(statement, Field::kName)), DefineClass(statement, syntax_.At(statement), {}),
           syntax_.At(statement));
      return Flow::kNext;
    case Kind::kDecorated:
      Decorated(statement);
      return Flow::kNext;
    default:
      return Simple(statement);
  }
}

Flow Machine::Simple(NodeId statement) {
  const Node& node = syntax_[statement];
  if (node.broken) {
    Emit(Event::Kind::kUnknown, UnknownAt(statement, "a syntax error"), syntax_.At(statement));
    return Flow::kNext;
  }
  switch (node.kind) {
    case Kind::kExpressionStatement:
      return ExpressionStatement(statement);
    case Kind::kReturn:
      return Return(statement);
    case Kind::kRaise:
      return Raise(statement);
    case Kind::kAssert:
      return Assert(statement);
    case Kind::kBreak:
      return Flow::kBreak;
    case Kind::kContinue:
      return Flow::kContinue;
    default:
      Declare(statement);
      return Flow::kNext;
  }
}

// Statements that only bind names, or look at a value.
void Machine::Declare(NodeId statement) {
  const Node& node = syntax_[statement];
  switch (node.kind) {
    case Kind::kImport:
      return Import(statement);
    case Kind::kImportFrom:
      return ImportFrom(statement, std::string(syntax_.Text(syntax_.Child(statement, Field::kModuleName))));
    case Kind::kFutureImport:
      return ImportFrom(statement, "__future__");
    case Kind::kGlobal:
    case Kind::kNonlocal:
      for (const NodeId name : syntax_.Children(statement)) {
        auto& names = node.kind == Kind::kGlobal ? current()->globals : current()->nonlocals;
        names.push_back(syntax_.Text(name));
      }
      return;
    case Kind::kDelete:
      for (const NodeId target : syntax_.Children(statement)) Delete(target);
      return;
    default:
      return;  // pass, type aliases
  }
}

Flow Machine::ExpressionStatement(NodeId statement) {
  for (const NodeId child : syntax_.Children(statement)) {
    if (syntax_[child].kind == Kind::kAssignment) {
      Assignment(child);
    } else if (syntax_[child].kind == Kind::kAugmentedAssignment) {
      AugmentedAssignment(child);
    } else if (!IsForgottenCoroutine(child)) {
      MarkStatement(Eval(child), statement);
    }
  }
  return Flow::kNext;
}

// A call that is all of its statement stands where the statement stands.
void Machine::MarkStatement(const ValuePtr& value, NodeId statement) {
  if (events_.empty() || events_.back().value != value) return;
  // A function that the statement calls may have returned it.
  const Span at = syntax_.At(statement);
  if (syntax_.is_foreign() ? at != value->at : !at.Contains(value->at)) return;
  events_.back().at = syntax_.At(statement);
  events_.back().is_statement = true;
}

// `main()` alone, where main is async, makes a coroutine that nobody runs.
bool Machine::IsForgottenCoroutine(NodeId expression) {
  if (syntax_[expression].kind != Kind::kCall) return false;
  const NodeId callee = syntax_.Child(expression, Field::kFunction);
  if (syntax_[callee].kind != Kind::kIdentifier) return false;
  const ValuePtr value = Lookup(callee);
  const Function* function = value->As<Function>();
  if (function == nullptr || functions_[function->id].decorated) return false;
  const FunctionEntry& entry = functions_[function->id];
  return entry.syntax->ChildOf(entry.node, Kind::kToken) != kNoNode;  // `async`
}

Flow Machine::Return(NodeId statement) {
  const NodeId expression = syntax_.ChildAt(statement, 0);
  ValuePtr value = expression == kNoNode ? New(statement, None{}) : Eval(expression);
  MarkStatement(value, statement);
  AddResult(value);
  ValuePtr& result = frames_.back().result;
  if (result != nullptr && result != value && !Same(*result, *value)) value = UnknownAt(statement, "one of several");
  result = value;
  return Flow::kReturn;
}

Flow Machine::Raise(NodeId statement) {
  const NodeId expression = syntax_.ChildAt(statement, 0);
  ValuePtr value = expression == kNoNode ? UnknownAt(statement, "the exception at hand") : Eval(expression);
  // Making the exception is part of raising it.
  if (!events_.empty() && events_.back().value == value) events_.pop_back();
  Emit(Event::Kind::kRaise, std::move(value), syntax_.At(statement));
  return Flow::kRaise;
}

// One that may fail is a guard.
Flow Machine::Assert(NodeId statement) {
  if (Truth(*Eval(statement + 1)).value_or(true)) return Flow::kNext;
  Call error;
  error.callee = New(statement, Reference{"builtins.AssertionError"});
  const NodeId message = syntax_.ChildAt(statement, 1);
  if (message != kNoNode) error.arguments.push_back(Eval(message));
  Emit(Event::Kind::kRaise, New(statement, std::move(error)), syntax_.At(statement));
  return Flow::kRaise;
}

void Machine::Assignment(NodeId assignment) {
  const Span at = syntax_.At(assignment);
  std::vector<NodeId> targets;
  NodeId right = assignment;
  while (right != kNoNode && syntax_[right].kind == Kind::kAssignment) {  // a = b = c
    targets.push_back(syntax_.Child(right, Field::kLeft));
    right = syntax_.Child(right, Field::kRight);
  }
  if (right == kNoNode) return;  // a declaration
  const ValuePtr value = Eval(right);
  if (!events_.empty() && events_.back().value == value) events_.back().at = at;
  for (const NodeId target : targets) Assign(target, value, at);
}

void Machine::AugmentedAssignment(NodeId assignment) {
  const NodeId target = syntax_.Child(assignment, Field::kLeft);
  absl::string_view op = syntax_.Text(syntax_.Child(assignment, Field::kOperator));
  op.remove_suffix(1);
  const ValuePtr before = Eval(target);
  const ValuePtr right = Eval(syntax_.Child(assignment, Field::kRight));
  if (!IsMutable(*before)) {
    Assign(target, Operate(op, before, right, assignment), syntax_.At(assignment));
    return;
  }
  // A list or set is changed in place, also for its other names.
  Call call;
  call.arguments.push_back(right);
  const absl::string_view method = op == "+" ? "extend" : "update";
  if (before->As<Dict>() != nullptr) {
    DictMethod(before, method, call, assignment);
  } else if (op == "+" || op == "|") {
    SequenceMethod(before, method, call, assignment);
  } else {
    Escape(before, assignment);
  }
}

void Machine::Assign(NodeId target, const ValuePtr& value, Span at) {
  target = syntax_.Unwrap(target);
  const Deeper deeper(*this);
  if (deeper.too_deep()) return;
  std::vector<NodeId> parts;
  switch (syntax_[target].kind) {
    case Kind::kIdentifier:
      Bind(syntax_.Text(target), value, at);
      return;
    case Kind::kAsPatternTarget:
      Assign(target + 1, value, at);
      return;
    case Kind::kPatternList:
    case Kind::kTuplePattern:
    case Kind::kListPattern:
    case Kind::kTuple:
    case Kind::kList:
    case Kind::kExpressionList:
      for (const NodeId part : syntax_.Children(target)) parts.push_back(part);
      Unpack(parts, value, at);
      return;
    case Kind::kSubscript:
      AssignItem(target, value);
      return;
    case Kind::kAttribute: {
      const ValuePtr object = Eval(syntax_.Child(target, Field::kObject));
      const Class* type = object->As<Class>();
      SetAttribute(object, syntax_.Text(syntax_.Child(target, Field::kAttribute)), value, at);
      if (type == nullptr) return;
      Write(classes_[type->id].scope, syntax_.Text(syntax_.Child(target, Field::kAttribute)), {value, at});
      return;
    }
    default:
      return;
  }
}

// object[key] = value, and object[a:b] = value
void Machine::AssignItem(NodeId target, const ValuePtr& value) {
  const ValuePtr object = Eval(syntax_.Child(target, Field::kValue));
  const NodeId key = syntax_.Child(target, Field::kSubscript);
  if (syntax_[key].kind == Kind::kSlice) {
    Escape(object, target);
  } else {
    SetItem(object, Eval(key), value, target);
  }
}

void Machine::Unpack(const std::vector<NodeId>& targets, const ValuePtr& value, Span at) {
  const std::optional<Sequence> items = Iterate(*value, targets.empty() ? kRoot : targets[0]);
  const auto is_star = [&](NodeId target) {
    return syntax_[target].kind == Kind::kListSplatPattern || syntax_[target].kind == Kind::kListSplat;
  };
  size_t star = 0;
  while (star < targets.size() && !is_star(targets[star])) ++star;
  const bool starred = star < targets.size();
  const bool known = items.has_value() && items->complete &&
                     (starred ? items->items.size() + 1 >= targets.size() : items->items.size() == targets.size());
  const size_t taken = known && starred ? items->items.size() + 1 - targets.size() : 0;
  for (size_t i = 0; i < targets.size(); ++i) {
    if (i == star) {
      Sequence rest{Sequence::Kind::kList, {}, known};
      if (known) rest.items.assign(items->items.begin() + star, items->items.begin() + star + taken);
      Assign(targets[i] + 1, New(targets[i], std::move(rest)), at);
    } else {
      const size_t index = i > star ? i + taken - 1 : i;
      Assign(targets[i], known ? items->items[index] : UnknownAt(targets[i], "a part of something unknown"), at);
    }
  }
}

void Machine::Delete(NodeId target) {
  target = syntax_.Unwrap(target);
  switch (syntax_[target].kind) {
    case Kind::kIdentifier:
      Write(OwnerOf(syntax_.Text(target)), syntax_.Text(target), {nullptr, syntax_.At(target)});
      return;
    case Kind::kSubscript: {
      const ValuePtr object = Eval(syntax_.Child(target, Field::kValue));
      DeleteItem(object, Eval(syntax_.Child(target, Field::kSubscript)), target);
      return;
    }
    case Kind::kTuple:
    case Kind::kExpressionList:
    case Kind::kList:
      for (const NodeId part : syntax_.Children(target)) Delete(part);
      return;
    default:
      return;
  }
}

}  // namespace retort::python
