// How the machine evaluates operators, comprehensions and what is iterated.

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/python/collections.h"
#include "linter/python/format.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {

ValuePtr Machine::Conditionally(NodeId expression, Condition condition) {
  ValuePtr value;
  Condition other = condition;
  other.holds = !other.holds;
  Fork({std::move(condition), std::move(other)}, [&](size_t i) {
    if (i == 0) value = Eval(expression);
    return Flow::kNext;
  });
  return value;
}

ValuePtr Machine::EvalConditional(NodeId node) {
  const NodeId yes = syntax_.ChildAt(node, 0);
  const NodeId no = syntax_.ChildAt(node, 2);
  const NodeId condition = syntax_.ChildAt(node, 1);
  const ValuePtr test = Eval(condition);
  const std::optional<bool> truth = Truth(*test);
  if (truth.has_value()) return Eval(*truth ? yes : no);
  const ValuePtr left = Conditionally(yes, Tested(condition, test, true));
  const ValuePtr right = Conditionally(no, Tested(condition, test, false));
  return left == right || Same(*left, *right) ? left : UnknownAt(node, "one of two values");
}

// Long chains of `a and b and c` lean to the left: they are walked, not recursed into.
ValuePtr Machine::EvalBoolean(NodeId node) {
  std::vector<NodeId> chain;
  for (; syntax_[node].kind == Kind::kBoolean; node = syntax_.Unwrap(node + 1)) chain.push_back(node);
  ValuePtr value = Eval(node);
  NodeId before = node;
  for (auto link = chain.rbegin(); link != chain.rend(); before = *link++) {
    const bool is_and = syntax_.Text(syntax_.Child(*link, Field::kOperator)) == "and";
    const NodeId right = syntax_.Child(*link, Field::kRight);
    const std::optional<bool> truth = Truth(*value);
    if (truth.has_value()) {
      if (*truth == is_and) value = Eval(right);
      continue;
    }
    const ValuePtr other = Conditionally(right, Tested(before, value, is_and));
    value = Symbol(*link, "a condition", is_and ? "and" : "or", {value, other});
  }
  return value;
}

ValuePtr Machine::EvalNot(NodeId node) {
  const ValuePtr value = Eval(syntax_.Child(node, Field::kArgument));
  const std::optional<bool> truth = Truth(*value);
  return truth.has_value() ? New(node, !*truth) : Symbol(node, "a condition", "not", {value});
}

namespace {

// A call of a class makes an object.
bool IsMade(const Value& value) {
  const Call* call = value.As<Call>();
  if (call == nullptr || call->is_instance) return call != nullptr;
  const Reference* reference = call->callee->As<Reference>();
  const absl::string_view path = reference == nullptr ? absl::string_view() : reference->path;
  return !path.empty() && absl::ascii_isupper(static_cast<unsigned char>(path[path.rfind('.') + 1]));
}

std::optional<bool> Negate(std::optional<bool> truth) {
  return truth.has_value() ? std::optional<bool>(!*truth) : std::nullopt;
}

std::optional<bool> Decide(absl::string_view op, const Value& left, const Value& right) {
  // A module that Alembic loads is never the main one.
  const bool is_name = left.As<Reference>() != nullptr && left.As<Reference>()->path == "builtins.__name__";
  if (is_name && op == "==" && right.Text() != nullptr && *right.Text() == "__main__") return false;
  if (op == "==") return Equal(left, right);
  if (op == "!=") return Negate(Equal(left, right));
  if (op == "in") return Contains(right, left);
  if (op == "not in") return Negate(Contains(right, left));
  if (op == "is" || op == "is not") {
    if (right.IsNone() && IsMade(left)) return op == "is not";
    const bool simple = right.IsNone() || right.As<bool>() != nullptr || right.As<Class>() != nullptr;
    const std::optional<bool> equal = simple ? Equal(left, right) : std::nullopt;
    const bool same_kind = left.data.index() == right.data.index();
    const std::optional<bool> is = equal.has_value() && *equal && !same_kind ? std::optional<bool>(false) : equal;
    return op == "is" ? is : Negate(is);
  }
  const std::optional<int> order = Compare(left, right);
  if (!order.has_value()) return std::nullopt;
  if (op == "<") return *order < 0;
  if (op == "<=") return *order <= 0;
  if (op == ">") return *order > 0;
  if (op == ">=") return *order >= 0;
  return std::nullopt;
}

}  // namespace

ValuePtr Machine::EvalComparison(NodeId node) {
  ValuePtr left;
  std::string op;
  ValuePtr unknown;
  for (const NodeId child : syntax_.Children(node)) {
    if (syntax_[child].field == Field::kOperator) {
      absl::StrAppend(&op, op.empty() ? "" : " ", syntax_.Text(child));
      continue;
    }
    ValuePtr right = Eval(child);
    right = WithoutMember(right);
    if (left != nullptr) {
      const bool spent = !Spend((left->weight + right->weight) / 32, node);
      const std::optional<bool> truth = spent ? std::nullopt : Decide(op, *left, *right);
      if (truth.has_value() && !*truth) return New(node, false);
      if (!truth.has_value()) {
        const ValuePtr link = Compared(op, left, right, node);
        unknown = unknown == nullptr ? link : Symbol(node, "a comparison", "and", {unknown, link});
      }
    }
    left = std::move(right);
    op.clear();
  }
  return unknown == nullptr ? New(node, true) : unknown;
}

