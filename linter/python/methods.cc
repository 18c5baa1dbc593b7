// Methods of known texts, lists, sets and dicts.

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/python/collections.h"
#include "linter/python/format.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

bool IsOneOf(absl::string_view name, std::initializer_list<absl::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

ValuePtr Machine::TextMethod(const Value& object, absl::string_view name, const Call& call, NodeId at) {
  const MappedText& text = *object.As<MappedText>();
  if (name == "format") return New(at, FormatBraces(text, call, syntax_.At(at)));
  if (!call.complete) return UnknownAt(at, "a text");
  const Value* first = call.Argument(0, "");
  const MappedText* argument = first == nullptr ? nullptr : first->As<MappedText>();
  if (name == "join" && first != nullptr) {
    const std::optional<Sequence> items = Iterate(*first, at);
    const bool unordered = items.has_value() && items->kind == Sequence::Kind::kSet && items->items.size() > 1;
    if (!items.has_value() || unordered || !Spend(items->items.size(), at)) return UnknownAt(at, "a text");
    return New(at, JoinTexts(text, *items, syntax_.At(at)));
  }
  if (name == "replace" && call.arguments.size() >= 2 && first->Text() != nullptr) {
    const MappedText* to = call.arguments[1]->As<MappedText>();
    const std::optional<int64_t> count = call.arguments.size() > 2 ? IntOf(*call.arguments[2]) : -1;
    if (to != nullptr && count.has_value()) return New(at, ReplaceText(text, *first->Text(), *to, *count));
  }
  if (IsOneOf(name, {"strip", "lstrip", "rstrip"}) && (first == nullptr || first->IsNone() || first->Text())) {
    absl::string_view characters;
    if (argument != nullptr) characters = argument->text();
    return New(at, Strip(text, characters, name != "rstrip", name != "lstrip"));
  }
  if (IsOneOf(name, {"upper", "lower", "casefold"})) {
    std::optional<MappedText> changed = ChangeCase(text, name == "upper");
    return changed.has_value() ? New(at, *std::move(changed)) : UnknownAt(at, "a text");
  }
  if (name == "encode") return New(at, Bytes{});
  if (text.has_holes()) return UnknownAt(at, "a part of a text");
  return WholeTextMethod(object, name, call, at);
}

// Methods that need to know the whole text.
ValuePtr Machine::WholeTextMethod(const Value& object, absl::string_view name, const Call& call, NodeId at) {
  const MappedText& text = *object.As<MappedText>();
  const Value* first = call.Argument(0, "sep");
  const std::string* argument = first == nullptr ? nullptr : first->Text();
  const bool prefix = argument != nullptr && absl::StartsWith(text.text(), *argument);
  const bool suffix = argument != nullptr && absl::EndsWith(text.text(), *argument);
  const size_t size = text.text().size();
  std::optional<Sequence> parts;
  if (name == "split" && (first == nullptr || first->IsNone() || (argument != nullptr && !argument->empty()))) {
    const Value* limit = call.Argument(1, "maxsplit");
    if (limit != nullptr && !IntOf(*limit)) return UnknownAt(at, "a part of a text");
    parts.emplace(Sequence{Sequence::Kind::kList, {}, true});
    const int64_t most = limit == nullptr ? -1 : *IntOf(*limit);
    for (MappedText& part : Split(text, argument == nullptr ? "" : *argument, most)) {
      parts->items.push_back(New(at, std::move(part)));
    }
  } else if (name == "splitlines" && call.arguments.empty()) {
    parts.emplace(Sequence{Sequence::Kind::kList, {}, true});
    for (MappedText& part : SplitLines(text)) parts->items.push_back(New(at, std::move(part)));
  }
  if (parts.has_value()) return Spend(parts->items.size(), at) ? New(at, *std::move(parts)) : UnknownAt(at, "a text");
  if (name == "startswith" && argument != nullptr && call.arguments.size() == 1) return New(at, prefix);
  if (name == "endswith" && argument != nullptr && call.arguments.size() == 1) return New(at, suffix);
  if (name == "removeprefix" && argument != nullptr) return New(at, text.Sub(prefix ? argument->size() : 0, size));
  if (name == "removesuffix" && argument != nullptr)
    return New(at, text.Sub(0, size - (suffix ? argument->size() : 0)));
  if (IsOneOf(name, {"capitalize", "title"}) && IsAscii(text.text())) return New(at, Titled(text, name == "title"));
  return UnknownAt(at, "a method of a text");
}

ValuePtr Machine::SequenceMethod(const ValuePtr& object, absl::string_view name, const Call& call, NodeId at) {
  Sequence changed = *object->As<Sequence>();
  const bool is_set = changed.kind == Sequence::Kind::kSet;
  const ValuePtr first = call.arguments.empty() ? nullptr : call.arguments[0];
  if (!Spend(changed.items.size() / 8 + 1, at)) return UnknownAt(at, "too much to follow");
  if (name == "copy") return New(at, std::move(changed));
  if (name == "index" && first != nullptr && changed.complete && !is_set) {
    for (size_t i = 0; i < changed.items.size(); ++i) {
      const std::optional<bool> equal = Equal(*changed.items[i], *first);
      if (!equal.has_value()) break;
      if (*equal) return New(at, Number{absl::StrCat(i)});
    }
  }
  if (IsOneOf(name, {"index", "count", "__contains__"})) return UnknownAt(at, "an item of a list");
  if (name == "union" && is_set && first != nullptr && call.complete) {
    ValuePtr all = object;
    for (const ValuePtr& other : call.arguments) all = Operate("|", all, AsSet(*other, at), at);
    return all;
  }
  if (is_set && first != nullptr && call.arguments.size() == 1 && (name == "intersection" || name == "difference")) {
    return Operate(name == "intersection" ? "&" : "-", object, AsSet(*first, at), at);
  }
  if (IsOneOf(name, {"union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset"})) {
    return UnknownAt(at, "an operation on sets");
  }
  const ValuePtr result = ChangeSequence(changed, name, call, at);
  if (result == nullptr || changed.items.size() > kMaxItems) {
    Escape(object, at);
    return UnknownAt(at, "a method of a list");
  }
  Replace(object, New(at, std::move(changed)));
  return result;
}

// What the method returns; nullptr when what it does cannot be followed.
ValuePtr Machine::ChangeSequence(Sequence& sequence, absl::string_view name, const Call& call, NodeId at) {
  std::vector<ValuePtr>& items = sequence.items;
  const bool ordered = sequence.complete && sequence.kind != Sequence::Kind::kSet;
  const ValuePtr first = call.arguments.empty() || !call.complete ? nullptr : call.arguments[0];
  ValuePtr result = New(at, None{});
  if (IsOneOf(name, {"append", "add"}) && first != nullptr) {
    Contain(first);
    AddItem(sequence, first);
  } else if (IsOneOf(name, {"extend", "update"}) && first != nullptr) {
    const std::optional<Sequence> more = Iterate(*first, at);
    if (!more.has_value() || !more->complete) {
      sequence.rest = nullptr;
      sequence.maybe.clear();
    }
    sequence.complete = sequence.complete && more.has_value() && more->complete;
    for (size_t i = 0; more.has_value() && i < more->items.size(); ++i) AddItem(sequence, more->items[i]);
  } else if (name == "insert" && call.arguments.size() == 2 && IntOf(*call.arguments[0]).value_or(-1) == 0) {
    Contain(call.arguments[1]);
    items.insert(items.begin(), call.arguments[1]);
  } else if (name == "reverse" && ordered) {
    std::reverse(items.begin(), items.end());
  } else if (name == "sort" && ordered && call.arguments.empty() && call.complete) {
    const Keyword* reverse = call.FindKeyword("reverse");
    const std::optional<bool> backwards = reverse == nullptr ? false : Truth(*reverse->value);
    if (!backwards.has_value() || !SortBy(call.FindKeyword("key"), *backwards, items, at)) return nullptr;
  } else if (name == "remove" && ordered && first != nullptr) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const ValuePtr& item) {
      return !Equal(*item, *first).has_value() || *Equal(*item, *first);
    });
    if (found == items.end() || !Equal(**found, *first).value_or(false)) return nullptr;
    items.erase(found);
  } else if (name == "clear") {
    sequence = {sequence.kind, {}, true};
  } else if (name == "pop" && call.arguments.empty() && ordered && !items.empty()) {
    result = items.back();
    items.pop_back();
  } else if (name == "pop" && first != nullptr && IntOf(*first) == int64_t{0} && ordered && !items.empty()) {
    result = items.front();
    items.erase(items.begin());
  } else {
    return nullptr;
  }
  return result;
}

