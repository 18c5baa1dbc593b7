#include "linter/python/checks.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/python/builtins.h"

namespace retort::python {
namespace {

constexpr size_t kMaxErrors = 20;

// What surrounds a node, as far as it decides what may stand there.
enum class Around { kModule, kFunction, kAsyncFunction, kLambda, kClass, kComprehension, kLoop };

// Walks the whole tree once, knowing what is around.
class Checker {
 public:
  explicit Checker(const Syntax& syntax) : syntax_(syntax) { around_.push_back({Around::kModule, ~NodeId{0}}); }

  std::vector<SyntaxError> Run() {
    for (NodeId id = kRoot; id < syntax_.nodes.size() && errors_.size() < kMaxErrors; ++id) {
      while (around_.back().end <= id) around_.pop_back();
      Enter(id);
      CheckPlace(id);
      CheckStatement(id);
      CheckExpression(id);
    }
    return std::move(errors_);
  }

 private:
  struct Region {
    Around around;
    NodeId end;
  };

  void Fail(NodeId id, absl::string_view message) { errors_.push_back({syntax_.At(id), std::string(message)}); }

  bool IsAsync(NodeId id) const {
    const NodeId token = syntax_.ChildOf(id, Kind::kToken);
    return token != kNoNode && syntax_.Text(token) == "async";
  }

  void Enter(NodeId id) {
    const Node& node = syntax_[id];
    if (node.kind >= Kind::kListComprehension && node.kind <= Kind::kGenerator) {
      around_.push_back({Around::kComprehension, node.after});
    }
    if (node.field != Field::kBody) return;
    const Kind parent = syntax_[node.parent].kind;
    if (parent == Kind::kFunction) {
      around_.push_back({IsAsync(node.parent) ? Around::kAsyncFunction : Around::kFunction, node.after});
    } else if (parent == Kind::kLambda) {
      around_.push_back({Around::kLambda, node.after});
    } else if (parent == Kind::kClass) {
      around_.push_back({Around::kClass, node.after});
    } else if (parent == Kind::kFor || parent == Kind::kWhile) {
      around_.push_back({Around::kLoop, node.after});
    }
  }

  // The nearest region that is none of the two.
  Around Nearest(Around skipped, Around also_skipped) const {
    for (auto region = around_.rbegin(); region != around_.rend(); ++region) {
      if (region->around != skipped && region->around != also_skipped) return region->around;
    }
    return Around::kModule;
  }

  static bool DependsOnPlace(Kind kind) {
    return kind == Kind::kReturn || kind == Kind::kYield || kind == Kind::kAwait || kind == Kind::kFor ||
           kind == Kind::kWith || kind == Kind::kBreak || kind == Kind::kContinue || kind == Kind::kNonlocal ||
           kind == Kind::kWildcardImport;
  }

  void CheckPlace(NodeId id) {
    const Kind kind = syntax_[id].kind;
    if (!DependsOnPlace(kind)) return;
    const Around function = Nearest(Around::kLoop, Around::kLoop);
    const Around owner = Nearest(Around::kLoop, Around::kComprehension);
    if (kind == Kind::kReturn && function != Around::kFunction && function != Around::kAsyncFunction) {
      Fail(id, "'return' outside function");
    } else if (kind == Kind::kYield) {
      if (function == Around::kComprehension) Fail(id, "'yield' inside a comprehension");
      if (function == Around::kModule || function == Around::kClass) Fail(id, "'yield' outside function");
      if (function == Around::kAsyncFunction && syntax_.ChildOf(id, Kind::kToken) != kNoNode) {
        Fail(id, "'yield from' inside async function");
      }
    } else if (kind == Kind::kAwait && owner != Around::kAsyncFunction) {
      Fail(id, owner == Around::kModule ? "'await' outside function" : "'await' outside async function");
    } else if ((kind == Kind::kFor || kind == Kind::kWith) && IsAsync(id) && owner != Around::kAsyncFunction) {
      Fail(id + 1, kind == Kind::kFor ? "'async for' outside async function" : "'async with' outside async function");
    } else if (kind == Kind::kBreak && around_.back().around != Around::kLoop) {
      Fail(id, "'break' outside loop");
    } else if (kind == Kind::kContinue && around_.back().around != Around::kLoop) {
      Fail(id, "'continue' not properly in loop");
    } else if (kind == Kind::kNonlocal && owner == Around::kModule) {
      Fail(id, "nonlocal declaration not allowed at module level");
    } else if (kind == Kind::kWildcardImport && owner != Around::kModule) {
      Fail(id, "import * only allowed at module level");
    }
  }

