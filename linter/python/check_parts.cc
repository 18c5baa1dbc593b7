#include <algorithm>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "linter/python/checks.h"
#include "linter/python/string_literal.h"

namespace retort::python {
namespace {

void Fail(const Syntax& syntax, NodeId id, std::string message, std::vector<SyntaxError>& errors) {
  errors.push_back({syntax.At(id), std::move(message)});
}

bool IsNumber(absl::string_view text) {
  const bool prefixed = text.size() > 1 && text[0] == '0' && absl::ascii_isalpha(static_cast<unsigned char>(text[1])) &&
                        absl::string_view("xXoObB").find(text[1]) != absl::string_view::npos;
  const char last = text.back();
  if (last == 'l' || last == 'L' || last == '_') return false;
  bool only_digits = true;
  bool nonzero = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    // An underscore stands between two digits, or behind 0x.
    if (c == '_' && !absl::ascii_isxdigit(static_cast<unsigned char>(next))) return false;
    if (next == '_' && c != '_' && !absl::ascii_isxdigit(static_cast<unsigned char>(c)) && !(prefixed && i == 1)) {
      return false;
    }
    only_digits = only_digits && (absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '_');
    nonzero = nonzero || (c >= '1' && c <= '9');
  }
  return !(only_digits && nonzero && text[0] == '0' && text.size() > 1);
}

bool IsPrefix(absl::string_view prefix) {
  static constexpr absl::string_view kPrefixes[] = {"", "r", "u", "b", "f", "br", "rb", "fr", "rf"};
  const std::string lower = absl::AsciiStrToLower(prefix);
  return std::find(std::begin(kPrefixes), std::end(kPrefixes), lower) != std::end(kPrefixes);
}

}  // namespace

void CheckParameters(const Syntax& syntax, NodeId parameters, std::vector<SyntaxError>& errors) {
  absl::flat_hash_set<absl::string_view> names;
  bool defaults = false;
  bool keyword_only = false;
  bool closed = false;
  bool separated = false;
  NodeId bare_star = kNoNode;
  for (const NodeId parameter : syntax.Children(parameters)) {
    const Kind kind = syntax[parameter].kind;
    NodeId name = parameter;
    if (kind == Kind::kTypedParameter) name = parameter + 1;
    if (kind == Kind::kDefaultParameter || kind == Kind::kTypedDefaultParameter) {
      name = syntax.Child(parameter, Field::kName);
    }
    const bool star = syntax[name].kind == Kind::kListSplatPattern;
    const bool stars = syntax[name].kind == Kind::kDictionarySplatPattern;
    if (kind == Kind::kToken) continue;
    if (closed) return Fail(syntax, parameter, "arguments cannot follow var-keyword argument", errors);
    if (kind == Kind::kTuplePattern || syntax[name].kind == Kind::kTuplePattern) {
      return Fail(syntax, parameter, "invalid syntax", errors);
    }
    if (kind == Kind::kPositionalSeparator) {
      const bool first = parameter == parameters + 1;
      if (first || separated || keyword_only) return Fail(syntax, parameter, "invalid syntax", errors);
      separated = true;
      continue;
    }
    if (kind == Kind::kKeywordSeparator || star) {
      if (keyword_only) return Fail(syntax, parameter, "* argument may appear only once", errors);
      keyword_only = true;
      bare_star = star ? kNoNode : parameter;
      if (!star) continue;
    } else if (!stars) {
      const bool has_default = syntax.Child(parameter, Field::kValue) != kNoNode;
      if (!has_default && defaults && !keyword_only) {
        return Fail(syntax, parameter, "non-default argument follows default argument", errors);
      }
      defaults = defaults || has_default;
    }
    if (stars && bare_star != kNoNode) break;
    bare_star = kNoNode;
    closed = stars;
    const NodeId identifier = star || stars ? name + 1 : name;
    if (!names.insert(syntax.Text(identifier)).second) {
      return Fail(syntax, identifier,
                  absl::StrCat("duplicate argument '", syntax.Text(identifier), "' in function definition"), errors);
    }
  }
  if (bare_star != kNoNode) Fail(syntax, bare_star, "named arguments must follow bare *", errors);
}

void CheckArguments(const Syntax& syntax, NodeId arguments, std::vector<SyntaxError>& errors) {
  absl::flat_hash_set<absl::string_view> names;
  bool keyword = false;
  bool unpacked = false;
  for (const NodeId argument : syntax.Children(arguments)) {
    const Kind kind = syntax[argument].kind;
    if (kind == Kind::kToken) continue;
    if (kind == Kind::kKeywordArgument) {
      keyword = true;
      const absl::string_view name = syntax.Text(syntax.Child(argument, Field::kName));
      if (!names.insert(name).second) {
        return Fail(syntax, argument, absl::StrCat("keyword argument repeated: ", name), errors);
      }
      const NodeId value = syntax.Child(argument, Field::kValue);
      if (syntax[value].kind == Kind::kNamedExpression) return Fail(syntax, value, "invalid syntax", errors);
    } else if (kind == Kind::kDictionarySplat) {
      unpacked = true;
    } else if (kind == Kind::kListSplat) {
      if (!unpacked) continue;
      return Fail(syntax, argument, "iterable argument unpacking follows keyword argument unpacking", errors);
    } else if (keyword || unpacked) {
      return Fail(syntax, argument, "positional argument follows keyword argument", errors);
    }
  }
}

void CheckTarget(const Syntax& syntax, NodeId target, absl::string_view verb, std::vector<SyntaxError>& errors) {
  for (NodeId id = target; id < syntax[target].after; ++id) {
    switch (syntax[id].kind) {
      case Kind::kTuple:
      case Kind::kList:
      case Kind::kExpressionList:
      case Kind::kPatternList:
      case Kind::kTuplePattern:
      case Kind::kListPattern:
      case Kind::kParenthesized:
        continue;
      case Kind::kListSplat:
      case Kind::kListSplatPattern:
        if (verb == "delete") return Fail(syntax, id, "cannot delete starred", errors);
        continue;
      case Kind::kIdentifier:
      case Kind::kAttribute:
      case Kind::kSubscript:
        id = syntax[id].after - 1;
        continue;
      default:
        return Fail(syntax, id, absl::StrCat("cannot ", verb, " this expression"), errors);
    }
  }
}

void CheckLiteral(const Syntax& syntax, NodeId literal, std::vector<SyntaxError>& errors) {
  const absl::string_view text = syntax.Text(literal);
  if (syntax[literal].kind == Kind::kInteger || syntax[literal].kind == Kind::kFloat) {
    if (!text.empty() && !IsNumber(text)) Fail(syntax, literal, "invalid number", errors);
    return;
  }
  if (syntax[literal].kind == Kind::kConcatenatedString) {
    bool bytes = false;
    bool texts = false;
    for (const NodeId part : syntax.Children(literal)) {
      if (syntax[part].kind != Kind::kString) continue;
      (StringLiteral(syntax, part).bytes() ? bytes : texts) = true;
    }
    if (bytes && texts) Fail(syntax, literal, "cannot mix bytes and nonbytes literals", errors);
    return;
  }
  const StringLiteral string(syntax, literal);
  if (!IsPrefix(string.prefix())) return Fail(syntax, literal, "invalid syntax", errors);
  const bool ascii = std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  if (string.bytes() && !ascii) return Fail(syntax, literal, "bytes can only contain ASCII literal characters", errors);
  std::string complaint = string.Complaint();
  if (!complaint.empty()) Fail(syntax, literal, std::move(complaint), errors);
}

}  // namespace retort::python
