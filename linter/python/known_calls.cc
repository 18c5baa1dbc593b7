// Functions of Python's own library whose result can be known.

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/base/text.h"
#include "linter/python/collections.h"
#include "linter/python/format.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

size_t CodePoints(absl::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::optional<size_t> LengthOf(const Value& value) {
  if (const std::string* text = value.Text()) return CodePoints(*text);
  if (const Sequence* sequence = value.As<Sequence>(); sequence != nullptr && sequence->complete) {
    return sequence->items.size();
  }
  if (const Dict* dict = value.As<Dict>(); dict != nullptr && dict->complete) return dict->items.size();
  return std::nullopt;
}

// isinstance(value, type) for one builtin type.
std::optional<bool> IsInstance(const Value& value, absl::string_view type) {
  const auto is = [&](absl::string_view name) { return std::optional<bool>(type == name); };
  if (value.As<MappedText>() != nullptr) return is("str");
  if (value.As<Dict>() != nullptr) return is("dict");
  if (value.As<bool>() != nullptr) return type == "bool" || type == "int";
  if (value.As<Number>() != nullptr) return IntOf(value).has_value() ? is("int") : is("float");
  if (value.IsNone()) return false;
  const Sequence* sequence = value.As<Sequence>();
  if (sequence == nullptr) return std::nullopt;
  constexpr absl::string_view kNames[] = {"tuple", "list", "set"};
  return is(kNames[static_cast<int>(sequence->kind)]);
}

std::optional<bool> IsInstanceOfAny(const Value& value, const Value& types) {
  if (const Reference* reference = types.As<Reference>()) {
    absl::string_view path = reference->path;
    return absl::ConsumePrefix(&path, "builtins.") ? IsInstance(value, path) : std::nullopt;
  }
  const Sequence* sequence = types.As<Sequence>();
  if (sequence == nullptr || !sequence->complete) return std::nullopt;
  for (const ValuePtr& type : sequence->items) {
    const std::optional<bool> is = IsInstanceOfAny(value, *type);
    if (!is.has_value() || *is) return is;
  }
  return false;
}

}  // namespace

ValuePtr Machine::InvokeKnown(absl::string_view path, const Call& call, NodeId at) {
  absl::string_view name = path;
  if (absl::ConsumePrefix(&name, "builtins.")) {
    if (ValuePtr value = MethodOfType(name, call, at)) return value;
    return InvokeBuiltin(name, call, at);
  }
  const Value* first = call.arguments.empty() ? nullptr : call.arguments[0].get();
  if (path == "textwrap.dedent" && first != nullptr && first->As<MappedText>() != nullptr) {
    return New(at, Dedent(*first->As<MappedText>()));
  }
  if (path == "inspect.cleandoc" && first != nullptr && first->As<MappedText>() != nullptr) {
    return New(at, Strip(Dedent(*first->As<MappedText>()), "\n", true, true));
  }
  if (path == "itertools.product" || path == "itertools.chain") return Combine(path == "itertools.product", call, at);
  if (path == "itertools.chain.from_iterable" && first != nullptr && first->As<Sequence>() != nullptr) {
    Call flat;
    flat.arguments = first->As<Sequence>()->items;
    flat.complete = first->As<Sequence>()->complete;
    return Combine(false, flat, at);
  }
  if (path == "collections.namedtuple") return NamedTupleClass(call, at);
  if (absl::ConsumePrefix(&name, "os.path.")) return InvokePathFunction(name, call, at);
  const bool ordered = path == "collections.OrderedDict" || path == "types.MappingProxyType";
  return ordered ? InvokeBuiltin("dict", call, at) : nullptr;
}

// `str.upper(x)` is `x.upper()`.
ValuePtr Machine::MethodOfType(absl::string_view name, const Call& call, NodeId at) {
  absl::string_view method = name;
  if (!absl::ConsumePrefix(&method, "str.") || call.arguments.empty()) return nullptr;
  if (call.arguments[0]->As<MappedText>() == nullptr) return nullptr;
  Call bound = call;
  bound.arguments.erase(bound.arguments.begin());
  return TextMethod(*call.arguments[0], method, bound, at);
}

ValuePtr Machine::Combine(bool product, const Call& call, NodeId at) {
  Sequence result{Sequence::Kind::kList, {}, call.complete};
  if (product) result.items.push_back(New(at, Sequence{}));
  if (!call.keywords.empty()) return nullptr;
  for (const ValuePtr& argument : call.arguments) {
    const std::optional<Sequence> items = Iterate(*argument, at);
    if (!items.has_value() || !items->complete) return nullptr;
    if (!product) {
      result.items.insert(result.items.end(), items->items.begin(), items->items.end());
      continue;
    }
    const size_t size = result.items.size() * items->items.size();
    if (size > kMaxItems || !Spend(size, at)) return nullptr;
    std::vector<ValuePtr> longer;
    for (const ValuePtr& prefix : result.items) {
      for (const ValuePtr& item : items->items) {
        Sequence tuple = *prefix->As<Sequence>();
        tuple.items.push_back(item);
        longer.push_back(New(at, std::move(tuple)));
      }
    }
    result.items = std::move(longer);
  }
  return New(at, std::move(result));
}

