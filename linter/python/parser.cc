#include "linter/python/parser.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "linter/base/text.h"
#include "linter/python/layout.h"
#include "linter/python/repair.h"

extern "C" const TSLanguage* tree_sitter_python();

namespace retort::python {
namespace {

constexpr std::chrono::seconds kMaxParseTime(5);

// What is larger and broken is not parsed at all: tree-sitter 0.20.7 corrupts memory when an error has 65,536 children.
constexpr size_t kMaxBrokenBytes = 65'000;

struct KindName {
  absl::string_view name;
  Kind kind;
};

// clang-format off
constexpr KindName kKindNames[] = {
    {"module", Kind::kModule}, {"block", Kind::kBlock}, {"expression_statement", Kind::kExpressionStatement},
    {"assignment", Kind::kAssignment}, {"augmented_assignment", Kind::kAugmentedAssignment},
    {"return_statement", Kind::kReturn}, {"delete_statement", Kind::kDelete}, {"raise_statement", Kind::kRaise},
    {"pass_statement", Kind::kPass}, {"break_statement", Kind::kBreak}, {"continue_statement", Kind::kContinue},
    {"global_statement", Kind::kGlobal}, {"nonlocal_statement", Kind::kNonlocal}, {"import_statement", Kind::kImport},
    {"import_from_statement", Kind::kImportFrom}, {"future_import_statement", Kind::kFutureImport},
    {"assert_statement", Kind::kAssert}, {"print_statement", Kind::kPrint}, {"exec_statement", Kind::kExec},
    {"type_alias_statement", Kind::kTypeAlias}, {"if_statement", Kind::kIf}, {"elif_clause", Kind::kElif},
    {"else_clause", Kind::kElse}, {"for_statement", Kind::kFor}, {"while_statement", Kind::kWhile},
    {"try_statement", Kind::kTry}, {"except_clause", Kind::kExcept}, {"except_group_clause", Kind::kExceptGroup},
    {"finally_clause", Kind::kFinally}, {"with_statement", Kind::kWith}, {"with_clause", Kind::kWithClause},
    {"with_item", Kind::kWithItem}, {"function_definition", Kind::kFunction}, {"class_definition", Kind::kClass},
    {"decorated_definition", Kind::kDecorated}, {"decorator", Kind::kDecorator}, {"match_statement", Kind::kMatch},
    {"case_clause", Kind::kCase}, {"dotted_name", Kind::kDottedName}, {"aliased_import", Kind::kAliasedImport},
    {"relative_import", Kind::kRelativeImport}, {"import_prefix", Kind::kImportPrefix},
    {"wildcard_import", Kind::kWildcardImport}, {"chevron", Kind::kChevron}, {"parameters", Kind::kParameters},
    {"lambda_parameters", Kind::kLambdaParameters}, {"typed_parameter", Kind::kTypedParameter},
    {"default_parameter", Kind::kDefaultParameter}, {"typed_default_parameter", Kind::kTypedDefaultParameter},
    {"positional_separator", Kind::kPositionalSeparator}, {"keyword_separator", Kind::kKeywordSeparator},
    {"type", Kind::kType}, {"type_parameter", Kind::kTypeParameters}, {"splat_type", Kind::kSplatType},
    {"generic_type", Kind::kGenericType}, {"union_type", Kind::kUnionType},
    {"constrained_type", Kind::kConstrainedType}, {"member_type", Kind::kMemberType}, {"if_clause", Kind::kIfClause},
    {"for_in_clause", Kind::kForInClause}, {"pattern_list", Kind::kPatternList},
    {"tuple_pattern", Kind::kTuplePattern}, {"list_pattern", Kind::kListPattern},
    {"list_splat_pattern", Kind::kListSplatPattern}, {"dictionary_splat_pattern", Kind::kDictionarySplatPattern},
    {"as_pattern", Kind::kAsPattern}, {"as_pattern_target", Kind::kAsPatternTarget},
    {"case_pattern", Kind::kCasePattern}, {"keyword_pattern", Kind::kKeywordPattern},
    {"union_pattern", Kind::kUnionPattern}, {"dict_pattern", Kind::kDictPattern},
    {"splat_pattern", Kind::kSplatPattern}, {"class_pattern", Kind::kClassPattern},
    {"complex_pattern", Kind::kComplexPattern}, {"identifier", Kind::kIdentifier}, {"string", Kind::kString},
    {"concatenated_string", Kind::kConcatenatedString}, {"interpolation", Kind::kInterpolation},
    {"format_expression", Kind::kInterpolation}, {"type_conversion", Kind::kTypeConversion},
    {"format_specifier", Kind::kFormatSpecifier}, {"integer", Kind::kInteger}, {"float", Kind::kFloat},
    {"true", Kind::kTrue}, {"false", Kind::kFalse}, {"none", Kind::kNone}, {"ellipsis", Kind::kEllipsis},
    {"tuple", Kind::kTuple}, {"list", Kind::kList}, {"set", Kind::kSet}, {"dictionary", Kind::kDictionary},
    {"pair", Kind::kPair}, {"expression_list", Kind::kExpressionList},
    {"parenthesized_expression", Kind::kParenthesized}, {"list_splat", Kind::kListSplat},
    {"dictionary_splat", Kind::kDictionarySplat}, {"list_comprehension", Kind::kListComprehension},
    {"set_comprehension", Kind::kSetComprehension}, {"dictionary_comprehension", Kind::kDictionaryComprehension},
    {"generator_expression", Kind::kGenerator}, {"attribute", Kind::kAttribute}, {"subscript", Kind::kSubscript},
    {"slice", Kind::kSlice}, {"call", Kind::kCall}, {"argument_list", Kind::kArguments},
    {"keyword_argument", Kind::kKeywordArgument}, {"named_expression", Kind::kNamedExpression},
    {"conditional_expression", Kind::kConditional}, {"lambda", Kind::kLambda}, {"not_operator", Kind::kNot},
    {"boolean_operator", Kind::kBoolean}, {"comparison_operator", Kind::kComparison},
    {"binary_operator", Kind::kBinary}, {"unary_operator", Kind::kUnary}, {"await", Kind::kAwait},
    {"yield", Kind::kYield},
};

struct FieldName {
  absl::string_view name;
  Field field;
};
constexpr FieldName kFieldNames[] = {
    {"alias", Field::kAlias}, {"alternative", Field::kAlternative}, {"argument", Field::kArgument},
    {"arguments", Field::kArguments}, {"attribute", Field::kAttribute}, {"body", Field::kBody},
    {"cause", Field::kCause}, {"code", Field::kCode}, {"condition", Field::kCondition},
    {"consequence", Field::kConsequence}, {"definition", Field::kDefinition}, {"expression", Field::kExpression},
    {"format_specifier", Field::kFormatSpecifier}, {"function", Field::kFunction}, {"guard", Field::kGuard},
    {"key", Field::kKey}, {"left", Field::kLeft}, {"module_name", Field::kModuleName}, {"name", Field::kName},
    {"object", Field::kObject}, {"operator", Field::kOperator}, {"operators", Field::kOperator},
    {"parameters", Field::kParameters}, {"return_type", Field::kReturnType}, {"right", Field::kRight},
    {"subject", Field::kSubject}, {"subscript", Field::kSubscript}, {"superclasses", Field::kSuperclasses},
    {"type", Field::kType}, {"type_conversion", Field::kTypeConversion}, {"type_parameters", Field::kTypeParameters},
    {"value", Field::kValue},
};

// Unnamed tokens that change the meaning; all others follow from the kinds of the nodes.
constexpr absl::string_view kMeaningful[] = {
    "+", "-", "*", "@", "/", "%", "//", "**", "|", "&", "^", "<<", ">>", "~", "<", "<=", "==", "!=", ">=", ">", "<>",
    "in", "not in", "is", "is not", "and", "or", "+=", "-=", "*=", "/=", "@=", "//=", "%=", "**=", ">>=", "<<=", "&=",
    "^=", "|=", "async", "from", "_",
};
// clang-format on

// The grammar's numbers for symbols and fields, translated.
struct Tables {
  std::vector<Kind> kinds;
  std::vector<Field> fields;
  TSSymbol comment = 0;
  TSSymbol colon = 0;
  TSSymbol in = 0;
  TSSymbol string_content = 0;
};

Kind KindOfSymbol(const TSLanguage* language, TSSymbol symbol) {
  const absl::string_view name = ts_language_symbol_name(language, symbol);
  if (ts_language_symbol_type(language, symbol) == TSSymbolTypeRegular) {
    for (const KindName& entry : kKindNames) {
      if (entry.name == name) return entry.kind;
    }
    return Kind::kDropped;
  }
  return std::find(std::begin(kMeaningful), std::end(kMeaningful), name) != std::end(kMeaningful) ? Kind::kToken
                                                                                                  : Kind::kDropped;
}

Tables MakeTables() {
  const TSLanguage* language = tree_sitter_python();
  Tables tables;
  const uint32_t symbols = ts_language_symbol_count(language);
  for (uint32_t symbol = 0; symbol < symbols; ++symbol) {
    tables.kinds.push_back(KindOfSymbol(language, static_cast<TSSymbol>(symbol)));
  }
  const uint32_t fields = ts_language_field_count(language);
  tables.fields.assign(fields + 1, Field::kNone);
  for (const FieldName& entry : kFieldNames) {
    const TSFieldId id = ts_language_field_id_for_name(language, entry.name.data(), entry.name.size());
    if (id != 0) tables.fields[id] = entry.field;
  }
  tables.comment = ts_language_symbol_for_name(language, "comment", 7, true);
  tables.colon = ts_language_symbol_for_name(language, ":", 1, false);
  tables.in = ts_language_symbol_for_name(language, "in", 2, false);
  tables.string_content = ts_language_symbol_for_name(language, "string_content", 14, true);
  return tables;
}

// Turns tree-sitter's tree into nodes, in one walk without recursion.
class Converter {
 public:
  Converter(const Tables& tables, Syntax& syntax) : tables_(tables), syntax_(syntax) {}

