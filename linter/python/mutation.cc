// Values never change; a list that is appended to is replaced by a longer one, wherever the old one is held.

#include "linter/python/collections.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

template <typename T>
ValuePtr Measured(Span at, T data) {
  Value value{at, std::move(data)};
  Measure(value);
  return std::make_shared<const Value>(std::move(value));
}

// `value` with `before` replaced by `after` anywhere in its lists, tuples and dicts; nullptr when it is not in it.
ValuePtr Replaced(const ValuePtr& value, const ValuePtr& before, const ValuePtr& after, size_t& visited) {
  if (value == before) return after;
  ++visited;
  if (const Sequence* sequence = value->As<Sequence>()) {
    Sequence changed;
    for (size_t i = 0; i < sequence->items.size(); ++i) {
      ValuePtr item = Replaced(sequence->items[i], before, after, visited);
      if (item == nullptr) continue;
      if (changed.items.empty()) changed = *sequence;
      changed.items[i] = std::move(item);
    }
    return changed.items.empty() ? nullptr : Measured(value->at, std::move(changed));
  }
  if (const Call* call = value->As<Call>(); call != nullptr && call->is_instance) {
    Call changed;
    for (size_t i = 0; i < call->keywords.size(); ++i) {
      ValuePtr item = Replaced(call->keywords[i].value, before, after, visited);
      if (item == nullptr) continue;
      if (changed.callee == nullptr) changed = *call;
      changed.keywords[i].value = std::move(item);
    }
    return changed.callee == nullptr ? nullptr : Measured(value->at, std::move(changed));
  }
  const Dict* dict = value->As<Dict>();
  if (dict == nullptr) return nullptr;
  Dict changed;
  for (size_t i = 0; i < dict->items.size(); ++i) {
    ValuePtr item = Replaced(dict->items[i].second, before, after, visited);
    if (item == nullptr) continue;
    if (changed.items.empty()) changed = *dict;
    changed.items[i].second = std::move(item);
  }
  return changed.items.empty() ? nullptr : Measured(value->at, std::move(changed));
}

}  // namespace

// A list that is held by another value: replacing it means to look inside of what the names hold.
void Machine::Contain(const ValuePtr& value) {
  if (IsMutable(*value)) contained_.insert(value.get());
}

void Machine::Replace(const ValuePtr& before, const ValuePtr& after) {
  const bool contained = contained_.contains(before.get());
  if (contained) contained_.insert(after.get());
  absl::flat_hash_set<Scope*> seen;
  size_t visited = 0;
  for (const Frame& frame : frames_) {
    for (Scope* scope = frame.scope; scope != nullptr && seen.insert(scope).second; scope = scope->parent) {
      std::vector<std::pair<absl::string_view, Variable>> changes;
      for (const auto& [name, variable] : scope->variables) {
        ValuePtr value = variable.value == before ? after : nullptr;
        if (value == nullptr && contained && variable.value != nullptr) {
          value = Replaced(variable.value, before, after, visited);
          if (value != nullptr) value = Make(value->at, *value);
        }
        if (value != nullptr) changes.push_back({name, {std::move(value), variable.at}});
      }
      for (auto& [name, variable] : changes) Write(scope, name, std::move(variable));
    }
  }
  Spend(visited / 4, kRoot);
}

void Machine::SetItem(const ValuePtr& object, const ValuePtr& key, const ValuePtr& value, NodeId at) {
  Contain(value);
  if (const Dict* dict = object->As<Dict>()) {
    Dict changed = *dict;
    const bool known = FindItem(changed, *key).has_value();
    if (!known && !(changed.complete == false && key->Text() != nullptr)) {
      MergeInto(changed, *UnknownAt(at, "an item"));
    } else {
      PutItem(changed, key, value);
    }
    if (Spend(dict->items.size() / 8 + 1, at)) Replace(object, New(at, std::move(changed)));
    return;
  }
  const Sequence* sequence = object->As<Sequence>();
  if (sequence == nullptr) return;
  const std::optional<int64_t> index = IntOf(*key);
  const bool known = index.has_value() && *index >= 0 && static_cast<size_t>(*index) < sequence->items.size();
  if (!known || !Spend(sequence->items.size() / 8 + 1, at)) return Escape(object, at);
  Sequence changed = *sequence;
  changed.items[static_cast<size_t>(*index)] = value;
  Replace(object, New(at, std::move(changed)));
}

void Machine::DeleteItem(const ValuePtr& object, const ValuePtr& key, NodeId at) {
  const Dict* dict = object->As<Dict>();
  if (dict == nullptr || !FindItem(*dict, *key).has_value()) return Escape(object, at);
  Dict changed{{}, dict->complete};
  for (const auto& item : dict->items) {
    if (!Equal(*item.first, *key).value_or(false)) changed.items.push_back(item);
  }
  Replace(object, New(at, std::move(changed)));
}

// Something is done to a list or dict that cannot be followed.
void Machine::Escape(const ValuePtr& object, NodeId at) {
  if (IsMutable(*object)) Replace(object, UnknownAt(at, "a changed list or dict"));
}

}  // namespace retort::python
