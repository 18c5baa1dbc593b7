#include "linter/python/names.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "linter/python/builtins.h"

namespace retort::python {
namespace {

struct Scope {
  enum class Kind { kModule, kFunction, kClass, kComprehension };
  Kind kind;
  Scope* parent;
  absl::flat_hash_set<absl::string_view> bound;
};

struct Use {
  Scope* scope;
  NodeId name;
};

// Collects in one walk what every scope binds and uses. What is bound under a condition counts as bound.
class Collector {
 public:
  explicit Collector(const Syntax& syntax) : syntax_(syntax) {
    scopes_.push_back({Scope::Kind::kModule, nullptr, {}});
    regions_.push_back({&scopes_.back(), ~NodeId{0}});
    for (const NodeId statement : syntax_.Children(kRoot)) {
      if (syntax_[statement].kind != Kind::kFutureImport) continue;
      for (const NodeId name : syntax_.Children(statement)) {
        lazy_annotations_ = lazy_annotations_ || syntax_.Text(name) == "annotations";
      }
    }
  }

  void Collect() {
    const NodeId count = static_cast<NodeId>(syntax_.nodes.size());
    for (NodeId id = kRoot; id < count && !dynamic_; ++id) {
      while (regions_.back().end <= id) regions_.pop_back();
      if (!Visit(id)) id = syntax_[id].after - 1;
    }
  }

  bool dynamic() const { return dynamic_; }

  std::vector<UndefinedName> Undefined() const {
    std::vector<UndefinedName> undefined;
    absl::flat_hash_set<std::pair<const Scope*, absl::string_view>> reported;
    for (const Use& use : uses_) {
      const absl::string_view name = syntax_.Text(use.name);
      if (IsBound(*use.scope, name) || IsBuiltin(name) || name == "__class__") continue;
      const Scope* owner = use.scope;
      while (owner->kind == Scope::Kind::kComprehension) owner = owner->parent;
      if (owner->kind == Scope::Kind::kClass && (name == "__module__" || name == "__qualname__")) continue;
      if (!reported.insert({owner, name}).second) continue;
      undefined.push_back({std::string(name), syntax_.At(use.name)});
    }
    return undefined;
  }

 private:
  struct Region {
    Scope* scope;
    NodeId end;
  };

  Scope* scope() const { return regions_.back().scope; }

  void Push(Scope::Kind kind, NodeId region) {
    scopes_.push_back({kind, scope(), {}});
    regions_.push_back({&scopes_.back(), syntax_[region].after});
  }

  static bool IsBound(const Scope& use, absl::string_view name) {
    if (use.bound.contains(name)) return true;
    for (const Scope* outer = use.parent; outer != nullptr; outer = outer->parent) {
      if (outer->kind != Scope::Kind::kClass && outer->bound.contains(name)) return true;
    }
    return false;
  }

  void Bind(NodeId name) { scope()->bound.insert(syntax_.Text(name)); }

  // False: what is in the node has been dealt with.
  bool Visit(NodeId id) {
    const Node& node = syntax_[id];
    if (node.field == Field::kBody) EnterBody(id);
    if (node.field == Field::kRight && syntax_[node.parent].kind == Kind::kForInClause) EnterIterable(id);
    switch (node.kind) {
      case Kind::kIdentifier:
        Name(id);
        return false;
      case Kind::kType:
        return IsEvaluated(id);
      case Kind::kListComprehension:
      case Kind::kSetComprehension:
      case Kind::kDictionaryComprehension:
      case Kind::kGenerator:
        EnterComprehension(id);
        return true;
      case Kind::kCall:
        Call(id);
        return true;
      case Kind::kTry:
      case Kind::kIf:
      case Kind::kConditional:
        if (AsksForVersion(id)) ignored_until_ = std::max(ignored_until_, node.after);
        return true;
      default:
        return !BindsAll(id);
    }
  }

