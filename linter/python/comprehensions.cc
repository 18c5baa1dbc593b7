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
  Scope* const outer = current();
  frames_.back().scope = NewScope(Scope::Kind::kFunction, outer);
  RunClauses(node, syntax_[body].after, true, &complete, [&](bool certain) {
    if (kind == Kind::kDictionaryComprehension) {
      ValuePtr key = Eval(syntax_.Child(body, Field::kKey));
      ValuePtr value = Eval(syntax_.Child(body, Field::kValue));
      if (certain) PutItem(dict, std::move(key), std::move(value));
    } else {
      ValuePtr item = Eval(body);
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
  const auto uncertain = [&] {
    *complete = false;
    ++conditional_;
    RunClauses(comprehension, next, false, complete, body);
    --conditional_;
  };
  if (syntax_[clause].kind == Kind::kIfClause) {
    const std::optional<bool> truth = Truth(*Eval(clause + 1));
    if (!truth.has_value()) return uncertain();
    if (*truth) RunClauses(comprehension, next, certain, complete, body);
    return;
  }
  const NodeId target = syntax_.Child(clause, Field::kLeft);
  const NodeId right = syntax_.Child(clause, Field::kRight);
  const std::optional<Sequence> items = Iterate(*Eval(right), right);
  if (items.has_value()) {
    for (const ValuePtr& item : items->items) {
      if (!Spend(1, clause)) return;
      Assign(target, item, syntax_.At(target));
      RunClauses(comprehension, next, certain, complete, body);
    }
  }
  if (items.has_value() && items->complete) return;
  Assign(target, UnknownAt(target, "a loop variable"), syntax_.At(target));
  uncertain();
}

std::optional<Sequence> Machine::Iterate(const Value& value, NodeId at) {
  if (const Sequence* sequence = value.As<Sequence>()) return *sequence;
  Sequence items{Sequence::Kind::kList, {}, true};
  if (const Dict* dict = value.As<Dict>()) {
    for (const auto& [key, item] : dict->items) items.items.push_back(key);
    items.complete = dict->complete;
    return items;
  }
  if (const Class* type = value.As<Class>(); type != nullptr && IsEnum(*type)) {
    for (const auto& [name, item] : Members(*type)) {
      items.items.push_back(Make(item->at, Value{item->at, Attribute{MakeValue(value.at, *type), name}}));
    }
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