  void Convert(const TSNode& root) {
    syntax_.nodes.reserve(syntax_.text.size() / 4 + 16);
    cursor_ = ts_tree_cursor_new(root);
    Enter();
    while (true) {
      if (descend_ && ts_tree_cursor_goto_first_child(&cursor_)) {
        Enter();
        continue;
      }
      Leave();
      while (!ts_tree_cursor_goto_next_sibling(&cursor_)) {
        if (!ts_tree_cursor_goto_parent(&cursor_)) {
          ts_tree_cursor_delete(&cursor_);
          return;
        }
        Leave();
      }
      Enter();
    }
  }

 private:
  static constexpr NodeId kSkipped = ~NodeId{0};

  void Enter() {
    const TSNode node = ts_tree_cursor_current_node(&cursor_);
    const TSSymbol symbol = ts_node_symbol(node);
    const uint32_t begin = ts_node_start_byte(node);
    const uint32_t end = ts_node_end_byte(node);
    const Kind parent = open_.empty() ? Kind::kDropped : syntax_.nodes[Top()].kind;
    const Kind kind = KindOf(node, symbol, parent);
    descend_ = symbol != tables_.string_content && symbol != tables_.comment;
    if (symbol == tables_.comment) AddComment(begin, end);
    if (kind == Kind::kDropped) {
      open_.push_back(kSkipped);
      return;
    }
    const NodeId id = static_cast<NodeId>(syntax_.nodes.size());
    const Field field = tables_.fields[ts_tree_cursor_current_field_id(&cursor_)];
    const bool broken = kind == Kind::kError || kind == Kind::kMissing || ts_node_has_error(node);
    syntax_.nodes.push_back({begin, end, 0, open_.empty() ? kNoNode : Top(), kind, field, broken});
    open_.push_back(id);
  }

