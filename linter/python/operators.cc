#include "linter/python/operators.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace retort::python {
namespace {

bool SameItems(const std::vector<ValuePtr>& left, const std::vector<ValuePtr>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const ValuePtr& a, const ValuePtr& b) { return a == b || Same(*a, *b); });
}

struct SameAs {
  const Value& other;

  bool operator()(const Unknown&) const { return false; }
  bool operator()(const None&) const { return true; }
  bool operator()(const Ellipsis&) const { return true; }
  bool operator()(const Bytes&) const { return false; }
  bool operator()(bool value) const { return value == *other.As<bool>(); }
  bool operator()(const Number& number) const { return number.text == other.As<Number>()->text; }
  bool operator()(const Reference& reference) const { return reference.path == other.As<Reference>()->path; }
  bool operator()(const Function& function) const { return function.id == other.As<Function>()->id; }
  bool operator()(const Class& type) const { return type.id == other.As<Class>()->id; }
  bool operator()(const MappedText& text) const {
    return !text.has_holes() && !other.As<MappedText>()->has_holes() && text.text() == other.As<MappedText>()->text();
  }
  bool operator()(const Attribute& attribute) const {
    const Attribute& right = *other.As<Attribute>();
    return attribute.name == right.name && Same(*attribute.object, *right.object);
  }
  bool operator()(const Sequence& sequence) const {
    const Sequence& right = *other.As<Sequence>();
    return sequence.kind == right.kind && sequence.complete && right.complete && SameItems(sequence.items, right.items);
  }
  bool operator()(const Dict& dict) const {
    const Dict& right = *other.As<Dict>();
    return dict.complete && right.complete &&
           std::equal(
               dict.items.begin(), dict.items.end(), right.items.begin(), right.items.end(),
               [](const auto& a, const auto& b) { return Same(*a.first, *b.first) && Same(*a.second, *b.second); });
  }
  bool operator()(const Call& call) const {
    const Call& right = *other.As<Call>();
    const auto same_keyword = [](const Keyword& a, const Keyword& b) {
      return a.name == b.name && Same(*a.value, *b.value);
    };
    return call.complete && right.complete && Same(*call.callee, *right.callee) &&
           SameItems(call.arguments, right.arguments) &&
           std::equal(call.keywords.begin(), call.keywords.end(), right.keywords.begin(), right.keywords.end(),
                      same_keyword);
  }
};

// A value that is what it says: nothing outside the file can decide what `==` means for it.
bool IsPlain(const Value& value) {
  if (const Sequence* sequence = value.As<Sequence>()) {
    return sequence->complete && std::all_of(sequence->items.begin(), sequence->items.end(),
                                             [](const ValuePtr& item) { return IsPlain(*item); });
  }
  const MappedText* text = value.As<MappedText>();
  return value.IsNone() || value.As<bool>() != nullptr || value.As<Number>() != nullptr ||
         (text != nullptr && !text->has_holes()) || value.As<Class>() != nullptr || value.As<Function>() != nullptr;
}

bool IsEnumMember(const Value& value) {
  const Attribute* attribute = value.As<Attribute>();
  return attribute != nullptr && attribute->object->As<Class>() != nullptr;
}

// `unknown and False` is false whatever the first is, and `unknown or "x"` is true.
std::optional<bool> TruthOf(const Call& call) {
  const Reference* op = call.callee->As<Reference>();
  if (op == nullptr || (op->path != "and" && op->path != "or")) return std::nullopt;
  const bool decisive = op->path == "or";
  for (const ValuePtr& operand : call.arguments) {
    if (Truth(*operand) == std::optional<bool>(decisive)) return decisive;
  }
  return std::nullopt;
}

std::optional<double> DoubleOf(const Value& value) {
  if (const std::optional<int64_t> number = IntOf(value)) return static_cast<double>(*number);
  const Number* number = value.As<Number>();
  double result = 0;
  if (number == nullptr || !absl::SimpleAtod(number->text, &result)) return std::nullopt;
  return result;
}

}  // namespace