ValuePtr Machine::Compared(absl::string_view op, const ValuePtr& left, const ValuePtr& right, NodeId at) const {
  const bool negated = op == "not in" || op == "is not" || op == "!=";
  if (op == "not in") op = "in";
  if (op == "is not") op = "is";
  if (op == "!=") op = "==";
  ValuePtr compared = Symbol(at, "a comparison", op, {left, right});
  return negated ? Symbol(at, "a comparison", "not", {std::move(compared)}) : compared;
}

namespace {

// Appends what may be a text to a sum of texts: a hole when it is not known.
bool AppendOperand(const Value& operand, MappedText& sum) {
  if (const MappedText* text = operand.As<MappedText>()) {
    sum.Append(*text);
    return true;
  }
  const bool may_be_text = operand.IsUnknown() || operand.As<Call>() != nullptr || operand.As<Reference>() != nullptr ||
                           operand.As<Attribute>() != nullptr;
  if (may_be_text) sum.AppendHole(operand.at);
  return may_be_text;
}

}  // namespace

ValuePtr Machine::EvalBinary(NodeId node) {
  std::vector<NodeId> chain;
  for (; syntax_[node].kind == Kind::kBinary; node = syntax_.Unwrap(node + 1)) chain.push_back(node);
  ValuePtr value = Eval(node);
  MappedText sum;  // of the texts so far, so that a long sum is not copied for every term
  bool summing = false;
  NodeId summed = node;
  const auto finish = [&] {
    if (summing) value = New(summed, std::move(sum));
    summing = false;
  };
  for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
    const absl::string_view op = syntax_.Text(syntax_.Child(*link, Field::kOperator));
    const ValuePtr right = Eval(syntax_.Child(*link, Field::kRight));
    const MappedText* text = right->As<MappedText>();
    const bool fits = text != nullptr && (summing ? sum.text().size() : 0) + text->text().size() <= kMaxTextBytes;
    if (op == "+" && fits && (summing || value->As<MappedText>() != nullptr)) {
      if (!summing) sum = *value->As<MappedText>();
      summing = true;
      sum.Append(*text);
      summed = *link;
      continue;
    }
    finish();
    value = Operate(op, value, right, *link);
  }
  finish();
  return value;
}

ValuePtr Machine::Operate(absl::string_view op, const ValuePtr& left, const ValuePtr& right, NodeId at) {
  const MappedText* text = left->As<MappedText>();
  if (op == "%" && text != nullptr) return New(at, FormatPercent(*text, *right, left->at));
  const std::optional<int64_t> a = IntOf(*left);
  const std::optional<int64_t> b = IntOf(*right);
  if (a.has_value() && b.has_value()) {
    const std::optional<int64_t> number = Arithmetic(op, *a, *b);
    return number.has_value() ? New(at, Number{absl::StrCat(*number)}) : UnknownAt(at, "a number");
  }
  if (op == "+" && (text != nullptr || right->As<MappedText>() != nullptr)) return Concatenate(left, right, at);
  const Sequence* items = left->As<Sequence>();
  const Sequence* others = right->As<Sequence>();
  if (items != nullptr && others != nullptr && items->kind == others->kind && (op == "+" || op == "|")) {
    if (!Spend(items->items.size() + others->items.size(), at)) return UnknownAt(at, "too much to follow");
    Sequence sum = *items;
    sum.complete = items->complete && others->complete;
    if (!others->complete) {
      sum.rest = nullptr;
      sum.maybe.clear();
    }
    for (const ValuePtr& item : others->items) AddItem(sum, item);
    return sum.items.size() <= kMaxItems ? New(at, std::move(sum)) : UnknownAt(at, "a long list");
  }
  if (std::optional<ValuePtr> kept = OperateOnSets(op, *left, *right, at)) return *kept;
  if (left->As<Dict>() != nullptr && right->As<Dict>() != nullptr && op == "|") {
    Dict sum = *left->As<Dict>();
    MergeInto(sum, *right);
    return New(at, std::move(sum));
  }
  const Call* path = left->As<Call>();
  if (op == "/" && path != nullptr && absl::StartsWith(PathOf(*path->callee), "pathlib.")) {
    Call join;
    join.callee = left;
    join.arguments.push_back(right);
    if (ValuePtr joined = PathMethod(*path, "joinpath", join, at)) return joined;
  }
  if (op == "*" && (a.has_value() || b.has_value())) return Repeat(a ? right : left, a ? *a : *b, at);
  return Symbol(at, "the result of an operator", op, {left, right});
}

