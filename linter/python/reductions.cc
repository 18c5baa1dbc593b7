// What many known things come down to: their order, the least of them, their sum, the first one.

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

bool Sort(std::vector<ValuePtr>& items, bool reverse) {
  for (const ValuePtr& item : items) {
    if (!Compare(*items.front(), *item).has_value()) return false;
  }
  std::stable_sort(items.begin(), items.end(), [reverse](const ValuePtr& a, const ValuePtr& b) {
    const int order = Compare(*a, *b).value_or(0);
    return reverse ? order > 0 : order < 0;
  });
  return true;
}

}  // namespace

// sorted(items, key=...) and items.sort(key=...); false: the order is not known.
bool Machine::SortBy(const Keyword* key, bool reverse, std::vector<ValuePtr>& items, NodeId at) {
  if (!Spend(items.size(), at)) return false;
  if (key == nullptr || key->value->IsNone()) return Sort(items, reverse);
  std::vector<std::pair<ValuePtr, ValuePtr>> keyed;
  for (const ValuePtr& item : items) {
    Call call;
    call.callee = key->value;
    call.arguments.push_back(item);
    keyed.emplace_back(Invoke(std::move(call), at), item);
    if (!Compare(*keyed.front().first, *keyed.back().first).has_value()) return false;
  }
  std::stable_sort(keyed.begin(), keyed.end(), [reverse](const auto& a, const auto& b) {
    const int order = Compare(*a.first, *b.first).value_or(0);
    return reverse ? order > 0 : order < 0;
  });
  std::transform(keyed.begin(), keyed.end(), items.begin(), [](const auto& pair) { return pair.second; });
  return true;
}

// min and max of known things.
ValuePtr Machine::Extreme(bool least, const Call& call, NodeId at) {
  std::vector<ValuePtr> items = call.arguments;
  if (items.size() == 1) {
    const std::optional<Sequence> sequence = Iterate(*items[0], at);
    if (!sequence.has_value() || !sequence->complete) return nullptr;
    items = sequence->items;
  }
  ValuePtr best;
  for (const ValuePtr& item : items) {
    const std::optional<int> order = best == nullptr ? 0 : Compare(*item, *best);
    if (!order.has_value()) return nullptr;
    if (best == nullptr || (least ? *order < 0 : *order > 0)) best = item;
  }
  return best;
}

ValuePtr Machine::Sum(const Value& values, NodeId at) {
  const std::optional<Sequence> items = Iterate(values, at);
  if (!items.has_value() || !items->complete) return nullptr;
  std::optional<int64_t> sum = 0;
  for (const ValuePtr& item : items->items) {
    const std::optional<int64_t> number = IntOf(*item);
    sum = number.has_value() ? Arithmetic("+", *sum, *number) : std::nullopt;
    if (!sum.has_value()) return nullptr;
  }
  return New(at, Number{absl::StrCat(*sum)});
}

// next(x for x in known), next(..., default): the first one.
ValuePtr Machine::Next(const Call& call, NodeId at) {
  const Sequence* items = call.arguments[0]->As<Sequence>();
  if (items == nullptr || items->kind == Sequence::Kind::kSet) return nullptr;
  if (!items->items.empty()) {
    const ValuePtr first = items->items[0];
    Sequence rest = *items;
    rest.items.erase(rest.items.begin());
    Replace(call.arguments[0], New(at, std::move(rest)));
    return first;
  }
  return items->complete && call.arguments.size() > 1 ? call.arguments[1] : nullptr;
}

ValuePtr Machine::AnyOrAll(bool any, const Value& values, NodeId at) {
  const std::optional<Sequence> items = Iterate(values, at);
  if (!items.has_value()) return nullptr;
  bool known = items->complete;
  for (const ValuePtr& item : items->items) {
    const std::optional<bool> truth = Truth(*item);
    if (truth.has_value() && *truth == any) return New(at, any);
    known = known && truth.has_value();
  }
  return known ? New(at, !any) : nullptr;
}

}  // namespace retort::python
