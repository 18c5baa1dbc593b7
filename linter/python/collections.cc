#include "linter/python/collections.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

std::optional<bool> SameKey(const Value& left, const Value& right) {
  const std::string* a = left.Text();
  const std::string* b = right.Text();
  if (a != nullptr && b != nullptr) return *a == *b;
  return Same(left, right) ? std::optional<bool>(true) : Equal(left, right);
}

}  // namespace

std::optional<ValuePtr> FindItem(const Dict& dict, const Value& key) {
  ValuePtr found;
  bool known = dict.complete;
  for (const auto& [item_key, value] : dict.items) {
    const std::optional<bool> same = SameKey(*item_key, key);
    if (same.value_or(false)) return value;
    known = known && same.has_value();
  }
  return known ? std::optional<ValuePtr>(nullptr) : std::nullopt;
}

void PutItem(Dict& dict, ValuePtr key, ValuePtr value) {
  for (auto& [item_key, item] : dict.items) {
    if (!SameKey(*item_key, *key).value_or(false)) continue;
    item = std::move(value);
    return;
  }
  dict.items.emplace_back(std::move(key), std::move(value));
}

void MergeInto(Dict& dict, const Value& other) {
  const Dict* more = other.As<Dict>();
  if (more == nullptr || !more->complete) {
    // What is not known may overwrite any of the items.
    for (auto& [key, value] : dict.items) value = MakeValue(value->at, Unknown{"may be overwritten"});
    dict.complete = false;
    dict.rest = nullptr;
  }
  if (more == nullptr) return;
  for (const auto& [key, value] : more->items) PutItem(dict, key, value);
}

void AddItem(Sequence& sequence, ValuePtr item) {
  const bool is_set = sequence.kind == Sequence::Kind::kSet;
  if (is_set && Contains(Value{{}, sequence}, *item).value_or(false)) return;
  sequence.items.push_back(std::move(item));
}

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isascii(static_cast<unsigned char>(c)); });
}

}  // namespace retort::python
