// A Python file as a flat tree: the nodes stand in one vector in source order, so that a walk is a loop over numbers
// and no input can overflow a stack.
//
//   Syntax syntax = ParseSyntax(file, text);
//   for (NodeId child : syntax.Children(kRoot)) if (syntax[child].kind == Kind::kFunction) ...
//
// Punctuation is dropped; operators stay, as kToken. Comments are kept apart. The inside of strings is one node for
// each interpolation; see string_literal.h for the rest.

#ifndef RETORT_LINTER_PYTHON_PARSER_H_
#define RETORT_LINTER_PYTHON_PARSER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/python/module.h"
#include "linter/source/span.h"

namespace retort::python {

// clang-format off
enum class Kind : uint8_t {
  kDropped, kError, kMissing, kToken,
  // Statements.
  kModule, kBlock, kExpressionStatement, kAssignment, kAugmentedAssignment, kReturn, kDelete, kRaise, kPass, kBreak,
  kContinue, kGlobal, kNonlocal, kImport, kImportFrom, kFutureImport, kAssert, kPrint, kExec, kTypeAlias, kIf, kElif,
  kElse, kFor, kWhile, kTry, kExcept, kExceptGroup, kFinally, kWith, kWithClause, kWithItem, kFunction, kClass,
  kDecorated, kDecorator, kMatch, kCase,
  // Parts of statements.
  kDottedName, kAliasedImport, kRelativeImport, kImportPrefix, kWildcardImport, kChevron, kParameters,
  kLambdaParameters, kTypedParameter, kDefaultParameter, kTypedDefaultParameter, kPositionalSeparator,
  kKeywordSeparator, kType, kTypeParameters, kSplatType, kGenericType, kUnionType, kConstrainedType, kMemberType,
  kIfClause, kForInClause,
  // Patterns.
  kPatternList, kTuplePattern, kListPattern, kListSplatPattern, kDictionarySplatPattern, kAsPattern, kAsPatternTarget,
  kCasePattern, kKeywordPattern, kUnionPattern, kDictPattern, kSplatPattern, kClassPattern, kComplexPattern,
  // Expressions.
  kIdentifier, kString, kConcatenatedString, kInterpolation, kTypeConversion, kFormatSpecifier, kInteger, kFloat, kTrue,
  kFalse, kNone, kEllipsis, kTuple, kList, kSet, kDictionary, kPair, kExpressionList, kParenthesized, kListSplat,
  kDictionarySplat, kListComprehension, kSetComprehension, kDictionaryComprehension, kGenerator, kAttribute, kSubscript,
  kSlice, kCall, kArguments, kKeywordArgument, kNamedExpression, kConditional, kLambda, kNot, kBoolean, kComparison,
  kBinary, kUnary, kAwait, kYield,
};

// What a node is to its parent.
enum class Field : uint8_t {
  kNone, kAlias, kAlternative, kArgument, kArguments, kAttribute, kBody, kCause, kCode, kCondition, kConsequence,
  kDefinition, kExpression, kFormatSpecifier, kFunction, kGuard, kKey, kLeft, kModuleName, kName, kObject, kOperator,
  kParameters, kReturnType, kRight, kSubject, kSubscript, kSuperclasses, kType, kTypeConversion, kTypeParameters,
  kValue,
};
// clang-format on

using NodeId = uint32_t;
inline constexpr NodeId kRoot = 0;
inline constexpr NodeId kNoNode = 0;  // the root is nobody's child

struct Node {
  uint32_t begin = 0;
  uint32_t end = 0;
  NodeId after = 0;  // the first node behind this one and all that is in it
  NodeId parent = 0;
  Kind kind = Kind::kDropped;
  Field field = Field::kNone;
  bool broken = false;  // there is an error in it
};

struct Syntax {
  FileId file = 0;
  std::string text;
  std::vector<Node> nodes;
  std::vector<Comment> comments;
  std::vector<SyntaxError> errors;
  std::string docstring;
  Span docstring_at;

  class Range;
  const Node& operator[](NodeId id) const { return nodes[id]; }
  Range Children(NodeId id) const;
  NodeId Child(NodeId id, Field field) const;     // the first one, or kNoNode
  NodeId ChildOf(NodeId id, Kind kind) const;     // the first one, or kNoNode
  NodeId ChildAt(NodeId id, size_t index) const;  // or kNoNode
  absl::string_view Text(NodeId id) const {
    return absl::string_view(text).substr(nodes[id].begin, nodes[id].end - nodes[id].begin);
  }
  Span At(NodeId id) const { return {file, nodes[id].begin, nodes[id].end}; }
  // What a parameter is called: an identifier, or a pattern with its stars.
  NodeId ParameterName(NodeId parameter) const;
  // The expression inside any number of parentheses.
  NodeId Unwrap(NodeId id) const;
};

class Syntax::Range {
 public:
  class Iterator {
   public:
    Iterator(const Syntax* syntax, NodeId id) : syntax_(syntax), id_(id) {}
    NodeId operator*() const { return id_; }
    Iterator& operator++() {
      id_ = syntax_->nodes[id_].after;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return id_ != other.id_; }

   private:
    const Syntax* syntax_;
    NodeId id_;
  };
  Range(const Syntax* syntax, NodeId id) : syntax_(syntax), id_(id) {}
  Iterator begin() const { return {syntax_, id_ + 1}; }
  Iterator end() const { return {syntax_, syntax_->nodes[id_].after}; }

 private:
  const Syntax* syntax_;
  NodeId id_;
};

inline Syntax::Range Syntax::Children(NodeId id) const { return {this, id}; }

// A larger file is no migration; it becomes one error.
inline constexpr size_t kMaxModuleBytes = size_t{2} << 20;

// Parses, and refuses what CPython's tokenizer refuses; CheckSyntax (checks.h) finds the other errors.
Syntax ParseSyntax(FileId file, absl::string_view text);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_PARSER_H_