ValuePtr Machine::AsSet(const Value& value, NodeId at) {
  std::optional<Sequence> items = Iterate(value, at);
  if (!items.has_value()) items = Sequence{Sequence::Kind::kSet, {}, false};
  items->kind = Sequence::Kind::kSet;
  return New(at, *std::move(items));
}

ValuePtr Machine::DictView(const Dict& dict, absl::string_view name, NodeId at) {
  Sequence items{Sequence::Kind::kList, {}, dict.complete};
  for (const auto& [key, value] : dict.items) {
    if (name == "keys") items.items.push_back(key);
    if (name == "values") items.items.push_back(value);
    if (name == "items") items.items.push_back(New(at, Sequence{Sequence::Kind::kTuple, {key, value}, true}));
  }
  return New(at, std::move(items));
}

// get, setdefault and pop.
ValuePtr Machine::DictItem(const ValuePtr& object, absl::string_view name, const Call& call, NodeId at) {
  const ValuePtr& key = call.arguments[0];
  const std::optional<ValuePtr> found = FindItem(*object->As<Dict>(), *key);
  const bool absent = found.has_value() && *found == nullptr;
  const ValuePtr otherwise = call.arguments.size() > 1 ? call.arguments[1] : New(at, None{});
  if (name == "pop") DeleteItem(object, key, at);
  if (name == "setdefault" && absent) SetItem(object, key, otherwise, at);
  if (name == "setdefault" && !found.has_value()) Escape(object, at);
  if (!found.has_value()) return UnknownAt(at, "an item of a dict");
  return absent ? otherwise : *found;
}

ValuePtr Machine::DictMethod(const ValuePtr& object, absl::string_view name, const Call& call, NodeId at) {
  const Dict& dict = *object->As<Dict>();
  const ValuePtr first = call.arguments.empty() ? nullptr : call.arguments[0];
  if (!Spend(dict.items.size() / 8 + 1, at)) return UnknownAt(at, "too much to follow");
  if (name == "copy") return New(at, dict);
  if (IsOneOf(name, {"items", "keys", "values"})) return DictView(dict, name, at);
  if (IsOneOf(name, {"get", "setdefault", "pop"}) && first != nullptr && call.complete) {
    return DictItem(object, name, call, at);
  }
  if (name == "update" && call.complete && call.arguments.size() <= 1) {
    Dict changed = dict;
    if (first != nullptr) MergeInto(changed, *first);
    const ValuePtr keywords = OtherKeywords(call, {}, at);
    MergeInto(changed, *keywords);
    for (const auto& [key, value] : changed.items) Contain(value);
    Replace(object, New(at, std::move(changed)));
    return New(at, None{});
  }
  Escape(object, at);
  return UnknownAt(at, "a method of a dict");
}

}  // namespace retort::python