void Measure(Value& value) {
  uint32_t depth = 0;
  uint32_t weight = 1;
  const auto hold = [&](const ValuePtr& part) {
    if (part == nullptr) return;
    depth = std::max(depth, part->depth + 1);
    weight = std::min(weight + std::min(part->weight, kMaxValueWeight), kMaxValueWeight + 1);
  };
  const auto hold_all = [&](const std::vector<ValuePtr>& parts) { std::for_each(parts.begin(), parts.end(), hold); };
  if (const Unknown* unknown = value.As<Unknown>()) hold(unknown->expression);
  if (const Attribute* attribute = value.As<Attribute>()) hold(attribute->object);
  if (const Sequence* sequence = value.As<Sequence>()) {
    hold_all(sequence->items);
    hold(sequence->rest);
    for (const auto& [item, condition] : sequence->maybe) hold(item);
  }
  if (const Dict* dict = value.As<Dict>()) {
    for (const auto& [key, item] : dict->items) hold_all({key, item});
    hold(dict->rest);
  }
  if (const Call* call = value.As<Call>()) {
    hold(call->callee);
    hold_all(call->arguments);
    for (const Keyword& keyword : call->keywords) hold(keyword.value);
  }
  value.depth = depth;
  value.weight = weight;
}

bool Same(const Value& left, const Value& right) {
  return left.data.index() == right.data.index() && std::visit(SameAs{right}, left.data);
}

std::optional<bool> Equal(const Value& left, const Value& right) {
  if (IsEnumMember(left) && IsEnumMember(right)) return Same(left, right);
  if (!IsPlain(left) || !IsPlain(right)) return std::nullopt;
  const std::optional<double> a = DoubleOf(left);
  const std::optional<double> b = DoubleOf(right);
  if (a.has_value() && b.has_value()) return *a == *b;
  const bool sets = left.As<Sequence>() != nullptr && left.As<Sequence>()->kind == Sequence::Kind::kSet;
  if (sets) return std::nullopt;
  if (const Sequence* items = left.As<Sequence>()) {
    const Sequence* others = right.As<Sequence>();
    if (others == nullptr || items->kind != others->kind || items->items.size() != others->items.size()) return false;
    for (size_t i = 0; i < items->items.size(); ++i) {
      const std::optional<bool> equal = Equal(*items->items[i], *others->items[i]);
      if (!equal.has_value() || !*equal) return equal;
    }
    return true;
  }
  return Same(left, right);
}

std::optional<bool> Truth(const Value& value) {
  if (value.IsNone()) return false;
  if (const bool* flag = value.As<bool>()) return *flag;
  if (const std::optional<double> number = DoubleOf(value)) return *number != 0;
  if (const MappedText* text = value.As<MappedText>()) {
    if (text->text().empty()) return false;
    if (!text->has_holes() || text->text() != std::string(kHole)) return true;
    return std::nullopt;
  }
  if (const Sequence* sequence = value.As<Sequence>()) {
    if (!sequence->items.empty()) return true;
    return sequence->complete ? std::optional<bool>(false) : std::nullopt;
  }
  if (const Dict* dict = value.As<Dict>()) {
    if (!dict->items.empty()) return true;
    return dict->complete ? std::optional<bool>(false) : std::nullopt;
  }
  if (value.As<Function>() != nullptr || value.As<Class>() != nullptr) return true;
  if (const Unknown* unknown = value.As<Unknown>(); unknown != nullptr && unknown->expression != nullptr) {
    return Truth(*unknown->expression);
  }
  if (const Call* call = value.As<Call>()) return TruthOf(*call);
  if (value.As<Reference>() != nullptr && value.As<Reference>()->path == "typing.TYPE_CHECKING") return false;
  return std::nullopt;
}