  // Nodes that bind names; true when there is nothing else in them.
  bool BindsAll(NodeId id) {
    const Node& node = syntax_[id];
    switch (node.kind) {
      case Kind::kImport:
      case Kind::kImportFrom:
      case Kind::kFutureImport:
        Import(id);
        return true;
      case Kind::kGlobal:
      case Kind::kNonlocal:
        BindEvery(id, scope());
        if (node.kind == Kind::kGlobal) BindEvery(id, &scopes_.front());
        return true;
      case Kind::kAssignment:
      case Kind::kAugmentedAssignment:
      case Kind::kFor:
        BindTarget(syntax_.Child(id, Field::kLeft));
        return false;
      case Kind::kAsPatternTarget:
        BindTarget(id);
        return false;
      case Kind::kCasePattern:
        Pattern(id);
        return true;
      case Kind::kTypeAlias:
        BindEvery(id + 1, scope());
        return true;
      case Kind::kTypeParameters:
        if (node.field != Field::kTypeParameters) return false;
        BindEvery(id, scope());
        return true;
      default:
        return false;
    }
  }

  void BindEvery(NodeId region, Scope* scope) {
    for (NodeId id = region; id < syntax_[region].after; ++id) {
      if (syntax_[id].kind == Kind::kIdentifier) scope->bound.insert(syntax_.Text(id));
    }
  }

  void EnterBody(NodeId id) {
    const NodeId parent = syntax_[id].parent;
    const Kind kind = syntax_[parent].kind;
    if (kind == Kind::kClass) Push(Scope::Kind::kClass, id);
    if (kind != Kind::kFunction && kind != Kind::kLambda) return;
    Push(Scope::Kind::kFunction, id);
    const NodeId parameters = syntax_.Child(parent, Field::kParameters);
    for (NodeId name = parameters; parameters != kNoNode && name < syntax_[parameters].after; ++name) {
      if (syntax_[name].kind == Kind::kIdentifier && IsParameter(name)) Bind(name);
    }
  }

  bool IsParameter(NodeId name) const {
    NodeId parent = syntax_[name].parent;
    if (syntax_[parent].kind == Kind::kListSplatPattern || syntax_[parent].kind == Kind::kDictionarySplatPattern) {
      name = parent;
      parent = syntax_[name].parent;
    }
    switch (syntax_[parent].kind) {
      case Kind::kParameters:
      case Kind::kLambdaParameters:
      case Kind::kTypedParameter:
        return true;
      case Kind::kDefaultParameter:
      case Kind::kTypedDefaultParameter:
        return syntax_[name].field == Field::kName;
      default:
        return false;
    }
  }

  // The variables of a comprehension are its own; only its first iterable is evaluated outside.
  void EnterComprehension(NodeId id) {
    Push(Scope::Kind::kComprehension, id);
    for (const NodeId clause : syntax_.Children(id)) {
      if (syntax_[clause].kind == Kind::kForInClause) BindTarget(syntax_.Child(clause, Field::kLeft));
    }
  }

  void EnterIterable(NodeId id) {
    const NodeId clause = syntax_[id].parent;
    const NodeId comprehension = syntax_[clause].parent;
    if (syntax_.ChildOf(comprehension, Kind::kForInClause) != clause || scope()->parent == nullptr) return;
    regions_.push_back({scope()->parent, syntax_[id].after});
  }

  // Every name that an assignment to `target` binds: not `a` in `a.b = 1` or `a[i] = 1`.
  void BindTarget(NodeId target) {
    if (target == kNoNode) return;
    for (NodeId id = target; id < syntax_[target].after; ++id) {
      const Kind kind = syntax_[id].kind;
      if (kind == Kind::kIdentifier) Bind(id);
      if (kind == Kind::kAttribute || kind == Kind::kSubscript) id = syntax_[id].after - 1;
    }
  }

  void Import(NodeId statement) {
    for (const NodeId name : syntax_.Children(statement)) {
      if (syntax_[name].kind == Kind::kWildcardImport) dynamic_ = true;
      if (syntax_[name].field != Field::kName) continue;
      const NodeId alias = syntax_.Child(name, Field::kAlias);
      Bind(alias != kNoNode ? alias : name + 1);
    }
  }

  // Names in a pattern are captured; dotted ones and classes are looked up.
  void Pattern(NodeId pattern) {
    for (NodeId id = pattern; id < syntax_[pattern].after; ++id) {
      if (syntax_[id].kind != Kind::kIdentifier) continue;
      const NodeId parent = syntax_[id].parent;
      const bool dotted = syntax_[parent].kind == Kind::kDottedName;
      const bool looked_up = dotted && (syntax_[parent].after > id + 1 || parent + 1 != id ||
                                        syntax_[syntax_[parent].parent].kind == Kind::kClassPattern);
      if (!looked_up) Bind(id);
      if (looked_up && id == parent + 1) uses_.push_back({scope(), id});
    }
  }

