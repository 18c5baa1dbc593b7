#include "linter/python/value.h"

#include "absl/strings/str_cat.h"

namespace retort::python {
namespace {

constexpr size_t kShownText = 40;
constexpr size_t kShownItems = 8;
constexpr int kShownDepth = 6;

// Writes a value for people; a visitor over its kinds.
class Printer {
 public:
  void Print(const Value& value) {
    if (++depth_ > kShownDepth) {
      out_ += "...";
    } else {
      std::visit([this](const auto& data) { Show(data); }, value.data);
    }
    --depth_;
  }
  std::string Take() { return std::move(out_); }

 private:
  void Show(const Unknown& unknown) { absl::StrAppend(&out_, "<", unknown.reason, ">"); }
  void Show(const None&) { out_ += "None"; }
  void Show(const Ellipsis&) { out_ += "..."; }
  void Show(bool value) { out_ += value ? "True" : "False"; }
  void Show(const Number& number) { out_ += number.text; }
  void Show(const Bytes&) { out_ += "b\"...\""; }
  void Show(const Reference& reference) { out_ += reference.path; }
  void Show(const Function& function) { out_ += function.name.empty() ? "lambda" : function.name; }
  void Show(const Class& type) { out_ += type.name; }
  void Show(const Attribute& attribute) {
    Print(*attribute.object);
    absl::StrAppend(&out_, ".", attribute.name);
  }
  void Show(const MappedText& text) {
    size_t length = std::min(text.text().size(), kShownText);
    while (length < text.text().size() && length > 0 && (text.text()[length] & 0xC0) == 0x80) --length;
    absl::StrAppend(&out_, "\"", text.text().substr(0, length), length < text.text().size() ? "...\"" : "\"");
  }
  void Show(const Sequence& sequence) {
    constexpr absl::string_view kBrackets[] = {"()", "[]", "{}"};
    const absl::string_view brackets = kBrackets[static_cast<int>(sequence.kind)];
    out_ += brackets[0];
    ShowItems(sequence.items, sequence.complete);
    if (sequence.kind == Sequence::Kind::kTuple && sequence.items.size() == 1 && sequence.complete) out_ += ",";
    out_ += brackets[1];
  }
  void Show(const Dict& dict) {
    out_ += "{";
    size_t shown = 0;
    for (const auto& [key, value] : dict.items) {
      if (shown == kShownItems) break;
      if (shown++ > 0) out_ += ", ";
      Print(*key);
      out_ += ": ";
      Print(*value);
    }
    if (!dict.complete || dict.items.size() > shown) out_ += shown > 0 ? ", ..." : "...";
    out_ += "}";
  }
  void Show(const Call& call) {
    Print(*call.callee);
    out_ += "(";
    ShowItems(call.arguments, call.complete || !call.keywords.empty());
    bool separate = !call.arguments.empty();
    for (const Keyword& keyword : call.keywords) {
      absl::StrAppend(&out_, separate ? ", " : "", keyword.name, "=");
      Print(*keyword.value);
      separate = true;
    }
    if (!call.complete && !call.keywords.empty()) out_ += ", ...";
    out_ += ")";
  }
  void ShowItems(const std::vector<ValuePtr>& items, bool complete) {
    size_t shown = 0;
    for (const ValuePtr& item : items) {
      if (shown == kShownItems) break;
      if (shown++ > 0) out_ += ", ";
      Print(*item);
    }
    if (!complete || items.size() > shown) out_ += shown > 0 ? ", ..." : "...";
  }

  std::string out_;
  int depth_ = 0;
};

}  // namespace

const Value* Call::Argument(int position, absl::string_view name) const {
  if (position >= 0 && static_cast<size_t>(position) < arguments.size()) {
    return arguments[static_cast<size_t>(position)].get();
  }
  const Keyword* keyword = FindKeyword(name);
  return keyword == nullptr ? nullptr : keyword->value.get();
}

const Keyword* Call::FindKeyword(absl::string_view name) const {
  for (const Keyword& keyword : keywords) {
    if (keyword.name == name) return &keyword;
  }
  return nullptr;
}

const std::string* Value::Text() const {
  const MappedText* text = As<MappedText>();
  return text == nullptr || text->has_holes() ? nullptr : &text->text();
}

std::string PathOf(const Value& value) {
  if (const Reference* reference = value.As<Reference>()) return reference->path;
  const Attribute* attribute = value.As<Attribute>();
  if (attribute == nullptr) return "";
  std::string object = PathOf(*attribute->object);
  return object.empty() ? object : absl::StrCat(object, ".", attribute->name);
}

std::string CallPathOf(const Value& value) {
  if (const Reference* reference = value.As<Reference>()) return reference->path;
  if (const Call* call = value.As<Call>()) return absl::StrCat(CallPathOf(*call->callee), "()");
  const Attribute* attribute = value.As<Attribute>();
  return attribute == nullptr ? "*" : absl::StrCat(CallPathOf(*attribute->object), ".", attribute->name);
}

std::string ToString(const Value& value) {
  Printer printer;
  printer.Print(value);
  return printer.Take();
}

}  // namespace retort::python
