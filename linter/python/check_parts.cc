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

// The parameters of a function, one after the other.
class ParameterChecker {
 public:
  ParameterChecker(const Syntax& syntax, std::vector<SyntaxError>& errors) : syntax_(syntax), errors_(errors) {}

  // False: the rest is not worth looking at.
  bool Accepts(NodeId parameter) {
    const NodeId name = syntax_.ParameterName(parameter);
    const Kind kind = syntax_[parameter].kind;
    if (closed_) return Refuse(parameter, "arguments cannot follow var-keyword argument");
    if (syntax_[name].kind == Kind::kTuplePattern) return Refuse(parameter, "invalid syntax");
    if (kind == Kind::kPositionalSeparator) return AcceptsSlash(parameter);
    if (kind == Kind::kKeywordSeparator) return AcceptsStar(parameter, parameter);
    if (syntax_[name].kind == Kind::kListSplatPattern) {
      return AcceptsStar(parameter, kNoNode) && AcceptsName(name + 1);
    }
    if (syntax_[name].kind == Kind::kDictionarySplatPattern) {
      closed_ = true;
      if (bare_star_ != kNoNode) return Refuse(bare_star_, "named arguments must follow bare *");
      return AcceptsName(name + 1);
    }
    const bool has_default = syntax_.Child(parameter, Field::kValue) != kNoNode;
    if (!has_default && defaults_ && !keyword_only_) {
      return Refuse(parameter, "non-default argument follows default argument");
    }
    defaults_ = defaults_ || has_default;
    bare_star_ = kNoNode;
    return AcceptsName(name);
  }

  void Finish() {
    if (bare_star_ != kNoNode) Refuse(bare_star_, "named arguments must follow bare *");
  }

 private:
  bool Refuse(NodeId id, std::string message) {
    Fail(syntax_, id, std::move(message), errors_);
    return false;
  }

  bool AcceptsName(NodeId name) {
    if (names_.insert(syntax_.Text(name)).second) return true;
    return Refuse(name, absl::StrCat("duplicate argument '", syntax_.Text(name), "' in function definition"));
  }

  bool AcceptsSlash(NodeId slash) {
    if (names_.empty() || separated_ || keyword_only_) return Refuse(slash, "invalid syntax");
    separated_ = true;
    return true;
  }

  bool AcceptsStar(NodeId star, NodeId bare) {
    if (keyword_only_) return Refuse(star, "* argument may appear only once");
    keyword_only_ = true;
    bare_star_ = bare;
    return true;
  }

  const Syntax& syntax_;
  std::vector<SyntaxError>& errors_;
  absl::flat_hash_set<absl::string_view> names_;
  bool defaults_ = false;
  bool keyword_only_ = false;
  bool closed_ = false;
  bool separated_ = false;
  NodeId bare_star_ = kNoNode;
};

}  // namespace

void CheckParameters(const Syntax& syntax, NodeId parameters, std::vector<SyntaxError>& errors) {
  ParameterChecker checker(syntax, errors);
  for (const NodeId parameter : syntax.Children(parameters)) {
    if (!checker.Accepts(parameter)) return;
  }
  checker.Finish();
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
