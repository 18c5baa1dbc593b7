// How the machine evaluates expressions.

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "linter/python/collections.h"
#include "linter/python/format_spec.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"
#include "linter/python/string_literal.h"

namespace retort::python {

ValuePtr Machine::Eval(NodeId expression) {
  expression = syntax_.Unwrap(expression);
  if (!Spend(1, expression)) return UnknownAt(expression, "too much to follow");
  const Deeper deeper(*this);
  if (deeper.too_deep()) return TooDeep(expression);
  switch (syntax_[expression].kind) {
    case Kind::kIdentifier:
      return Lookup(expression);
    case Kind::kString:
    case Kind::kConcatenatedString:
      return EvalString(expression);
    case Kind::kInteger:
    case Kind::kFloat:
      return New(expression, Number{absl::StrReplaceAll(syntax_.Text(expression), {{"_", ""}})});
    case Kind::kTrue:
    case Kind::kFalse:
      return New(expression, syntax_[expression].kind == Kind::kTrue);
    case Kind::kTuple:
    case Kind::kExpressionList:
    case Kind::kPatternList:
      return EvalSequence(expression, Sequence::Kind::kTuple);
    case Kind::kList:
      return EvalSequence(expression, Sequence::Kind::kList);
    case Kind::kSet:
      return EvalSequence(expression, Sequence::Kind::kSet);
    case Kind::kDictionary:
      return EvalDictionary(expression);
    case Kind::kAttribute:
      return EvalAttribute(expression);
    case Kind::kSubscript:
      return EvalSubscript(expression);
    case Kind::kCall:
      return EvalCall(expression);
    default:
      return EvalCompound(expression);
  }
}

ValuePtr Machine::EvalCompound(NodeId expression) {
  switch (syntax_[expression].kind) {
    case Kind::kNone:
      return New(expression, None{});
    case Kind::kEllipsis:
      return New(expression, Ellipsis{});
    case Kind::kBinary:
      return EvalBinary(expression);
    case Kind::kBoolean:
      return EvalBoolean(expression);
    case Kind::kComparison:
      return EvalComparison(expression);
    case Kind::kNot:
      return EvalNot(expression);
    case Kind::kUnary:
      return EvalUnary(expression);
    case Kind::kConditional:
      return EvalConditional(expression);
    case Kind::kLambda:
      return Define(expression, {});
    case Kind::kAwait:
      return EvalAwait(expression);
    case Kind::kYield:
      return EvalYield(expression);
    case Kind::kListComprehension:
    case Kind::kSetComprehension:
    case Kind::kDictionaryComprehension:
    case Kind::kGenerator:
      return EvalComprehension(expression);
    case Kind::kNamedExpression:
      return EvalNamed(expression);
    case Kind::kAsPattern:
      return Eval(expression + 1);
    case Kind::kSlice:
      return UnknownAt(expression, "a slice");
    default:
      Emit(Event::Kind::kUnknown, UnknownAt(expression, "a syntax error"), syntax_.At(expression));
      return UnknownAt(expression, "a syntax error");
  }
}

ValuePtr Machine::EvalNamed(NodeId node) {
  const ValuePtr value = Eval(syntax_.Child(node, Field::kValue));
  Bind(syntax_.Text(syntax_.Child(node, Field::kName)), value, syntax_.At(node));
  return value;
}

ValuePtr Machine::EvalString(NodeId string) {
  MappedText text;
  if (syntax_[string].kind == Kind::kString) {
    if (StringLiteral(syntax_.syntax(), string).bytes()) return New(string, Bytes{});
    AppendString(string, text);
    return New(string, std::move(text));
  }
  for (const NodeId part : syntax_.Children(string)) {
    if (syntax_[part].kind != Kind::kString) continue;
    if (StringLiteral(syntax_.syntax(), part).bytes()) return New(string, Bytes{});
    AppendString(part, text);
  }
  return New(string, std::move(text));
}

void Machine::AppendString(NodeId string, MappedText& text) {
  const StringLiteral literal(syntax_.syntax(), string);
  uint32_t from = literal.content_begin();
  // So that an empty text has a place too.
  text.Append("", syntax_.is_foreign() ? syntax_.At(string) : Span{syntax_.syntax().file, from, from});
  const auto decode = [&](uint32_t begin, uint32_t end) {
    MappedText part;
    literal.Decode(begin, end, part);
    text.Append(syntax_.Placed(std::move(part)));
  };
  for (const NodeId part : syntax_.Children(string)) {
    if (syntax_[part].kind != Kind::kInterpolation) continue;
    decode(from, syntax_[part].begin);
    AppendInterpolation(part, text);
    from = syntax_[part].end;
  }
  decode(from, literal.content_end());
}

void Machine::AppendInterpolation(NodeId interpolation, MappedText& text) {
  const NodeId expression = syntax_.Child(interpolation, Field::kExpression);
  if (expression == kNoNode) return text.AppendHole(syntax_.At(interpolation));
  const ValuePtr value = Eval(expression);
  const NodeId conversion = syntax_.Child(interpolation, Field::kTypeConversion);
  const absl::string_view tail =
      syntax_.Text(interpolation).substr(syntax_[expression].end - syntax_[interpolation].begin);
  const NodeId specifier = syntax_.Child(interpolation, Field::kFormatSpecifier);
  const absl::string_view written = specifier == kNoNode ? "" : absl::StripPrefix(syntax_.Text(specifier), ":");
  const bool plain = !absl::StrContains(tail, '=') && !absl::StrContains(written, '{');
  const absl::string_view converted = conversion == kNoNode ? "" : absl::StripPrefix(syntax_.Text(conversion), "!");
  const std::optional<MappedText> known = plain ? FormatValue(*value, converted, written) : std::nullopt;
  if (known.has_value() && text.text().size() + known->text().size() <= kMaxTextBytes) {
    text.Append(*known);
  } else {
    text.AppendHole(syntax_.At(interpolation));
  }
}

ValuePtr Machine::EvalSequence(NodeId node, Sequence::Kind kind) {
  Sequence sequence{kind, {}, true};
  for (const NodeId child : syntax_.Children(node)) {
    if (syntax_[child].kind == Kind::kListSplat) {
      const std::optional<Sequence> items = Iterate(*Eval(child + 1), child);
      if (items.has_value()) sequence.items.insert(sequence.items.end(), items->items.begin(), items->items.end());
      sequence.complete = sequence.complete && items.has_value() && items->complete;
    } else if (syntax_[child].kind != Kind::kToken) {
      sequence.items.push_back(Eval(child));
    }
  }
  for (const ValuePtr& item : sequence.items) Contain(item);
  return New(node, std::move(sequence));
}

ValuePtr Machine::EvalDictionary(NodeId node) {
  Dict result;
  for (const NodeId child : syntax_.Children(node)) {
    if (syntax_[child].kind == Kind::kPair) {
      ValuePtr key = Eval(syntax_.Child(child, Field::kKey));
      PutItem(result, std::move(key), Eval(syntax_.Child(child, Field::kValue)));
    } else if (syntax_[child].kind == Kind::kDictionarySplat) {
      const ValuePtr other = Eval(child + 1);
      MergeInto(result, *other);
    }
  }
  for (const auto& [key, value] : result.items) Contain(value);
  return New(node, std::move(result));
}

ValuePtr Machine::EvalAttribute(NodeId node) {
  const ValuePtr object = Eval(syntax_.Child(node, Field::kObject));
  return AttributeOf(object, syntax_.Text(syntax_.Child(node, Field::kAttribute)), node);
}

ValuePtr Machine::AttributeOf(const ValuePtr& object, absl::string_view name, NodeId at) {
  if (const Reference* reference = object->As<Reference>()) {
    ValuePtr value = New(at, Reference{absl::StrCat(reference->path, ".", name)});
    if (const ValuePtr assumed = Assumed(*value)) return assumed;
    const ValuePtr followed = Follow(value, at);
    return followed != nullptr ? followed : value;
  }
  if (const Class* type = object->As<Class>()) return ClassAttribute(*type, object, name, at);
  const Call* made = object->As<Call>();
  if (made != nullptr && made->is_instance) {
    if (ValuePtr value = InstanceAttribute(object, *made->callee->As<Class>(), name, at)) return value;
  } else if (made != nullptr && PathOf(*made->callee) == "pathlib.Path") {
    if (ValuePtr value = PathMethod(*made, name, Call(), at)) return value;
  }
  const Attribute* member = object->As<Attribute>();
  const Class* type = member == nullptr ? nullptr : member->object->As<Class>();
  if (type != nullptr && IsEnum(*type)) {
    const bool own = name != "value" && name != "name";
    if (ValuePtr value = own ? InstanceAttribute(object, *type, name, at) : nullptr) return value;
    const auto found = classes_[type->id].scope->variables.find(member->name);
    if (found != classes_[type->id].scope->variables.end() && found->second.value != nullptr) {
      if (name == "value") return found->second.value;
      if (name == "name") {
        MappedText text;
        text.Append(member->name, object->at);
        return New(at, std::move(text));
      }
    }
  }
  ValuePtr value = New(at, Attribute{object, std::string(name)});
  const ValuePtr assumed = Assumed(*value);
  return assumed != nullptr ? assumed : value;
}

ValuePtr Machine::ClassAttribute(const Class& type, const ValuePtr& object, absl::string_view name, NodeId at) {
  const bool is_enum = IsEnum(type);
  if (name == "__name__" || name == "__qualname__") {
    MappedText text;
    text.Append(type.name, object->at);
    return New(at, std::move(text));
  }
  const ValuePtr found = FindInClass(type, name);
  const Function* method = found == nullptr ? nullptr : found->As<Function>();
  if (method != nullptr && functions_[method->id].call == FunctionEntry::Call::kClass) {
    return New(at, Attribute{object, std::string(name)});
  }
  const bool is_member = is_enum && found != nullptr && found->As<Function>() == nullptr;
  if (found != nullptr && !is_member) return found;
  if (is_enum && name == "__members__") {
    Dict members;
    for (const auto& [member, value] : Members(type)) {
      MappedText text;
      text.Append(member, value->at);
      members.items.emplace_back(New(at, std::move(text)), New(at, Attribute{object, member}));
    }
    return New(at, std::move(members));
  }
  return New(at, Attribute{object, std::string(name)});
}

ValuePtr Machine::FindInClass(const Class& type, absl::string_view name) const {
  const ClassEntry& entry = classes_[type.id];
  const auto found = entry.scope->variables.find(name);
  if (found != entry.scope->variables.end() && found->second.value != nullptr) return found->second.value;
  for (const ValuePtr& base : entry.bases) {
    const Class* own = base->As<Class>();
    if (own == nullptr || own->id >= type.id) continue;
    ValuePtr inherited = FindInClass(*own, name);
    if (inherited != nullptr) return inherited;
  }
  return nullptr;
}

ValuePtr Machine::EvalSubscript(NodeId node) {
  const ValuePtr object = Eval(syntax_.Child(node, Field::kValue));
  std::vector<NodeId> subscripts;
  for (const NodeId child : syntax_.Children(node)) {
    if (syntax_[child].field == Field::kSubscript) subscripts.push_back(child);
  }
  if (subscripts.size() == 1 && syntax_[subscripts[0]].kind == Kind::kSlice) return EvalSlice(object, subscripts[0]);
  if (subscripts.size() == 1) return Item(object, Eval(subscripts[0]), node);
  Sequence key;
  for (const NodeId subscript : subscripts) {
    if (syntax_[subscript].kind == Kind::kSlice) return UnknownAt(node, "a slice");
    key.items.push_back(Eval(subscript));
  }
  return Item(object, New(node, std::move(key)), node);
}

ValuePtr Machine::Item(const ValuePtr& object, const ValuePtr& key, NodeId at) {
  if (const Dict* dict = object->As<Dict>()) {
    const std::optional<ValuePtr> found = FindItem(*dict, *key);
    return found.has_value() && *found != nullptr ? *found : Symbol(at, "an item of a dict", "[]", {object, key});
  }
  if (const Class* type = object->As<Class>(); type != nullptr && IsEnum(*type) && key->Text() != nullptr) {
    return ClassAttribute(*type, object, *key->Text(), at);
  }
  const Call* call = object->As<Call>();
  if (call != nullptr && PathOf(*call->callee) == "builtins.globals" && key->Text() != nullptr) {
    const Scope* module = ModuleScope();
    const auto found = module->variables.find(*key->Text());
    if (found != module->variables.end() && found->second.value != nullptr) return found->second.value;
    if (module->loaded != nullptr) return NameIn(*module->loaded, *key->Text(), at);
  }
  const std::optional<int64_t> index = IntOf(*key);
  if (!index.has_value()) return Symbol(at, "an item", "[]", {object, key});
  if (const Sequence* sequence = object->As<Sequence>()) {
    const int64_t size = static_cast<int64_t>(sequence->items.size());
    const bool known = *index < 0 ? sequence->complete && *index >= -size : *index < size;
    if (known && sequence->kind != Sequence::Kind::kSet) {
      return sequence->items[static_cast<size_t>(*index < 0 ? *index + size : *index)];
    }
  }
  const std::string* text = object->Text();
  if (text != nullptr && IsAscii(*text)) {
    const int64_t size = static_cast<int64_t>(text->size());
    const int64_t place = *index < 0 ? *index + size : *index;
    if (place >= 0 && place < size) {
      return New(at, object->As<MappedText>()->Sub(static_cast<size_t>(place), static_cast<size_t>(place) + 1));
    }
  }
  return Symbol(at, "an item", "[]", {object, key});
}

ValuePtr Machine::EvalSlice(const ValuePtr& object, NodeId slice) {
  std::optional<int64_t> bounds[3];
  size_t colons = 0;
  for (const NodeId child : syntax_.Children(slice)) {
    if (syntax_[child].kind == Kind::kToken) {
      ++colons;
      continue;
    }
    const ValuePtr bound = Eval(child);
    if (bound->IsNone()) continue;
    bounds[std::min<size_t>(colons, 2)] = IntOf(*bound);
    if (!IntOf(*bound).has_value()) return UnknownAt(slice, "a slice");
  }
  if (bounds[2].value_or(1) != 1 && bounds[2].value_or(1) != -1) return UnknownAt(slice, "a slice");
  const bool backwards = bounds[2].value_or(1) == -1;
  const Sequence* sequence = object->As<Sequence>();
  const std::string* text = object->Text();
  const bool items = sequence != nullptr && sequence->complete && sequence->kind != Sequence::Kind::kSet;
  if ((!items && (text == nullptr || !IsAscii(*text))) || (backwards && (!items || bounds[0] || bounds[1]))) {
    return UnknownAt(slice, "a slice");
  }
  const int64_t size = static_cast<int64_t>(items ? sequence->items.size() : text->size());
  const auto place = [&](std::optional<int64_t> bound, int64_t otherwise) {
    const int64_t value = bound.value_or(otherwise);
    return std::clamp<int64_t>(value < 0 ? value + size : value, 0, size);
  };
  const int64_t begin = place(bounds[0], 0);
  const int64_t end = std::max(begin, place(bounds[1], size));
  if (!items) {
    return New(slice, object->As<MappedText>()->Sub(static_cast<size_t>(begin), static_cast<size_t>(end)));
  }
  Sequence part{sequence->kind, {sequence->items.begin() + begin, sequence->items.begin() + end}, true};
  if (backwards) std::reverse(part.items.begin(), part.items.end());
  return New(slice, std::move(part));
}

}  // namespace retort::python