  void CheckStatement(NodeId id) {
    const Node& node = syntax_[id];
    switch (node.kind) {
      case Kind::kPrint:
        // `print >>f, a` means something else in Python 3, but it compiles.
        if (syntax_.ChildOf(id, Kind::kChevron) != kNoNode) return;
        return Fail(id, "missing parentheses in call to 'print'");
      case Kind::kExec:
        return Fail(id, "missing parentheses in call to 'exec'");
      case Kind::kRaise:
        if (syntax_.ChildOf(id, Kind::kExpressionList) != kNoNode) Fail(id, "invalid syntax");
        return;
      case Kind::kExcept:
        return CheckExcept(id);
      case Kind::kAssignment:
      case Kind::kAugmentedAssignment:
        return CheckAssignment(id);
      case Kind::kDelete:
        for (const NodeId target : syntax_.Children(id)) CheckTarget(syntax_, target, "delete", errors_);
        return;
      case Kind::kGlobal:
      case Kind::kNonlocal:
        return CheckDeclaration(id);
      case Kind::kFutureImport:
        return CheckFuture(id);
      case Kind::kImport:
      case Kind::kImportFrom:
        if (absl::EndsWith(syntax_.Text(id), ",")) Fail(id, "trailing comma not allowed without parentheses");
        return;
      case Kind::kExpressionStatement:
        if (syntax_[id + 1].kind == Kind::kNamedExpression) Fail(id, "invalid syntax");
        return;
      default:
        return;
    }
  }

  void CheckExcept(NodeId id) {
    const NodeId value = syntax_.Child(id, Field::kValue);
    const NodeId alias = syntax_.Child(id, Field::kAlias);
    const auto between = [&](uint32_t begin, uint32_t end) {
      return absl::string_view(syntax_.text).substr(begin, end - begin);
    };
    if (alias != kNoNode && absl::StrContains(between(syntax_[value].end, syntax_[alias].begin), ',')) {
      return Fail(value, "multiple exception types must be parenthesized");
    }
    const NodeId next = syntax_[id].after;
    const bool last = next >= syntax_[syntax_[id].parent].after || syntax_[next].kind != Kind::kExcept;
    if (value == kNoNode && !last) Fail(id, "default 'except:' must be last");
  }

  void CheckAssignment(NodeId id) {
    const NodeId left = syntax_.Unwrap(syntax_.Child(id, Field::kLeft));
    const NodeId right = syntax_.Child(id, Field::kRight);
    const NodeId type = syntax_.Child(id, Field::kType);
    const Kind target = syntax_[left].kind;
    const Kind value = right == kNoNode ? Kind::kNone : syntax_[right].kind;
    const bool single = target == Kind::kIdentifier || target == Kind::kAttribute || target == Kind::kSubscript;
    const bool augmented = syntax_[id].kind == Kind::kAugmentedAssignment;
    if (type != kNoNode && !single) Fail(left, "only single target (not tuple) can be annotated");
    if (augmented && !single) Fail(left, "illegal expression for augmented assignment");
    if (target == Kind::kListSplatPattern) Fail(left, "starred assignment target must be in a list or tuple");
    const bool chained = value == Kind::kAssignment || value == Kind::kAugmentedAssignment;
    const bool annotated = value == Kind::kAssignment && syntax_.Child(right, Field::kType) != kNoNode;
    if (value == Kind::kAugmentedAssignment || annotated || (chained && (augmented || type != kNoNode)) ||
        value == Kind::kNamedExpression) {
      Fail(right, "invalid syntax");
    }
    CheckStars(left);
  }

