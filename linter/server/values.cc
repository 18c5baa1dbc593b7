#include "linter/server/values.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "linter/postgres/type_facts.h"
#include "linter/sql/lexer.h"
#include "linter/sql/quote.h"

namespace retort {
namespace {

using Kind = SqlConstant::Kind;

bool IsInteger(absl::string_view type) { return type == "int2" || type == "int4" || type == "int8"; }

bool IsNumeric(absl::string_view type) {
  return IsInteger(type) || type == "numeric" || type == "float4" || type == "float8";
}

bool FitsInteger(absl::string_view text, absl::string_view type) {
  int64_t value = 0;
  if (!absl::SimpleAtoi(text, &value)) return false;
  if (type == "int2") return value >= -32768 && value <= 32767;
  return type != "int4" || (value >= -2147483648LL && value <= 2147483647LL);
}

bool FitsBoolean(absl::string_view text) {
  const std::string word = absl::AsciiStrToLower(absl::StripAsciiWhitespace(text));
  if (word.empty()) return false;
  for (const absl::string_view whole : {"true", "false", "yes", "no"}) {
    if (absl::StartsWith(whole, word)) return true;
  }
  return word == "on" || word == "of" || word == "off" || word == "1" || word == "0";
}

bool FitsUuid(absl::string_view text) {
  const auto is_digit = [](char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); };
  if (std::count_if(text.begin(), text.end(), is_digit) != 32) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return is_digit(c) || c == '-' || c == '{' || c == '}'; });
}

// Special words, or anything with a digit: dates have too many forms to judge more.
bool MayBeTime(absl::string_view text) {
  const std::string word = absl::AsciiStrToLower(absl::StripAsciiWhitespace(text));
  for (const absl::string_view special :
       {"now", "today", "tomorrow", "yesterday", "epoch", "infinity", "-infinity", "allballs"}) {
    if (word == special) return true;
  }
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

std::optional<ValueProblem> ProblemOfText(absl::string_view text, absl::string_view type) {
  const auto invalid = [&](absl::string_view sqlstate) -> std::optional<ValueProblem> {
    const absl::string_view spoken = type == "jsonb" ? "json" : SpokenType(type);
    return ValueProblem{sqlstate, absl::StrCat("invalid input syntax for type ", spoken, ": \"", text, "\"")};
  };
  const absl::string_view bare = absl::StripAsciiWhitespace(text);
  double number = 0;
  if (IsInteger(type) && !FitsInteger(bare, type)) {
    int64_t value = 0;
    if (!absl::SimpleAtoi(bare, &value)) return invalid("22P02");
    return ValueProblem{"22003", absl::StrCat("value \"", text, "\" is out of range for type ", SpokenType(type))};
  }
  if (IsNumeric(type) && !IsInteger(type) && !absl::SimpleAtod(bare, &number)) return invalid("22P02");
  if (type == "bool" && !FitsBoolean(text)) return invalid("22P02");
  if (type == "uuid" && !FitsUuid(bare)) return invalid("22P02");
  if ((type == "json" || type == "jsonb") && bare.empty()) return invalid("22P02");
  const bool is_time = type == "date" || type == "timestamp" || type == "timestamptz";
  if (is_time && !MayBeTime(text)) {
    const absl::string_view spoken = type == "date" ? "date" : SpokenType(type);
    return ValueProblem{"22007", absl::StrCat("invalid input syntax for type ", spoken, ": \"", text, "\"")};
  }
  return std::nullopt;
}

struct Result {
  absl::string_view function;
  absl::string_view type;
};
constexpr Result kResults[] = {
    {"now", "timestamptz"},
    {"current_timestamp", "timestamptz"},
    {"clock_timestamp", "timestamptz"},
    {"statement_timestamp", "timestamptz"},
    {"transaction_timestamp", "timestamptz"},
    {"localtimestamp", "timestamp"},
    {"current_date", "date"},
    {"gen_random_uuid", "uuid"},
    {"nextval", "int8"},
    {"random", "float8"},
    {"uuid_generate_v4", "uuid"},
    {"uuid_generate_v1", "uuid"},
};

}  // namespace

std::string TypeOfExpression(const SqlNames& expression) {
  if (expression.constant.has_value()) {
    const SqlConstant& constant = *expression.constant;
    if (constant.cast.known()) {
      const bool plain = constant.cast.dimensions == 0 && constant.cast.name.schema.empty();
      return plain && IsSystemType(constant.cast.name.name) ? constant.cast.name.name : "";
    }
    if (constant.kind == Kind::kInteger) return FitsInteger(constant.text, "int4") ? "int4" : "int8";
    if (constant.kind == Kind::kDecimal) return "numeric";
    return constant.kind == Kind::kBoolean ? "bool" : "";
  }
  if (!expression.function.has_value()) return "";
  for (const Result& result : kResults) {
    if (expression.function->name == result.function) return std::string(result.type);
  }
  return "";
}

std::optional<ValueProblem> ProblemOf(const SqlNames& expression, absl::string_view type, absl::string_view column) {
  const bool is_text = expression.constant.has_value() && expression.constant->kind == Kind::kString;
  if (is_text && !expression.constant->cast.known()) return ProblemOfText(expression.constant->text, type);
  const std::string from = TypeOfExpression(expression);
  if (from.empty() || CastBetween(from, type) != CastContext::kNone) return std::nullopt;
  return ValueProblem{"42804", absl::StrCat("column \"", column, "\" is of type ", SpokenType(type),
                                            " but default expression is of type ", SpokenType(from))};
}

Name NameIn(absl::string_view text) {
  std::vector<std::string> parts;
  for (const SqlToken& token : Tokenize(text)) {
    if (token.IsName()) parts.push_back(token.Name());
  }
  if (parts.empty()) return {};
  return {parts.size() > 1 ? parts[parts.size() - 2] : "", parts.back()};
}

std::string Renamed(const std::string& expression, const std::string& from, const std::string& to) {
  if (!absl::StrContains(expression, from)) return expression;
  std::string renamed;
  size_t copied = 0;
  const std::vector<SqlToken> tokens = Tokenize(expression);
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool is_call = i + 1 < tokens.size() && tokens[i + 1].Is('(');
    const bool is_cast = i > 0 && tokens[i - 1].text == "::";
    if (!tokens[i].IsName() || tokens[i].Name() != from || is_call || is_cast) continue;
    absl::StrAppend(&renamed, expression.substr(copied, tokens[i].begin - copied), Quoted(to));
    copied = tokens[i].end();
  }
  absl::StrAppend(&renamed, expression.substr(copied));
  return renamed;
}

bool IndexNames(const IndexObject& index, const std::string& column,
                const std::function<bool(const std::string&, const std::string&)>& names) {
  const CreateIndex& definition = index.definition;
  for (const IndexElement& element : definition.elements) {
    if (element.column == column || names(element.expression, column)) return true;
  }
  if (std::find(definition.include.begin(), definition.include.end(), column) != definition.include.end()) return true;
  return names(definition.where, column);
}

}  // namespace retort