ValuePtr Machine::InvokeBuiltin(absl::string_view name, const Call& call, NodeId at) {
  if (!call.complete) return nullptr;
  const Value* first = call.arguments.empty() ? nullptr : call.arguments[0].get();
  if (name == "list" || name == "tuple" || name == "set" || name == "frozenset" || name == "sorted" ||
      name == "reversed" || name == "iter") {
    return Collect(name, call, at);
  }
  if (name == "dict") return MakeDict(call, at);
  if (name == "dict.fromkeys" && first != nullptr) return FromKeys(call, at);
  if (name == "range") return Range(call, at);
  if (name == "enumerate") return Enumerate(call, at);
  if (name == "zip") return Zip(call, at);
  if (first == nullptr) {
    if (name != "str") return nullptr;
    MappedText empty;
    empty.Append("", syntax_.At(at));
    return New(at, std::move(empty));
  }
  if (name == "len" || name == "str" || name == "int" || name == "bool") {
    return call.arguments.size() == 1 ? Convert(name, *first, at) : nullptr;
  }
  if (name == "isinstance" && call.arguments.size() == 2) {
    const std::optional<bool> is = IsInstanceOfAny(*first, *call.arguments[1]);
    return is.has_value() ? New(at, *is) : nullptr;
  }
  if (name == "any" || name == "all") return AnyOrAll(name == "any", *first, at);
  if (name == "map" || name == "filter") return Map(name == "filter", call, at);
  if ((name == "min" || name == "max") && call.keywords.empty()) return Extreme(name == "min", call, at);
  if (name == "sum" && call.arguments.size() == 1) return Sum(*first, at);
  if (name == "next") return Next(call, at);
  if (name == "getattr" && call.arguments.size() >= 2 && call.arguments[1]->Text() != nullptr) {
    return AttributeOf(call.arguments[0], *call.arguments[1]->Text(), at);
  }
  return nullptr;
}

// len, str, int and bool.
ValuePtr Machine::Convert(absl::string_view name, const Value& value, NodeId at) {
  if (name == "len") {
    const std::optional<size_t> length = LengthOf(value);
    return length.has_value() ? New(at, Number{absl::StrCat(*length)}) : nullptr;
  }
  if (name == "str") {
    const Call* path = value.As<Call>();
    const bool is_path = path != nullptr && PathOf(*path->callee) == "pathlib.Path";
    if (is_path) {
      Call none;
      none.callee = path->callee;
      return PathMethod(*path, "as_posix", none, at);
    }
    std::optional<MappedText> text = TextOf(value);
    return text.has_value() ? New(at, *std::move(text)) : nullptr;
  }
  if (name == "bool") {
    const std::optional<bool> truth = Truth(value);
    return truth.has_value() ? New(at, *truth) : nullptr;
  }
  int64_t number = 0;
  const bool parsed = value.Text() != nullptr && absl::SimpleAtoi(*value.Text(), &number);
  const std::optional<int64_t> known = parsed ? number : IntOf(value);
  return known.has_value() ? New(at, Number{absl::StrCat(*known)}) : nullptr;
}

ValuePtr Machine::Collect(absl::string_view name, const Call& call, NodeId at) {
  std::optional<Sequence> items = Sequence{};
  if (!call.arguments.empty()) items = Iterate(*call.arguments[0], at);
  if (!items.has_value() || call.arguments.size() > 1) return nullptr;
  const bool was_set = items->kind == Sequence::Kind::kSet && items->items.size() > 1;
  Sequence result{Sequence::Kind::kList, {}, items->complete, items->rest};
  if (name == "tuple") result.kind = Sequence::Kind::kTuple;
  if (name == "set" || name == "frozenset") {
    result.kind = Sequence::Kind::kSet;
    if (!Spend(items->items.size(), at)) return nullptr;
    for (ValuePtr& item : items->items) AddItem(result, std::move(item));
    return New(at, std::move(result));
  }
  result.items = std::move(items->items);
  if (name == "sorted") {
    const Keyword* reverse = call.FindKeyword("reverse");
    const std::optional<bool> backwards = reverse == nullptr ? false : Truth(*reverse->value);
    const Keyword* key = call.FindKeyword("key");
    const bool sorted = backwards.has_value() && result.complete && SortBy(key, *backwards, result.items, at);
    if (!sorted) return nullptr;
  } else if (was_set) {
    return nullptr;  // in what order is decided by hashes
  }
  if (name == "reversed") std::reverse(result.items.begin(), result.items.end());
  if (name == "reversed" && !result.complete) return nullptr;
  return New(at, std::move(result));
}

