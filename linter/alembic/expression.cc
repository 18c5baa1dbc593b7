#include "linter/alembic/expression.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "linter/alembic/arguments.h"
#include "linter/alembic/rows.h"
#include "linter/sql/quote.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Value;

constexpr int kMaxDepth = 200;
// How tightly SQLAlchemy takes an operator to bind; what binds less than its surroundings gets parentheses.
constexpr int kAtom = 100;
constexpr int kProduct = 8;
constexpr int kSum = 7;
constexpr int kConcat = 6;
constexpr int kComparison = 5;
constexpr int kCollate = 4;
constexpr int kAnd = 3;
constexpr int kOr = 2;

struct Sql {
  std::string text;
  int precedence = kAtom;
};

Sql Unknown() { return {std::string(kHole)}; }

bool IsWord(char c) { return absl::ascii_isalnum(c) || c == '_' || c == '$' || (c & 0x80) != 0; }

struct Operator {
  absl::string_view python;
  absl::string_view sql;
  int precedence;
};

// Python's operators as the interpreter names them, and methods.
constexpr Operator kOperators[] = {
    {"==", "=", kComparison},
    {"!=", "!=", kComparison},
    {">", ">", kComparison},
    {"<", "<", kComparison},
    {">=", ">=", kComparison},
    {"<=", "<=", kComparison},
    {"+", "+", kSum},
    {"-", "-", kSum},
    {"*", "*", kProduct},
    {"/", "/", kProduct},
    {"%", "%", kProduct},
    {"&", "AND", kAnd},
    {"|", "OR", kOr},
    {"like", "LIKE", kComparison},
    {"ilike", "ILIKE", kComparison},
    {"notlike", "NOT LIKE", kComparison},
    {"not_like", "NOT LIKE", kComparison},
    {"is_", "IS", kComparison},
    {"is_not", "IS NOT", kComparison},
    {"isnot", "IS NOT", kComparison},
    {"in_", "IN", kComparison},
    {"not_in", "NOT IN", kComparison},
    {"notin_", "NOT IN", kComparison},
    {"concat", "||", kConcat},
    {"is_distinct_from", "IS DISTINCT FROM", kComparison},
    {"contains", "@>", kComparison},
    {"overlaps", "&&", kComparison},
};

const Operator* FindOperator(absl::string_view name) {
  for (const Operator& candidate : kOperators) {
    if (candidate.python == name) return &candidate;
  }
  return nullptr;
}

// Functions that SQL writes without parentheses.
constexpr absl::string_view kBareFunctions[] = {"current_date", "current_time",   "current_timestamp", "current_user",
                                                "localtime",    "localtimestamp", "session_user",      "user"};

class Compiler {
 public:
  Compiler(const ScriptContext& context, bool qualifies) : context_(context), qualifies_(qualifies) {}

  Sql Compile(const Value& value) {
    if (++depth_ > kMaxDepth) return Unknown();
    Sql sql = CompileAny(value);
    --depth_;
    return sql;
  }

 private:
  Sql CompileAny(const Value& value) {
    if (const auto* text = value.As<MappedText>()) return {LiteralText(text->text(), context_)};
    if (const auto* number = value.As<python::Number>()) return {number->text};
    if (const bool* flag = value.As<bool>()) return {*flag ? "true" : "false"};
    if (value.IsNone()) return {"NULL"};
    if (const auto* sequence = value.As<python::Sequence>()) return {absl::StrCat("(", Items(*sequence), ")")};
    if (const Call* call = value.As<Call>()) return CompileCall(*call);
    const auto* unknown = value.As<python::Unknown>();
    if (unknown != nullptr && unknown->expression != nullptr) return CompileSymbol(value, *unknown->expression);
    if (const auto* attribute = value.As<Attribute>()) return CompileAttribute(value, *attribute);
    return Unknown();
  }