// The members that both have, or only the left one; nothing for all other operators and operands.
std::optional<ValuePtr> Machine::OperateOnSets(absl::string_view op, const Value& left, const Value& right, NodeId at) {
  const auto is_set = [](const Sequence* items) {
    return items != nullptr && items->kind == Sequence::Kind::kSet && items->complete;
  };
  const Sequence* items = left.As<Sequence>();
  const Sequence* others = right.As<Sequence>();
  if ((op != "&" && op != "-") || !is_set(items) || !is_set(others)) return std::nullopt;
  if (!Spend(items->items.size() * others->items.size() / 8 + 1, at)) return UnknownAt(at, "too much to follow");
  Sequence kept{Sequence::Kind::kSet, {}, true};
  for (const ValuePtr& item : items->items) {
    const std::optional<bool> in = Contains(right, *item);
    if (!in.has_value()) return UnknownAt(at, "an operation on sets");
    if (*in == (op == "&")) kept.items.push_back(item);
  }
  return New(at, std::move(kept));
}

ValuePtr Machine::Concatenate(const ValuePtr& left, const ValuePtr& right, NodeId at) {
  MappedText sum;
  if (!AppendOperand(*left, sum) || !AppendOperand(*right, sum)) return UnknownAt(at, "a text and something else");
  const bool fits = sum.text().size() <= kMaxTextBytes && Spend(sum.text().size() / 16, at);
  return fits ? New(at, std::move(sum)) : UnknownAt(at, "a long text");
}

ValuePtr Machine::Repeat(const ValuePtr& value, int64_t times, NodeId at) {
  const MappedText* text = value->As<MappedText>();
  const Sequence* sequence = value->As<Sequence>();
  const size_t size = text != nullptr ? text->text().size() : sequence != nullptr ? sequence->items.size() : 0;
  const size_t limit = text != nullptr ? kMaxTextBytes : kMaxItems;
  const size_t count = static_cast<size_t>(std::max<int64_t>(times, 0));
  if (text == nullptr && sequence == nullptr) return UnknownAt(at, "the result of an operator");
  if (size != 0 && count > limit / size) return UnknownAt(at, "something long");
  if (!Spend(size == 0 ? 0 : count, at)) return UnknownAt(at, "too much to follow");
  if (text != nullptr) {
    MappedText repeated;
    repeated.Append("", text->At(0, 0));
    for (size_t i = 0; size != 0 && i < count; ++i) repeated.Append(*text);
    return New(at, std::move(repeated));
  }
  Sequence repeated{sequence->kind, {}, sequence->complete};
  for (size_t i = 0; size != 0 && i < count; ++i) {
    repeated.items.insert(repeated.items.end(), sequence->items.begin(), sequence->items.end());
  }
  return New(at, std::move(repeated));
}

ValuePtr Machine::EvalUnary(NodeId node) {
  const ValuePtr value = Eval(syntax_.Child(node, Field::kArgument));
  const absl::string_view op = syntax_.Text(syntax_.Child(node, Field::kOperator));
  const Number* number = value->As<Number>();
  if (number == nullptr || op == "~") return Symbol(node, "the result of an operator", op, {value});
  if (op == "+") return value;
  const bool negative = number->text[0] == '-';
  return New(node, Number{negative ? number->text.substr(1) : absl::StrCat("-", number->text)});
}

ValuePtr Machine::EvalAwait(NodeId node) {
  ValuePtr value = Eval(node + 1);
  if (!events_.empty() && events_.back().value == value) events_.back().awaited = true;
  return value;
}

void Machine::Yield(const ValuePtr& value, NodeId node) {
  Frame& frame = frames_.back();
  frame.yielded = frame.yielded == nullptr ? value : UnknownAt(node, "one of several yields");
  Sequence& yields = frame.yields;
  const bool from = absl::StartsWith(syntax_.Text(node), "yield from");
  const std::optional<Sequence> items = from ? Iterate(*value, node) : std::nullopt;
  if (conditions_.size() > frame.early_return.start || (from && !items.has_value()) ||
      yields.items.size() > kMaxItems) {
    yields.complete = false;
  } else if (from) {
    yields.items.insert(yields.items.end(), items->items.begin(), items->items.end());
    yields.complete = yields.complete && items->complete;
  } else {
    yields.items.push_back(value);
  }
  if (frame.at_yield == nullptr) return;
  const auto body = std::exchange(frame.at_yield, nullptr);
  body(value);
}

ValuePtr Machine::EvalYield(NodeId node) {
  const NodeId expression = syntax_[node].after > node + 1 ? syntax_[node].after - 1 : kNoNode;
  if (expression != kNoNode) {
    for (const NodeId child : syntax_.Children(node)) {
      if (syntax_[child].kind == Kind::kToken) continue;
      ValuePtr value = Eval(child);
      Yield(value, node);
    }
  }
  return UnknownAt(node, "what is sent to a generator");
}

}  // namespace retort::python