ValuePtr Machine::MakeDict(const Call& call, NodeId at) {
  Dict dict;
  if (call.arguments.size() > 1) return nullptr;
  if (call.arguments.size() == 1 && call.arguments[0]->As<Dict>() != nullptr) {
    dict = *call.arguments[0]->As<Dict>();
  } else if (call.arguments.size() == 1) {
    const std::optional<Sequence> pairs = Iterate(*call.arguments[0], at);
    if (!pairs.has_value()) return nullptr;
    dict.complete = pairs->complete;
    for (const ValuePtr& pair : pairs->items) {
      const Sequence* parts = pair->As<Sequence>();
      if (parts == nullptr || parts->items.size() != 2 || !parts->complete) return nullptr;
      PutItem(dict, parts->items[0], parts->items[1]);
    }
  }
  for (const Keyword& keyword : call.keywords) {
    MappedText key;
    key.Append(keyword.name, keyword.at);
    PutItem(dict, New(at, std::move(key)), keyword.value);
  }
  return New(at, std::move(dict));
}

ValuePtr Machine::FromKeys(const Call& call, NodeId at) {
  const std::optional<Sequence> keys = Iterate(*call.arguments[0], at);
  if (call.arguments.size() > 2 || !keys.has_value() || !Spend(keys->items.size(), at)) return nullptr;
  Dict dict;
  dict.complete = keys->complete;
  const ValuePtr value = call.arguments.size() == 2 ? call.arguments[1] : New(at, None{});
  for (const ValuePtr& key : keys->items) PutItem(dict, key, value);
  return New(at, std::move(dict));
}

ValuePtr Machine::Range(const Call& call, NodeId at) {
  int64_t bounds[3] = {0, 0, 1};
  if (call.arguments.empty() || call.arguments.size() > 3) return nullptr;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const std::optional<int64_t> bound = IntOf(*call.arguments[i]);
    if (!bound.has_value()) return nullptr;
    bounds[call.arguments.size() == 1 ? 1 : i] = *bound;
  }
  if (bounds[2] == 0) return nullptr;
  Sequence result{Sequence::Kind::kList, {}, true};
  int64_t i = bounds[0];
  while (bounds[2] > 0 ? i < bounds[1] : i > bounds[1]) {
    if (result.items.size() >= kMaxItems) return nullptr;
    result.items.push_back(New(at, Number{absl::StrCat(i)}));
    if (__builtin_add_overflow(i, bounds[2], &i)) break;
  }
  return Spend(result.items.size(), at) ? New(at, std::move(result)) : nullptr;
}

ValuePtr Machine::Enumerate(const Call& call, NodeId at) {
  const Value* start = call.Argument(1, "start");
  const std::optional<int64_t> first = start == nullptr ? 0 : IntOf(*start);
  if (call.arguments.empty() || !first.has_value()) return nullptr;
  Call range;
  const std::optional<Sequence> items = Iterate(*call.arguments[0], at);
  if (!items.has_value() || !items->complete) return nullptr;
  const std::optional<int64_t> last = Arithmetic("+", *first, static_cast<int64_t>(items->items.size()));
  if (!last.has_value()) return nullptr;
  for (const int64_t bound : {*first, *last}) range.arguments.push_back(New(at, Number{absl::StrCat(bound)}));
  Call zip;
  zip.arguments = {Range(range, at), call.arguments[0]};
  return zip.arguments[0] == nullptr ? nullptr : Zip(zip, at);
}

ValuePtr Machine::Zip(const Call& call, NodeId at) {
  std::vector<Sequence> columns;
  for (const ValuePtr& argument : call.arguments) {
    std::optional<Sequence> column = Iterate(*argument, at);
    if (!column.has_value() || !column->complete) return nullptr;
    columns.push_back(*std::move(column));
  }
  size_t rows = columns.empty() ? 0 : columns[0].items.size();
  for (const Sequence& column : columns) rows = std::min(rows, column.items.size());
  if (!Spend(rows, at)) return nullptr;
  Sequence result{Sequence::Kind::kList, {}, true};
  for (size_t row = 0; row < rows; ++row) {
    Sequence tuple;
    for (const Sequence& column : columns) tuple.items.push_back(column.items[row]);
    result.items.push_back(New(at, std::move(tuple)));
  }
  return New(at, std::move(result));
}

ValuePtr Machine::Map(bool filter, const Call& call, NodeId at) {
  if (call.arguments.size() != 2) return nullptr;
  const std::optional<Sequence> items = Iterate(*call.arguments[1], at);
  if (!items.has_value() || !items->complete) return nullptr;
  Sequence result{Sequence::Kind::kList, {}, true};
  for (const ValuePtr& item : items->items) {
    Call one;
    one.callee = call.arguments[0];
    one.arguments.push_back(item);
    ValuePtr value = filter && one.callee->IsNone() ? item : Invoke(std::move(one), at);
    const std::optional<bool> kept = filter ? Truth(*value) : true;
    if (!kept.has_value()) return UnknownAt(at, "a filter");
    if (*kept) result.items.push_back(filter ? item : std::move(value));
  }
  return New(at, std::move(result));
}

}  // namespace retort::python