  // An operator between expressions, or table.c["name"].
  Sql CompileSymbol(const Value& value, const Value& symbol) {
    const std::string column = ColumnNameOf(value);
    if (!HasHole(column)) return {Column(value, column)};
    const Call* call = symbol.As<Call>();
    return call == nullptr ? Unknown() : CompileOperator(PathOf(*call->callee), call->arguments);
  }

  // table.c.name; a member of an enum of the file.
  Sql CompileAttribute(const Value& value, const Attribute& attribute) {
    const std::string column = ColumnNameOf(value);
    if (!HasHole(column)) return {Column(value, column)};
    if (const auto* type = attribute.object->As<python::Class>()) {
      for (const auto& [name, member] : context_.interpreter.Members(*type)) {
        if (name == attribute.name && member->Text() != nullptr) return {QuotedText(*member->Text())};
      }
    }
    return Unknown();
  }

  // With its table where that is known and wanted.
  std::string Column(const Value& value, const std::string& column) {
    if (!qualifies_) return Quoted(column);
    const auto* attribute = value.As<Attribute>();
    const auto* unknown = value.As<python::Unknown>();
    const Call* item = unknown == nullptr || unknown->expression == nullptr ? nullptr : unknown->expression->As<Call>();
    const Value* columns = attribute != nullptr ? attribute->object.get() : item->arguments[0].get();
    const auto* of_table = columns->As<Attribute>();
    if (of_table == nullptr) return Quoted(column);
    return absl::StrCat(QuotedName(TableOf(*of_table->object, context_)), ".", Quoted(column));
  }

  std::string Items(const python::Sequence& sequence) {
    std::vector<std::string> items;
    for (const python::ValuePtr& item : sequence.items) items.push_back(Compile(*item).text);
    if (!sequence.complete) items.emplace_back(kHole);
    return absl::StrJoin(items, ", ");
  }

  std::string Inside(const Value& value, int precedence) {
    Sql sql = Compile(value);
    return sql.precedence <= precedence ? absl::StrCat("(", sql.text, ")") : sql.text;
  }

  Sql CompileCall(const Call& call) {
    std::string path = PathOf(*call.callee);
    absl::string_view name = path;
    if (const size_t function = path.find(".func."); function != std::string::npos) {
      return CompileFunction(name.substr(function + 6), call);
    }
    if (const auto* method = call.callee->As<Attribute>(); method != nullptr) return CompileMethod(*method, call);
    name = name.substr(name.rfind('.') + 1);
    if (FindOperator(path) != nullptr || path == "not" || path == "~") return CompileOperator(path, call.arguments);
    if (name == "inline_literal" && !call.arguments.empty()) return Compile(*call.arguments[0]);
    if (!absl::StartsWith(path, "sqlalchemy")) return Unknown();
    return CompileConstruct(name, call);
  }

  Sql CompileFunction(absl::string_view name, const Call& call) {
    const std::string lower = absl::AsciiStrToLower(name);
    for (const absl::string_view bare : kBareFunctions) {
      if (lower == bare) return {bare == "user" ? "USER" : absl::AsciiStrToUpper(bare)};
    }
    std::vector<std::string> arguments;
    for (const python::ValuePtr& argument : call.arguments) arguments.push_back(Compile(*argument).text);
    if (!call.complete) arguments.emplace_back(kHole);
    return {absl::StrCat(name, "(", absl::StrJoin(arguments, ", "), ")")};
  }