  void CheckStars(NodeId target) {
    const Kind kind = syntax_[target].kind;
    if (kind != Kind::kPatternList && kind != Kind::kTuplePattern && kind != Kind::kListPattern) return;
    int stars = 0;
    for (const NodeId part : syntax_.Children(target)) {
      if (syntax_[part].kind == Kind::kListSplatPattern && ++stars == 2) {
        Fail(part, "multiple starred expressions in assignment");
      }
    }
  }

  // A name that is declared must not have been used before in the same function.
  void CheckDeclaration(NodeId id) {
    NodeId function = syntax_[id].parent;
    for (int i = 0; i < 100 && function != kRoot && syntax_[function].kind != Kind::kFunction; ++i) {
      function = syntax_[function].parent;
    }
    if (syntax_[function].kind != Kind::kFunction || ++declarations_ > 100) return;
    std::vector<absl::string_view> names;
    for (const NodeId name : syntax_.Children(id)) names.push_back(syntax_.Text(name));
    const NodeId parameters = syntax_.Child(function, Field::kParameters);
    for (NodeId node = parameters; node < id; ++node) {
      const Kind kind = syntax_[node].kind;
      if (kind == Kind::kFunction || kind == Kind::kClass || kind == Kind::kLambda) {
        node = syntax_[node].after - 1;
        continue;
      }
      const bool member =
          syntax_[node].field == Field::kAttribute ||
          (syntax_[node].field == Field::kName && syntax_[syntax_[node].parent].kind == Kind::kKeywordArgument);
      const Kind parent = syntax_[syntax_[node].parent].kind;
      if (kind != Kind::kIdentifier || member || parent == Kind::kGlobal || parent == Kind::kNonlocal) continue;
      if (std::find(names.begin(), names.end(), syntax_.Text(node)) == names.end()) continue;
      const bool global = syntax_[id].kind == Kind::kGlobal;
      return Fail(id, absl::StrCat("name '", syntax_.Text(node), "' is used prior to ", global ? "global" : "nonlocal",
                                   " declaration"));
    }
  }

