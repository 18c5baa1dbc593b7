// How the machine walks what can be iterated: comprehensions, loops, unpacking.

#include <algorithm>

#include "linter/python/collections.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {

// A comprehension is a function scope of its own, but `:=` in it binds outside; nobody relies on that in a migration.
ValuePtr Machine::EvalComprehension(NodeId node) {
  const Kind kind = syntax_[node].kind;
  const NodeId body = syntax_.Child(node, Field::kBody);
  Sequence sequence{kind == Kind::kSetComprehension ? Sequence::Kind::kSet : Sequence::Kind::kList, {}, true};
  Dict dict;
  bool complete = true;
  const bool one_loop = syntax_[syntax_[body].after].after == syntax_[node].after;
  const auto rest = [&](const ValuePtr& item) { return one_loop ? item : nullptr; };
  Scope* const outer = current();
  frames_.back().scope = NewScope(Scope::Kind::kFunction, outer);
  RunClauses(node, syntax_[body].after, true, &complete, [&](bool certain) {
    if (kind == Kind::kDictionaryComprehension) {
      ValuePtr key = Eval(syntax_.Child(body, Field::kKey));
      ValuePtr value = Eval(syntax_.Child(body, Field::kValue));
      if (!certain) dict.rest = rest(key);
      if (certain) PutItem(dict, std::move(key), std::move(value));
    } else {
      ValuePtr item = Eval(body);
      if (!certain) sequence.rest = rest(item);
      if (certain) AddItem(sequence, std::move(item));
    }
  });
  frames_.back().scope = outer;
  sequence.complete = dict.complete = complete;
  for (const ValuePtr& item : sequence.items) Contain(item);
  for (const auto& [key, value] : dict.items) Contain(value);
  return kind == Kind::kDictionaryComprehension ? New(node, std::move(dict)) : New(node, std::move(sequence));
}

// The clauses from `clause` on, around `body`, which is told whether this round happens for certain.
void Machine::RunClauses(NodeId comprehension, NodeId clause, bool certain, bool* complete,
                         const std::function<void(bool certain)>& body) {
  if (clause == syntax_[comprehension].after) return body(certain);
  const NodeId next = syntax_[clause].after;
  const auto uncertain = [&](Condition condition) {
    *complete = false;
    const ConditionPtr pushed = Push(std::move(condition));
    RunClauses(comprehension, next, false, complete, body);
    Pop(pushed);
  };
  if (syntax_[clause].kind == Kind::kIfClause) {
    const ValuePtr value = Eval(clause + 1);
    const std::optional<bool> truth = Truth(*value);
    if (!truth.has_value()) return uncertain(Tested(clause + 1, value, true));
    if (*truth) RunClauses(comprehension, next, certain, complete, body);
    return;
  }
  const NodeId target = syntax_.Child(clause, Field::kLeft);
  const NodeId right = syntax_.Child(clause, Field::kRight);
  const ValuePtr iterated = Eval(right);
  const std::optional<Sequence> items = Iterate(*iterated, right);
  if (items.has_value()) {
    for (const ValuePtr& item : items->items) {
      if (!Spend(1, clause)) return;
      Assign(target, item, syntax_.At(target));
      RunClauses(comprehension, next, certain, complete, body);
    }
  }
  if (items.has_value() && items->complete) return;
  for (size_t i = 0; items.has_value() && i < items->maybe.size(); ++i) {
    Assign(target, items->maybe[i].first, syntax_.At(target));
    uncertain(*items->maybe[i].second);
  }
  if (items.has_value() && !items->maybe.empty()) return;
  Assign(target, Each(iterated, target), syntax_.At(target));
  uncertain(Looped(clause, iterated));
}

std::optional<Sequence> Machine::Iterate(const Value& value, NodeId at) {
  if (const Sequence* sequence = value.As<Sequence>()) return *sequence;
  Sequence items{Sequence::Kind::kList, {}, true};
  if (const Dict* dict = value.As<Dict>()) {
    for (const auto& [key, item] : dict->items) items.items.push_back(key);
    items.complete = dict->complete;
    items.rest = dict->rest;
    return items;
  }
  if (const Class* type = value.As<Class>(); type != nullptr && IsEnum(*type)) {
    for (const auto& [name, item] : Members(*type)) {
      items.items.push_back(Make(item->at, Value{item->at, Attribute{MakeValue(value.at, *type), name}}));
    }
    return items;
  }
  if (const Call* call = value.As<Call>(); call != nullptr && call->is_instance) {
    if (!classes_[call->callee->As<Class>()->id].is_tuple) return std::nullopt;
    for (const Keyword& field : call->keywords) items.items.push_back(field.value);
    return items;
  }
  const std::string* text = value.Text();
  if (text == nullptr || !IsAscii(*text) || !Spend(text->size(), at)) return std::nullopt;
  for (size_t i = 0; i < std::min(text->size(), kMaxItems); ++i) {
    items.items.push_back(MakeValue(value.at, value.As<MappedText>()->Sub(i, i + 1)));
  }
  items.complete = text->size() <= kMaxItems;
  return items;
}

}  // namespace retort::python
