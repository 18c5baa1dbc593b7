#include "linter/python/phrase.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"

namespace retort::python {
namespace {

constexpr size_t kMaxPhrase = 80;
constexpr size_t kMaxDescription = 200;
constexpr int kMaxDepth = 8;

// Cuts at the beginning of a letter.
std::string Cut(std::string text, size_t length) {
  if (text.size() <= length) return text;
  while (length > 0 && (text[length] & 0xC0) == 0x80) --length;
  text.resize(length);
  return absl::StrCat(text, "...");
}

// The last part of a dotted name.
absl::string_view LastPart(absl::string_view path) { return path.substr(path.rfind('.') + 1); }

class Phrase {
 public:
  std::optional<std::string> Of(const Value& value) {
    if (++depth_ > kMaxDepth) clear_ = false;
    std::string text = clear_ ? std::visit([&](const auto& data) { return Say(data, value); }, value.data) : "";
    --depth_;
    return clear_ ? std::optional<std::string>(std::move(text)) : std::nullopt;
  }

 private:
  std::string Part(const Value& value) { return Of(value).value_or(""); }
  std::string Unclear() {
    clear_ = false;
    return "";
  }

  std::string Say(const Unknown& unknown, const Value&) {
    return unknown.expression == nullptr ? Unclear() : Part(*unknown.expression);
  }
  std::string Say(const Reference& reference, const Value&) { return std::string(LastPart(reference.path)); }
  // What a method is called on is said when it has a name.
  std::string Say(const Attribute& attribute, const Value&) {
    const bool is_call = attribute.object->As<Call>() != nullptr || attribute.object->IsUnknown();
    return is_call ? attribute.name : absl::StrCat(Part(*attribute.object), ".", attribute.name);
  }
  std::string Say(const Call& call, const Value&) {
    const Reference* reference = call.callee->As<Reference>();
    const absl::string_view op = reference == nullptr ? "" : absl::string_view(reference->path);
    if (op == "[]" || op == "each" || !call.complete) return Unclear();
    if (op == "not" && call.arguments.size() == 1) return absl::StrCat("not ", Part(*call.arguments[0]));
    const bool is_word = op == "and" || op == "or" || op == "in";
    if (call.arguments.size() == 2 && (is_word || (!op.empty() && absl::ascii_ispunct(op[0])))) {
      return absl::StrCat(Part(*call.arguments[0]), " ", op, " ", Part(*call.arguments[1]));
    }
    std::vector<std::string> arguments;
    for (const ValuePtr& argument : call.arguments) arguments.push_back(Part(*argument));
    for (const Keyword& keyword : call.keywords) {
      arguments.push_back(absl::StrCat(keyword.name, "=", Part(*keyword.value)));
    }
    return absl::StrCat(Part(*call.callee), "(", absl::StrJoin(arguments, ", "), ")");
  }
  std::string Say(const Sequence& sequence, const Value& value) {
    if (sequence.rest != nullptr || !sequence.complete) return Unclear();
    return ToString(value);
  }
  std::string Say(const Dict&, const Value&) { return Unclear(); }
  template <typename T>
  std::string Say(const T&, const Value& value) {
    return ToString(value);
  }

  int depth_ = 0;
  bool clear_ = true;
};

std::string DescribeOne(const Condition& condition) {
  if (!condition.holds) return absl::StrCat("unless ", condition.text);
  return condition.kind == Condition::Kind::kLoop ? condition.text : absl::StrCat("if ", condition.text);
}

}  // namespace

std::optional<std::string> PhraseOf(const Value& value) {
  std::optional<std::string> phrase = Phrase().Of(value);
  if (phrase.has_value()) phrase = OnOneLine(*phrase);
  return phrase;
}

std::string OnOneLine(absl::string_view text) {
  std::string line(text.substr(0, 4 * kMaxPhrase));
  absl::RemoveExtraAsciiWhitespace(&line);
  if (!IsUtf8(line)) line = Printable(line);
  return Cut(std::move(line), kMaxPhrase);
}

std::string Describe(const Conditions& conditions) {
  std::vector<std::string> parts;
  for (const Condition& condition : conditions) {
    std::string part = DescribeOne(condition);
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(std::move(part));
  }
  return Cut(absl::StrJoin(parts, ", "), kMaxDescription);
}

}  // namespace retort::python