  void CheckFuture(NodeId id) {
    static constexpr absl::string_view kFeatures[] = {
        "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
    bool first = syntax_[id].parent == kRoot;
    bool docstring = false;
    for (NodeId before = kRoot + 1; first && before < id; before = syntax_[before].after) {
      const bool text =
          syntax_[before].kind == Kind::kExpressionStatement &&
          (syntax_[before + 1].kind == Kind::kString || syntax_[before + 1].kind == Kind::kConcatenatedString);
      first = syntax_[before].kind == Kind::kFutureImport || (text && !docstring);
      docstring = docstring || text;
    }
    if (!first) return Fail(id, "from __future__ imports must occur at the beginning of the file");
    for (const NodeId name : syntax_.Children(id)) {
      if (syntax_[name].field != Field::kName) continue;
      const NodeId feature = syntax_[name].kind == Kind::kAliasedImport ? name + 1 : name;
      const absl::string_view text = syntax_.Text(feature);
      if (std::find(std::begin(kFeatures), std::end(kFeatures), text) == std::end(kFeatures)) {
        Fail(feature, absl::StrCat("future feature ", text, " is not defined"));
      }
    }
  }

  void CheckExpression(NodeId id) {
    const Node& node = syntax_[id];
    switch (node.kind) {
      case Kind::kIdentifier:
        if (IsKeyword(syntax_.Text(id))) Fail(id, "invalid syntax");
        return;
      case Kind::kToken:
        if (syntax_.Text(id) == "<>") Fail(id, "invalid syntax");
        return;
      case Kind::kParameters:
      case Kind::kLambdaParameters:
        return CheckParameters(syntax_, id, errors_);
      case Kind::kArguments:
        if (node.after == id + 1 && absl::StartsWith(syntax_.Text(id), "(,")) Fail(id, "invalid syntax");
        return CheckArguments(syntax_, id, errors_);
      case Kind::kAsPattern:
        if (!MayName(syntax_[node.parent].kind)) return Fail(id, "invalid syntax");
        if (const NodeId alias = syntax_.Child(id, Field::kAlias); alias != kNoNode) {
          CheckTarget(syntax_, alias + 1, "assign to", errors_);
        }
        return;
      case Kind::kListSplat:
        if (!MayUnpack(id)) Fail(id, "can't use starred expression here");
        return;
      case Kind::kInteger:
      case Kind::kFloat:
      case Kind::kString:
      case Kind::kConcatenatedString:
        return CheckLiteral(syntax_, id, errors_);
      default:
        return CheckCollection(id);
    }
  }

  // Commas where Python wants none, or the other way round.
  void CheckCollection(NodeId id) {
    const Node& node = syntax_[id];
    const bool empty = node.after == id + 1;
    switch (node.kind) {
      case Kind::kForInClause:
        if (HasComma(id, syntax_.Child(id, Field::kRight))) Fail(id, "invalid syntax");
        return;
      case Kind::kTuple:
        if (!empty && node.after == syntax_[id + 1].after && syntax_[id + 1].kind == Kind::kListSplat &&
            !HasComma(id, id + 1)) {
          Fail(id, "can't use starred expression here");
        }
        return;
      case Kind::kDictionary:
      case Kind::kList:
        if (empty && absl::StrContains(syntax_.Text(id), ',')) Fail(id, "invalid syntax");
        return;
      case Kind::kTypeConversion:
        if (!absl::StrContains("!s!r!a", syntax_.Text(id))) Fail(id, "f-string: invalid conversion character");
        return;
      default:
        return;
    }
  }

  // Whether there is a comma between the end of `child` and the end of its parent.
  bool HasComma(NodeId parent, NodeId child) const {
    const absl::string_view text = syntax_.text;
    return absl::StrContains(text.substr(syntax_[child].end, syntax_[parent].end - syntax_[child].end), ',');
  }

  static bool MayName(Kind parent) {
    return parent == Kind::kWithItem || parent == Kind::kExcept || parent == Kind::kExceptGroup ||
           parent == Kind::kCasePattern;
  }

  bool MayUnpack(NodeId id) const {
    const NodeId parent = syntax_[id].parent;
    switch (syntax_[parent].kind) {
      case Kind::kTuple:
      case Kind::kList:
      case Kind::kSet:
      case Kind::kExpressionList:
      case Kind::kArguments:
      case Kind::kSubscript:
      case Kind::kPatternList:
      case Kind::kType:
      case Kind::kError:
        return true;
      case Kind::kExpressionStatement:
        return absl::StrContains(syntax_.Text(parent), ',');
      default:
        return false;
    }
  }

  const Syntax& syntax_;
  std::vector<Region> around_;
  std::vector<SyntaxError> errors_;
  int declarations_ = 0;
};

// An error of the grammar may reach over many lines; its first one is where it begins.
void AddGrammarErrors(Syntax& syntax) {
  for (NodeId id = kRoot; id < syntax.nodes.size() && syntax.errors.size() < kMaxErrors; ++id) {
    const Kind kind = syntax[id].kind;
    if (kind != Kind::kError && kind != Kind::kMissing) continue;
    Span at = syntax.At(id);
    const size_t line_end = syntax.text.find_first_of("\r\n", at.begin);
    if (line_end < at.end && line_end > at.begin) at.end = static_cast<uint32_t>(line_end);
    syntax.errors.push_back({at, "invalid syntax"});
    if (kind == Kind::kError) id = syntax[id].after - 1;
  }
}

}  // namespace

void CheckSyntax(Syntax& syntax) {
  if (!syntax.errors.empty()) return;
  if (syntax[kRoot].broken) AddGrammarErrors(syntax);
  if (syntax.errors.empty()) syntax.errors = Checker(syntax).Run();
}

}  // namespace retort::python
