// Under what conditions the machine is at work: pushed by what branches, and by what may have left a region early.

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"
#include "linter/python/phrase.h"

namespace retort::python {
namespace {

// What a value is in an expression: of an unknown its expression.
ValuePtr Operand(const ValuePtr& value) {
  const Unknown* unknown = value->As<Unknown>();
  return unknown == nullptr || unknown->expression == nullptr ? value : unknown->expression;
}

const Call* AsNegation(const Value& value) {
  const Call* call = value.As<Call>();
  const Reference* op = call == nullptr ? nullptr : call->callee->As<Reference>();
  return op != nullptr && op->path == "not" && call->arguments.size() == 1 ? call : nullptr;
}

std::string Said(const Condition& condition) {
  return condition.holds || condition.kind == Condition::Kind::kLoop ? condition.text
                                                                     : absl::StrCat("not ", condition.text);
}

}  // namespace

void Machine::Emit(Event::Kind kind, ValuePtr value, Span at) {
  Event event{kind, std::move(value), at, !conditions_.empty(), in_try_ > 0, false, false, {}, nullptr};
  if (event.conditional) {
    if (shown_conditions_ == nullptr) {
      Conditions conditions;
      for (const ConditionPtr& condition : conditions_) conditions.push_back(*condition);
      shown_condition_ = Describe(conditions);
      shown_conditions_ = std::make_shared<const Conditions>(std::move(conditions));
    }
    event.condition = shown_condition_;
    event.conditions = shown_conditions_;
  }
  events_.push_back(std::move(event));
}

Machine::ConditionPtr Machine::Push(Condition condition) {
  conditions_.push_back(std::make_shared<const Condition>(std::move(condition)));
  shown_conditions_ = nullptr;
  return conditions_.back();
}

void Machine::Pop(const ConditionPtr& condition) {
  const auto found = std::find(conditions_.rbegin(), conditions_.rend(), condition);
  if (found == conditions_.rend()) return;
  conditions_.erase(std::next(found).base());
  shown_conditions_ = nullptr;
}

// Something may have left the region: what follows in it happens only if it did not.
void Machine::Close(Guard& guard, const ConditionPtr& last) {
  if (!guard.closed) guard.mark = trail_.size();
  guard.closed = true;
  if (guard.exits.size() > kMaxExits) return;
  const bool many = guard.exits.size() == kMaxExits;
  const Condition other{Condition::Kind::kOther, nullptr, false, "left early"};
  guard.exits.push_back(Push(many ? other : NotTaken(guard, last)));
}

// The region ends: what was written after the early exit may not have been.
void Machine::Open(Guard& guard) {
  if (!guard.closed) return;
  for (const ConditionPtr& exit : guard.exits) Pop(exit);
  const ConditionPtr only = guard.exits.size() == 1 ? guard.exits[0] : nullptr;
  guard.exits.clear();
  guard.closed = false;
  JoinSince(std::min(guard.mark, trail_.size()), only);
}

// The handlers catch what may have been raised since `outer` was the guard.
void Machine::ReopenRaise(const Guard& outer) {
  if (!outer.closed) return Open(early_raise_);
  for (size_t i = outer.exits.size(); i < early_raise_.exits.size(); ++i) Pop(early_raise_.exits[i]);
  early_raise_.exits.resize(std::min(outer.exits.size(), early_raise_.exits.size()));
}

// That the way out was not taken: from the region's beginning through the conditions that hold now, and the last.
Condition Machine::NotTaken(const Guard& guard, const ConditionPtr& last) const {
  if (last == nullptr) return {Condition::Kind::kOther, nullptr, true, "an exception is raised"};
  std::vector<ConditionPtr> path;
  for (size_t i = guard.start; i < conditions_.size(); ++i) {
    const bool own = std::find(guard.exits.begin(), guard.exits.end(), conditions_[i]) != guard.exits.end();
    if (!own) path.push_back(conditions_[i]);
  }
  path.push_back(last);
  Condition taken = *path.back();
  taken.holds = !taken.holds;
  if (path.size() == 1) return taken;
  std::vector<ValuePtr> tests;
  std::string text;
  for (const ConditionPtr& step : path) {
    tests.push_back(AsExpression(*step));
    absl::StrAppend(&text, text.empty() ? "" : " and ", Said(*step));
  }
  ValuePtr all = tests[0];
  for (size_t i = 1; i < tests.size(); ++i) all = Operand(Symbol(kRoot, "a condition", "and", {all, tests[i]}));
  return {Condition::Kind::kTest, std::move(all), false, OnOneLine(text)};
}

ValuePtr Machine::AsExpression(const Condition& condition) const {
  if (condition.test == nullptr) return UnknownAt(kRoot, "a condition");
  if (condition.kind == Condition::Kind::kLoop) return Operand(Each(condition.test, kRoot));
  return condition.holds ? condition.test : Operand(Symbol(kRoot, "a condition", "not", {condition.test}));
}

ValuePtr Machine::Symbol(NodeId at, absl::string_view reason, absl::string_view op,
                         std::vector<ValuePtr> operands) const {
  bool any = false;
  for (ValuePtr& operand : operands) {
    operand = Operand(operand);
    any = any || !operand->IsUnknown();
  }
  if (!any) return UnknownAt(at, reason);
  Call call;
  call.callee = MakeValue(syntax_.At(at), Reference{std::string(op)});
  call.arguments = std::move(operands);
  ValuePtr expression = New(at, std::move(call));
  if (expression->IsUnknown()) return expression;
  return New(at, Unknown{std::string(reason), std::move(expression)});
}

// Any one item of what cannot be listed.
ValuePtr Machine::Each(const ValuePtr& container, NodeId at) const {
  const Sequence* sequence = container->As<Sequence>();
  if (sequence != nullptr && sequence->items.empty() && sequence->rest != nullptr) return sequence->rest;
  return Symbol(at, "a loop variable", "each", {container});
}

// `if expression` with `value`, in the branch where it is true or the other one.
Condition Machine::Tested(NodeId expression, const ValuePtr& value, bool holds) const {
  ValuePtr test = Operand(value);
  expression = syntax_.Unwrap(expression);
  while (syntax_[expression].kind == Kind::kNot) {
    const NodeId argument = syntax_.Child(expression, Field::kArgument);
    if (argument == kNoNode) break;
    expression = syntax_.Unwrap(argument);
    if (const Call* negation = AsNegation(*test)) test = ValuePtr(negation->arguments[0]);
    holds = !holds;
  }
  // Inside of a helper the source speaks of its parameters.
  const bool plain = frames_.size() <= 2 && syntax_[expression].kind != Kind::kIdentifier;
  const std::optional<std::string> phrase = plain ? std::nullopt : PhraseOf(*test);
  return {Condition::Kind::kTest, std::move(test), holds, phrase.value_or(SourceOf(expression))};
}

Condition Machine::Looped(NodeId statement, const ValuePtr& items) const {
  if (items == nullptr) {
    const std::string text = SourceOf(syntax_.Child(statement, Field::kCondition));
    return {Condition::Kind::kLoop, nullptr, true, absl::StrCat("while ", text)};
  }
  const std::string target = SourceOf(syntax_.Child(statement, Field::kLeft));
  const std::string source = SourceOf(syntax_.Child(statement, Field::kRight));
  return {Condition::Kind::kLoop, Operand(items), true, absl::StrCat("for each ", target, " in ", source)};
}

std::string Machine::SourceOf(NodeId node) const { return node == kNoNode ? "..." : OnOneLine(syntax_.Text(node)); }

// Keeps an expression that is true exactly when what the function returns is.
void Machine::AddResult(const ValuePtr& value) {
  Frame& frame = frames_.back();
  const std::optional<bool> truth = Truth(*value);
  if (truth.has_value() && !*truth) return;
  ValuePtr term = truth.has_value() ? nullptr : Operand(value);
  for (size_t i = frame.early_return.start; i < conditions_.size(); ++i) {
    ValuePtr test = AsExpression(*conditions_[i]);
    term = term == nullptr ? std::move(test) : Operand(Symbol(kRoot, "a condition", "and", {std::move(test), term}));
  }
  if (term == nullptr) term = New(kRoot, true);
  frame.truth = frame.truth == nullptr ? term : Operand(Symbol(kRoot, "a condition", "or", {frame.truth, term}));
}

ValuePtr Machine::ResultOf(const Frame& frame, NodeId at, bool falls_through) const {
  if (frame.result == nullptr) return New(at, None{});
  if (frame.result->IsNone()) return frame.result;
  const Unknown* unknown = frame.result->As<Unknown>();
  const bool several = unknown != nullptr && unknown->reason == "one of several";
  if (!falls_through && !several) return frame.result;
  return New(at, Unknown{"one of several results", frame.truth});
}

}  // namespace retort::python