  void Leave() {
    if (open_.back() != kSkipped) syntax_.nodes[open_.back()].after = static_cast<NodeId>(syntax_.nodes.size());
    open_.pop_back();
  }

  Kind KindOf(const TSNode& node, TSSymbol symbol, Kind parent) const {
    if (symbol >= tables_.kinds.size()) return Kind::kError;
    if (ts_node_is_missing(node)) return Kind::kMissing;
    if (symbol == tables_.colon && parent == Kind::kSlice) return Kind::kToken;
    const Kind kind = tables_.kinds[symbol];
    return kind == Kind::kToken && IsImplied(parent, symbol) ? Kind::kDropped : kind;
  }

  // The parent's kind says as much as the token.
  bool IsImplied(Kind parent, TSSymbol symbol) const {
    switch (parent) {
      case Kind::kListSplat:
      case Kind::kListSplatPattern:
      case Kind::kDictionarySplat:
      case Kind::kDictionarySplatPattern:
      case Kind::kDecorator:
      case Kind::kImportFrom:
      case Kind::kFutureImport:
      case Kind::kRaise:
        return true;
      case Kind::kFor:
      case Kind::kForInClause:
        return symbol == tables_.in;
      default:
        return false;
    }
  }

  // Skipped nodes are leaves, or string contents, which have no children that matter: the nearest open node is close.
  NodeId Top() const {
    for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
      if (*open != kSkipped) return *open;
    }
    return kRoot;
  }

  void AddComment(uint32_t begin, uint32_t end) {
    const absl::string_view text = absl::string_view(syntax_.text).substr(begin, end - begin);
    const absl::string_view inner = absl::StripAsciiWhitespace(absl::StripPrefix(text, "#"));
    syntax_.comments.push_back({std::string(inner), {syntax_.file, begin, end}});
  }