  // Annotations of a function's own variables are never evaluated.
  bool IsEvaluated(NodeId type) const {
    const Kind parent = syntax_[syntax_[type].parent].kind;
    const bool annotation = parent == Kind::kAssignment || parent == Kind::kTypedParameter ||
                            parent == Kind::kTypedDefaultParameter || parent == Kind::kFunction;
    if (!annotation) return true;
    return !lazy_annotations_ && (parent != Kind::kAssignment || scope()->kind != Scope::Kind::kFunction);
  }

  void Name(NodeId id) {
    const Node& node = syntax_[id];
    const Kind parent = syntax_[node.parent].kind;
    if (node.field == Field::kAttribute || parent == Kind::kKeywordPattern) return;
    if (parent == Kind::kMemberType) return;
    if (node.field == Field::kName) {
      if (parent == Kind::kFunction || parent == Kind::kClass) Bind(id);
      if (parent == Kind::kNamedExpression) BindOutside(id);
      if (parent == Kind::kFunction || parent == Kind::kClass || parent == Kind::kNamedExpression ||
          parent == Kind::kKeywordArgument) {
        return;
      }
    }
    if (node.field == Field::kAlias) return Bind(id);
    if (IsParameter(id)) return;
    if (scope()->bound.contains(syntax_.Text(id))) return;
    if (syntax_.Text(id) == "exec") dynamic_ = true;
    if (id < ignored_until_) return;
    uses_.push_back({scope(), id});
  }

  // `try: unicode except NameError:` or `if PY2:` knows that the name may be missing.
  bool AsksForVersion(NodeId id) const {
    for (const NodeId part : syntax_.Children(id)) {
      const Kind kind = syntax_[part].kind;
      if (kind == Kind::kBlock || kind == Kind::kElse || kind == Kind::kFinally) continue;
      const NodeId asked = kind == Kind::kExcept ? syntax_.Child(part, Field::kValue) : part;
      if (syntax_[id].kind == Kind::kTry && (kind != Kind::kExcept || asked == kNoNode)) continue;
      for (const absl::string_view word : {"NameError", "PY2", "PY3", "version_info"}) {
        if (absl::StrContains(syntax_.Text(asked), word)) return true;
      }
    }
    return false;
  }

  // `:=` in a comprehension binds in the function around it.
  void BindOutside(NodeId name) {
    Scope* owner = scope();
    while (owner->kind == Scope::Kind::kComprehension) owner = owner->parent;
    owner->bound.insert(syntax_.Text(name));
  }

  // globals() may be used to read; in any other place it may define names.
  void Call(NodeId id) {
    const absl::string_view function = syntax_.Text(syntax_.Child(id, Field::kFunction));
    if (function != "globals" && function != "locals" && function != "vars") return;
    const NodeId parent = syntax_[id].parent;
    const Kind kind = syntax_[parent].kind;
    bool reads = kind == Kind::kComparison || kind == Kind::kBinary;
    if (kind == Kind::kSubscript) {
      const Kind user = syntax_[syntax_[parent].parent].kind;
      reads = syntax_[parent].field != Field::kLeft && user != Kind::kDelete && user != Kind::kPatternList;
    } else if (kind == Kind::kAttribute) {
      const absl::string_view method = syntax_.Text(syntax_.Child(parent, Field::kAttribute));
      reads = method == "get" || method == "items" || method == "keys" || method == "values";
    }
    dynamic_ = dynamic_ || !reads;
  }

  const Syntax& syntax_;
  std::deque<Scope> scopes_;
  std::vector<Region> regions_;
  std::vector<Use> uses_;
  NodeId ignored_until_ = 0;  // names before it are not judged
  bool lazy_annotations_ = false;
  bool dynamic_ = false;
};

}  // namespace

std::vector<UndefinedName> FindUndefinedNames(const Syntax& syntax) {
  if (!syntax.errors.empty()) return {};
  Collector collector(syntax);
  collector.Collect();
  return collector.dynamic() ? std::vector<UndefinedName>() : collector.Undefined();
}

}  // namespace retort::python
