// `with`: what is entered and left around a block, also by a helper of the project that yields to it.

#include <algorithm>
#include <utility>

#include "linter/python/machine.h"

namespace retort::python {

Flow Machine::With(NodeId statement) {
  std::vector<NodeId> items;
  for (const NodeId item : syntax_.Children(syntax_.ChildOf(statement, Kind::kWithClause))) {
    if (syntax_[item].kind == Kind::kWithItem) items.push_back(item);
  }
  return WithItems(statement, items, 0);
}

// Enters the items from `first` on, runs the block, and leaves them.
Flow Machine::WithItems(NodeId statement, const std::vector<NodeId>& items, size_t first) {
  if (first == items.size()) return Block(syntax_.Child(statement, Field::kBody));
  const Deeper deeper(*this);
  if (deeper.too_deep()) {
    TooDeep(statement);
    return Flow::kNext;
  }
  const NodeId item = items[first];
  const NodeId expression = syntax_.Child(item, Field::kValue);
  const bool named = syntax_[expression].kind == Kind::kAsPattern;
  const NodeId entered = named ? expression + 1 : expression;
  const NodeId alias = named ? syntax_.Child(expression, Field::kAlias) : kNoNode;
  const auto rest = [&](const ValuePtr& value) {
    if (alias != kNoNode) Assign(alias, value, syntax_.At(item));
    return WithItems(statement, items, first + 1);
  };
  if (const std::optional<Flow> flow = WithHelper(entered, rest)) return *flow;
  const bool awaited = syntax_.ChildOf(statement, Kind::kToken) != kNoNode;
  const int in_try = in_try_;
  const ValuePtr value = Eval(entered);
  const Call* call = value->As<Call>();
  if (call != nullptr && PathOf(*call->callee) == "contextlib.suppress") ++in_try_;
  Emit(Event::Kind::kEnter, value, syntax_.At(item));
  events_.back().awaited = awaited;
  const Flow flow = rest(value);
  Emit(Event::Kind::kExit, value, syntax_.At(statement));
  events_.back().awaited = awaited;
  in_try_ = in_try;
  return flow;
}

// `with helper():` where a generator of the project stands behind @contextmanager: the block runs where it yields, in
// the scope where it stands. Nothing for everything else.
std::optional<Flow> Machine::WithHelper(NodeId expression, const std::function<Flow(const ValuePtr&)>& block) {
  expression = syntax_.Unwrap(expression);
  if (syntax_[expression].kind != Kind::kCall) return std::nullopt;
  const NodeId name = syntax_.Child(expression, Field::kFunction);
  if (syntax_[name].kind != Kind::kIdentifier && syntax_[name].kind != Kind::kAttribute) return std::nullopt;
  if (syntax_[name].kind == Kind::kAttribute && syntax_[name + 1].kind != Kind::kIdentifier) return std::nullopt;
  const ValuePtr callee = Eval(name);
  const Function* function = callee->As<Function>();
  if (function == nullptr || functions_[function->id].call != FunctionEntry::Call::kContext) return std::nullopt;
  if (functions_[function->id].running >= kMaxRecursion || frames_.size() > kMaxFrames) return std::nullopt;
  const uint32_t id = function->id;
  const Call call = Arguments(expression, callee);
  const Page here = syntax_;
  const size_t frame = frames_.size() - 1;
  Loop* const loop = loops_.empty() ? nullptr : loops_.back();
  Flow flow = Flow::kNext;
  bool ran = false;
  ++functions_[id].running;
  const auto [ended, helper] = RunBody(Function{id, ""}, call, expression, [&](const ValuePtr& value) {
    const Page there = std::exchange(syntax_, here);
    Frame own = std::move(frames_[frame]);
    frames_[frame].scope = own.scope;
    frames_.push_back(std::move(own));
    loops_.push_back(loop);
    flow = block(value);
    ran = true;
    loops_.pop_back();
    own = std::move(frames_.back());
    frames_.pop_back();
    frames_[frame] = std::move(own);
    syntax_ = there;
  });
  --functions_[id].running;
  if (!ran) flow = block(UnknownAt(expression, "a generator"));
  return ended == Flow::kRaise || ended == Flow::kStop ? ended : flow;
}

}  // namespace retort::python