std::optional<int> Compare(const Value& left, const Value& right) {
  const std::optional<double> a = DoubleOf(left);
  const std::optional<double> b = DoubleOf(right);
  if (a.has_value() && b.has_value()) return *a < *b ? -1 : *a > *b ? 1 : 0;
  if (left.Text() != nullptr && right.Text() != nullptr) return left.Text()->compare(*right.Text());
  const Sequence* items = left.As<Sequence>();
  const Sequence* others = right.As<Sequence>();
  if (items == nullptr || others == nullptr || items->kind != others->kind || !items->complete || !others->complete ||
      items->kind == Sequence::Kind::kSet) {
    return std::nullopt;
  }
  for (size_t i = 0; i < std::min(items->items.size(), others->items.size()); ++i) {
    const std::optional<int> order = Compare(*items->items[i], *others->items[i]);
    if (!order.has_value() || *order != 0) return order;
  }
  return static_cast<int>(items->items.size()) - static_cast<int>(others->items.size());
}

std::optional<bool> Contains(const Value& container, const Value& item) {
  if (const std::string* text = container.Text()) {
    if (item.Text() == nullptr) return std::nullopt;
    return text->find(*item.Text()) != std::string::npos;
  }
  std::vector<const Value*> items;
  bool complete = false;
  if (const Sequence* sequence = container.As<Sequence>()) {
    for (const ValuePtr& entry : sequence->items) items.push_back(entry.get());
    complete = sequence->complete;
  } else if (const Dict* dict = container.As<Dict>()) {
    for (const auto& entry : dict->items) items.push_back(entry.first.get());
    complete = dict->complete;
  }
  for (const Value* entry : items) {
    const std::optional<bool> equal = Equal(*entry, item);
    if (equal.value_or(false)) return true;
    complete = complete && equal.has_value();
  }
  return complete ? std::optional<bool>(false) : std::nullopt;
}

std::optional<int64_t> IntOf(const Value& value) {
  if (const bool* flag = value.As<bool>()) return *flag ? 1 : 0;
  const Number* number = value.As<Number>();
  if (number == nullptr) return std::nullopt;
  int64_t result = 0;
  absl::string_view text = number->text;
  if (absl::SimpleAtoi(text, &result)) return result;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  if (text.size() < 3 || text[0] != '0') return std::nullopt;
  const char kind = static_cast<char>(text[1] | 0x20);
  const int base = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 0;
  if (base == 0 || text.size() > 17) return std::nullopt;
  for (const char c : text.substr(2)) {
    const char lower = static_cast<char>(c | 0x20);
    result = result * base + (c <= '9' ? c - '0' : lower - 'a' + 10);
  }
  return negative ? -result : result;
}

std::optional<int64_t> Arithmetic(absl::string_view op, int64_t left, int64_t right) {
  int64_t result = 0;
  if (op == "+") return __builtin_add_overflow(left, right, &result) ? std::nullopt : std::optional(result);
  if (op == "-") return __builtin_sub_overflow(left, right, &result) ? std::nullopt : std::optional(result);
  if (op == "*") return __builtin_mul_overflow(left, right, &result) ? std::nullopt : std::optional(result);
  if (op == "**" && right >= 0 && right <= 63) {
    result = 1;
    for (int64_t i = 0; i < right; ++i) {
      if (__builtin_mul_overflow(result, left, &result)) return std::nullopt;
    }
    return result;
  }
  if ((op != "//" && op != "%") || right == 0 || right == -1) return std::nullopt;
  // Python rounds towards minus infinity.
  const bool inexact = left % right != 0 && (left < 0) != (right < 0);
  if (op == "//") return left / right - (inexact ? 1 : 0);
  return left % right + (inexact ? right : 0);
}

std::optional<MappedText> TextOf(const Value& value) {
  if (const MappedText* text = value.As<MappedText>()) return *text;
  MappedText text;
  if (value.IsNone()) {
    text.Append("None", value.at);
  } else if (const bool* flag = value.As<bool>()) {
    text.Append(*flag ? "True" : "False", value.at);
  } else if (const std::optional<int64_t> number = IntOf(value)) {
    text.Append(absl::StrCat(*number), value.at);
  } else {
    return std::nullopt;
  }
  return text;
}

bool IsMutable(const Value& value) {
  const Sequence* sequence = value.As<Sequence>();
  const Call* call = value.As<Call>();
  if (call != nullptr) return call->is_instance;
  return value.As<Dict>() != nullptr || (sequence != nullptr && sequence->kind != Sequence::Kind::kTuple);
}

}  // namespace retort::python