  Sql CompileOperator(absl::string_view name, const std::vector<python::ValuePtr>& operands) {
    if (operands.size() == 1 && (name == "not" || name == "~")) return Not(*operands[0]);
    if (operands.size() == 1 && name == "-") return {absl::StrCat("-", Inside(*operands[0], kProduct)), kProduct};
    const Operator* known = FindOperator(name);
    if (known == nullptr || operands.size() != 2) return Unknown();
    absl::string_view sql = known->sql;
    const Value& right = *operands[1];
    const bool is_truth = right.IsNone() || right.As<bool>() != nullptr;
    if (is_truth && sql == "=") sql = right.IsNone() ? "IS" : "=";
    if (is_truth && sql == "!=") sql = right.IsNone() ? "IS NOT" : "!=";
    const bool natural = sql == "AND" || sql == "OR" || sql == "+" || sql == "*" || sql == "||";
    const int inner = natural ? known->precedence - 1 : known->precedence;
    if (sql == "NOT IN") {
      // It stands in parentheses of its own.
      return {absl::StrCat("(", Inside(*operands[0], inner), " NOT IN ", Inside(right, inner), ")")};
    }
    return {absl::StrCat(Inside(*operands[0], inner), " ", sql, " ", Inside(right, inner)), known->precedence};
  }

  Sql Not(const Value& value) {
    const auto* unknown = value.As<python::Unknown>();
    const bool is_symbol = unknown != nullptr && unknown->expression != nullptr;
    const Call* call = is_symbol ? unknown->expression->As<Call>() : value.As<Call>();
    const std::string name = call == nullptr ? "" : PathOf(*call->callee);
    constexpr std::pair<absl::string_view, absl::string_view> kOpposites[] = {{"==", "!="}, {"!=", "=="}, {"<", ">="},
                                                                              {">=", "<"},  {">", "<="},  {"<=", ">"}};
    for (const auto& [op, opposite] : kOpposites) {
      if (name == op) return CompileOperator(opposite, call->arguments);
    }
    return {absl::StrCat("NOT ", Inside(value, kComparison)), kComparison};
  }

  Sql CompileMethod(const Attribute& method, const Call& call) {
    const Value& object = *method.object;
    const absl::string_view name = method.name;
    if (name == "desc") return {absl::StrCat(Inside(object, kAnd), " DESC"), kAnd};
    if (name == "asc") return {absl::StrCat(Inside(object, kAnd), " ASC"), kAnd};
    if (name == "nullslast" || name == "nulls_last") return {absl::StrCat(Compile(object).text, " NULLS LAST"), kAnd};
    if (name == "nullsfirst" || name == "nulls_first") {
      return {absl::StrCat(Compile(object).text, " NULLS FIRST"), kAnd};
    }
    if (name == "label" || name == "self_group" || name == "bindparams") return Compile(object);
    if (name == "collate" && call.arguments.size() == 1) {
      return {absl::StrCat(Inside(object, kCollate), " COLLATE \"", NamePart(call.arguments[0].get()), "\""), kCollate};
    }
    const Call* sequence = name == "next_value" ? AsSqlAlchemyCall(object, "Sequence") : nullptr;
    if (sequence != nullptr) {
      const Name sequence_name = {NamePart(sequence->Argument(-1, "schema")), NamePart(sequence->Argument(0, "name"))};
      return {absl::StrCat("nextval('", QuotedName(sequence_name), "')")};
    }
    if (name == "cast" && call.arguments.size() == 1) return Cast(object, *call.arguments[0]);
    if (name == "between" && call.arguments.size() == 2) {
      return {absl::StrCat(Inside(object, kComparison), " BETWEEN ", Compile(*call.arguments[0]).text, " AND ",
                           Compile(*call.arguments[1]).text),
              kComparison};
    }
    if (call.arguments.size() != 1) return Unknown();
    return CompileOperator(name, {method.object, call.arguments[0]});
  }

  Sql Cast(const Value& value, const Value& type) {
    const Type read = ReadType(type, context_);
    return {absl::StrCat("CAST(", Compile(value).text, " AS ", read.known() ? TypeSql(read) : std::string(kHole), ")")};
  }

  Sql Joined(absl::string_view word, int precedence, const Call& call) {
    if (call.arguments.size() == 1) return Compile(*call.arguments[0]);
    std::vector<std::string> terms;
    for (const python::ValuePtr& argument : call.arguments) terms.push_back(Inside(*argument, precedence - 1));
    if (!call.complete) terms.emplace_back(kHole);
    return {absl::StrJoin(terms, absl::StrCat(" ", word, " ")), precedence};
  }