  const Tables& tables_;
  Syntax& syntax_;
  TSTreeCursor cursor_ = {};
  std::vector<NodeId> open_;
  bool descend_ = true;
};

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

// Gives up after some seconds: what error recovery makes of rubbish is not linear. Newer libraries ask a function
// instead of looking at the clock themselves.
TSTree* ParseFor(TSParser* parser, absl::string_view text) {
#if TREE_SITTER_LANGUAGE_VERSION >= 15
  auto deadline = std::chrono::steady_clock::now() + kMaxParseTime;
  const auto late = [](TSParseState* state) {
    return std::chrono::steady_clock::now() > *static_cast<std::chrono::steady_clock::time_point*>(state->payload);
  };
  const auto read = [](void* payload, uint32_t begin, TSPoint, uint32_t* length) {
    const absl::string_view rest = static_cast<absl::string_view*>(payload)->substr(begin);
    *length = static_cast<uint32_t>(rest.size());
    return rest.data();
  };
  const TSInput input = {.payload = &text, .read = read, .encoding = TSInputEncodingUTF8, .decode = nullptr};
  return ts_parser_parse_with_options(parser, nullptr, input, {.payload = &deadline, .progress_callback = late});
#else
  ts_parser_set_timeout_micros(parser, std::chrono::microseconds(kMaxParseTime).count());
  return ts_parser_parse_string(parser, nullptr, text.data(), static_cast<uint32_t>(text.size()));
#endif
}

std::unique_ptr<TSTree, TreeDeleter> ParseTree(absl::string_view text) {
  // A parser keeps its stacks between files, which saves a third of the time of a small one.
  thread_local const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  ts_parser_set_language(parser.get(), tree_sitter_python());
  TSTree* tree = ParseFor(parser.get(), text);
  if (tree == nullptr) ts_parser_reset(parser.get());
  return std::unique_ptr<TSTree, TreeDeleter>(tree);
}

// Every byte that is not UTF-8 becomes "?", so that places stay: a file may have another encoding.
std::string OnlyUtf8(absl::string_view text) {
  std::string result(text);
  for (size_t i = 0; i < result.size();) {
    const size_t length = static_cast<size_t>(Utf8Length(result[i]));
    if (static_cast<uint8_t>(result[i]) < 0x80) {
      ++i;
    } else if (length > 1 && IsUtf8(text.substr(i, length))) {
      i += length;
    } else {
      result[i++] = '?';
    }
  }
  return result;
}

}  // namespace

NodeId Syntax::Child(NodeId id, Field field) const {
  for (const NodeId child : Children(id)) {
    if (nodes[child].field == field) return child;
  }
  return kNoNode;
}

NodeId Syntax::ChildOf(NodeId id, Kind kind) const {
  for (const NodeId child : Children(id)) {
    if (nodes[child].kind == kind) return child;
  }
  return kNoNode;
}

NodeId Syntax::ChildAt(NodeId id, size_t index) const {
  for (const NodeId child : Children(id)) {
    if (index-- == 0) return child;
  }
  return kNoNode;
}

NodeId Syntax::ParameterName(NodeId parameter) const {
  switch (nodes[parameter].kind) {
    case Kind::kTypedParameter:
      return parameter + 1;
    case Kind::kDefaultParameter:
    case Kind::kTypedDefaultParameter:
      return Child(parameter, Field::kName);
    default:
      return parameter;
  }
}

NodeId Syntax::Unwrap(NodeId id) const {
  while (true) {
    const Node& node = nodes[id];
    const bool single = node.after > id + 1 && nodes[id + 1].after == node.after;
    const bool target =
        node.kind == Kind::kTuplePattern && single &&
        !absl::StrContains(absl::string_view(text).substr(nodes[id + 1].end, node.end - nodes[id + 1].end), ',');
    if ((node.kind != Kind::kParenthesized || node.after == id + 1) && !target) return id;
    ++id;
  }
}

Syntax ParseSyntax(FileId file, absl::string_view text) {
  static const Tables& tables = *new Tables(MakeTables());
  Syntax syntax;
  syntax.file = file;
  syntax.nodes.push_back({0, 0, 1, 0, Kind::kModule, Field::kNone, false});
  if (text.size() > kMaxModuleBytes) {
    syntax.errors.push_back({{file, 0, 0}, "the file is too large to be a migration"});
    return syntax;
  }
  syntax.text = std::string(text);
  std::optional<SyntaxError> refused = CheckLayout(file, text);
  if (refused.has_value()) syntax.errors.push_back(*std::move(refused));
  if (!syntax.errors.empty() && text.size() > kMaxBrokenBytes) return syntax;
  const auto tree = IsUtf8(text) ? ParseTree(syntax.text) : ParseTree(OnlyUtf8(text));
  if (tree == nullptr) {
    syntax.errors.push_back({{file, 0, 0}, "the file takes too long to parse"});
    return syntax;
  }
  syntax.nodes.clear();
  Converter(tables, syntax).Convert(ts_tree_root_node(tree.get()));
  RepairSplats(syntax);
  return syntax;
}

}  // namespace retort::python
