#include "linter/project/settings_python_context.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/python/string_literal.h"

namespace retort {
namespace {

using python::Field;
using python::Kind;
using python::kNoNode;
using python::kRoot;
using python::NodeId;
using python::Syntax;

// Their first argument is the name of a variable, the second one or `default` its fallback.
constexpr absl::string_view kEnvironmentReaders[] = {"getenv", "env", "config", "str", "get_env", "getvar", "env_str"};
// So do these methods of the environment; every dictionary and ConfigParser has them too.
constexpr absl::string_view kEnvironmentMethods[] = {"get", "setdefault", "pop"};
// Their argument is what the call is a value of.
constexpr absl::string_view kWrappers[] = {"Field", "SecretStr", "Secret", "PostgresDsn", "RedisDsn", "quote_plus"};
constexpr absl::string_view kConnectors[] = {
    "create_engine", "create_async_engine",      "make_url",     "connect", "create_pool",
    "create",        "async_engine_from_config", "connect_async"};
constexpr absl::string_view kSetters[] = {"set_main_option", "set_section_option"};

template <size_t size>
bool In(const absl::string_view (&words)[size], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

class Climb {
 public:
  Climb(const Syntax& syntax, NodeId text) : syntax_(syntax), at_(text) {}

  PythonContext Read() {
    constexpr int kHighest = 40;
    for (int i = 0; i < kHighest && at_ != kRoot; ++i) {
      const NodeId parent = syntax_[at_].parent;
      if (Visit(parent)) break;
      at_ = parent;
    }
    return std::move(context_);
  }

 private:
  // Reads what `parent` says about the node below; true when that settles it.
  bool Visit(NodeId parent) {
    switch (syntax_[parent].kind) {
      case Kind::kAssignment:
        return VisitAssignment(parent);
      case Kind::kKeywordArgument:
        return VisitKeyword(parent);
      case Kind::kArguments:
        return VisitPositional(parent);
      case Kind::kPair:
        if (syntax_[at_].field == Field::kKey) return Ignore();
        return Name(LiteralOf(syntax_.Child(parent, Field::kKey)), "", syntax_[parent].parent);
      case Kind::kDefaultParameter:
      case Kind::kTypedDefaultParameter:
        context_.is_fallback = true;
        return Name(std::string(syntax_.Text(syntax_.Child(parent, Field::kName))), "", syntax_[parent].parent);
      case Kind::kBoolean:
        context_.is_fallback = true;
        return false;
      case Kind::kSubscript:
      case Kind::kComparison:
      case Kind::kExpressionStatement:
        return Ignore();
      case Kind::kList:
      case Kind::kTuple:
      case Kind::kSet:
        is_element_ = true;
        return false;
      case Kind::kReturn:
        return VisitReturn(parent);
      case Kind::kInterpolation:
      case Kind::kBlock:
      case Kind::kModule:
        return true;
      default:
        return false;
    }
  }

  bool Ignore() {
    context_.is_ignored = true;
    return true;
  }

  // An element of a list has no name of its own: SECRETS = ["a", "b"].
  bool Name(std::string name, const std::string& prefix, NodeId group) {
    context_.path = absl::StrCat(prefix, name);
    context_.group = group;
    if (!is_element_) context_.name = std::move(name);
    return true;
  }

  bool VisitAssignment(NodeId assignment) {
    if (syntax_[at_].field != Field::kRight) return Ignore();
    const NodeId left = syntax_.Child(assignment, Field::kLeft);
    const NodeId type = EnclosingClass(assignment);
    const bool is_field = type != kNoNode && syntax_.Child(assignment, Field::kType) != kNoNode;
    context_.is_fallback = context_.is_fallback || is_field;
    const std::string prefix =
        type == kNoNode ? "" : absl::StrCat(syntax_.Text(syntax_.Child(type, Field::kName)), ".");
    return Name(TargetOf(left), prefix, type);
  }

  // The class whose body holds the statement, or kNoNode.
  NodeId EnclosingClass(NodeId node) const {
    for (node = syntax_[node].parent; node != kRoot; node = syntax_[node].parent) {
      if (syntax_[node].kind == Kind::kClass) return node;
      if (syntax_[node].kind != Kind::kBlock && syntax_[node].kind != Kind::kExpressionStatement) break;
    }
    return kNoNode;
  }

  bool VisitReturn(NodeId node) {
    while (node != kRoot && syntax_[node].kind != Kind::kFunction) node = syntax_[node].parent;
    is_element_ = true;
    return Name(node == kRoot ? "" : std::string(syntax_.Text(syntax_.Child(node, Field::kName))), "", node);
  }

  // `name`, `object.name`, `environ["name"]`.
  std::string TargetOf(NodeId target) const {
    if (syntax_[target].kind == Kind::kSubscript) return LiteralOf(syntax_.Child(target, Field::kSubscript));
    if (syntax_[target].kind == Kind::kAttribute)
      return std::string(syntax_.Text(syntax_.Child(target, Field::kAttribute)));
    return syntax_[target].kind == Kind::kIdentifier ? std::string(syntax_.Text(target)) : "";
  }

  bool VisitKeyword(NodeId keyword) {
    const NodeId arguments = syntax_[keyword].parent;
    const std::string name(syntax_.Text(syntax_.Child(keyword, Field::kName)));
    const std::string callee = CalleeOf(arguments);
    if (name == "default" || name == "default_factory") {
      context_.is_fallback = true;
      const std::string variable = ReadsEnvironment(arguments) ? VariableOf(arguments) : "";
      if (!variable.empty()) return Name(variable, "", arguments);
      return false;  // the value of the call
    }
    context_.is_effective = In(kConnectors, callee);
    return Name(name, absl::StrCat(callee, "."), arguments);
  }

  bool VisitPositional(NodeId arguments) {
    if (syntax_[at_].kind == Kind::kKeywordArgument) return false;
    const std::string callee = CalleeOf(arguments);
    const size_t position = PositionIn(arguments);
    if (ReadsEnvironment(arguments) && position == 1) {
      context_.is_fallback = true;
      const std::string variable = VariableOf(arguments);
      return variable.empty() ? false : Name(variable, "", arguments);
    }
    if (In(kWrappers, callee) && position == 0) {
      context_.is_fallback = context_.is_fallback || callee == "Field";
      return false;
    }
    if (ReadsEnvironment(arguments) && position == 0) {
      return Ignore();
    }
    if (In(kSetters, callee)) {
      context_.is_effective = true;
      const NodeId before = position == 0 ? kNoNode : syntax_.ChildAt(arguments, position - 1);
      return Name(before == kNoNode ? "" : LiteralOf(before), "", arguments);
    }
    context_.is_effective = In(kConnectors, callee);
    is_element_ = true;
    return Name(callee, "", arguments);
  }

  size_t PositionIn(NodeId arguments) const {
    size_t position = 0;
    for (const NodeId child : syntax_.Children(arguments)) {
      if (child == at_) break;
      ++position;
    }
    return position;
  }

  std::string CalleeOf(NodeId arguments) const {
    const NodeId callee = syntax_.Child(syntax_[arguments].parent, Field::kFunction);
    return callee == kNoNode ? "" : TargetOf(callee);
  }

  bool ReadsEnvironment(NodeId arguments) const {
    const std::string callee = CalleeOf(arguments);
    if (!In(kEnvironmentMethods, callee)) return In(kEnvironmentReaders, callee);
    return absl::StrContains(syntax_.Text(syntax_.Child(syntax_[arguments].parent, Field::kFunction)), "env");
  }

  std::string VariableOf(NodeId arguments) const {
    const NodeId first = syntax_.ChildAt(arguments, 0);
    return first == kNoNode ? "" : LiteralOf(first);
  }

  std::string LiteralOf(NodeId node) const {
    if (node == kNoNode || syntax_[node].kind != Kind::kString) return "";
    const python::StringLiteral literal(syntax_, node);
    MappedText text;
    literal.Decode(literal.content_begin(), literal.content_end(), text);
    return text.text();
  }

  const Syntax& syntax_;
  NodeId at_;
  PythonContext context_;
  bool is_element_ = false;
};

}  // namespace

PythonContext PythonContextOf(const Syntax& syntax, NodeId text) { return Climb(syntax, text).Read(); }

}  // namespace retort