  Sql CompileConstruct(absl::string_view name, const Call& call) {
    const Value* first = call.arguments.empty() ? nullptr : call.arguments[0].get();
    if (name == "true" || name == "false") return {std::string(name)};
    if (name == "null") return {"NULL"};
    if (name == "and_") return Joined("AND", kAnd, call);
    if (name == "or_") return Joined("OR", kOr, call);
    if (first == nullptr) first = call.keywords.empty() ? nullptr : call.keywords[0].value.get();
    if (first == nullptr) return Unknown();
    if (name == "text" || name == "DDL") return {TextClauseSql(NamePart(first))};
    if (name == "literal_column") return {NamePart(first)};
    if (name == "column" || name == "Column" || name == "quoted_name") return {Quoted(NamePart(first))};
    if (name == "literal" || name == "bindparam" || name == "inline_literal") {
      return name == "bindparam" ? Unknown() : Compile(*first);
    }
    if (name == "not_") return Not(*first);
    if (name == "cast" && call.Argument(1, "type_") != nullptr) return Cast(*first, *call.Argument(1, "type_"));
    if (name == "desc" || name == "asc") {
      // Here a str is the name of a column, as it is written.
      const bool is_name = first->As<MappedText>() != nullptr;
      return {absl::StrCat(is_name ? NamePart(first) : Inside(*first, kAnd), name == "desc" ? " DESC" : " ASC"), kAnd};
    }
    if (name == "nullslast" || name == "nulls_last") return {absl::StrCat(Compile(*first).text, " NULLS LAST"), kAnd};
    if (name == "nullsfirst" || name == "nulls_first") {
      return {absl::StrCat(Compile(*first).text, " NULLS FIRST"), kAnd};
    }
    if (name == "DefaultClause" || name == "type_coerce") return Compile(*first);
    return Unknown();
  }

  const ScriptContext& context_;
  const bool qualifies_;
  int depth_ = 0;
};

}  // namespace

std::string TextClauseSql(absl::string_view text) {
  std::string sql;
  for (size_t i = 0; i < text.size();) {
    const char before = i == 0 ? ' ' : text[i - 1];
    size_t end = i + 1;
    while (end < text.size() && IsWord(text[end])) ++end;
    const bool is_colon = text[i] == ':' && end > i + 1 && (end == text.size() || text[end] != ':');
    if (is_colon && before == '\\') {
      sql.back() = ':';
      ++i;
    } else if (is_colon && before != ':' && !IsWord(before)) {
      sql += "NULL";
      i = end;
    } else {
      sql.push_back(text[i++]);
    }
  }
  return sql;
}

std::string ExpressionSql(const Value& value, const ScriptContext& context) {
  return Compiler(context, false).Compile(value).text;
}

std::string QualifiedSql(const Value& value, const ScriptContext& context) {
  return Compiler(context, true).Compile(value).text;
}

std::string QualifiedTerm(const Value& value, const ScriptContext& context) {
  const Sql sql = Compiler(context, true).Compile(value);
  return sql.precedence < kAnd ? absl::StrCat("(", sql.text, ")") : sql.text;
}

std::string QualifiedValue(const Value& value, const ScriptContext& context) {
  const Sql sql = Compiler(context, true).Compile(value);
  return sql.precedence < kAtom ? absl::StrCat("(", sql.text, ")") : sql.text;
}

std::string LiteralText(absl::string_view text, const ScriptContext& context) {
  const bool doubles = context.offline && context.environment.versions.sqlalchemy.version < Version{2, 1};
  return QuotedText(doubles ? absl::StrReplaceAll(text, {{"\\", "\\\\"}}) : std::string(text));
}

std::string ConditionSql(const Value& value, const ScriptContext& context) {
  const auto* text = value.As<MappedText>();
  return text != nullptr ? TextClauseSql(text->text()) : ExpressionSql(value, context);
}

}  // namespace retort
