// Indexes: sa.Index, op.create_index, and what index=True makes.

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/alembic/constraint.h"
#include "linter/alembic/expression.h"
#include "linter/alembic/names.h"
#include "linter/sql/quote.h"
#include "linter/sql/read.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

constexpr absl::string_view kPlainKeywords[] = {"unique",     "quote",   "info",      "index_name",
                                                "table_name", "columns", "schema",    "if_not_exists",
                                                "name",       "_table",  "if_exists", "expressions"};
constexpr absl::string_view kPostgresKeywords[] = {"using", "where",      "ops",          "include",
                                                   "with",  "tablespace", "concurrently", "nulls_not_distinct"};

// A plain column: by its name, sa.column("a"), table.c.a.
bool IsColumn(const Value& value) { return value.As<MappedText>() != nullptr || !HasHole(ColumnNameOf(value)); }

// postgresql_ops={"name": "varchar_pattern_ops"}: by the column's name, or the label of an expression.
std::string OperatorClass(const Call& call, absl::string_view key) {
  const Value* given = call.Argument(-1, "postgresql_ops");
  const auto* classes = given == nullptr ? nullptr : given->As<python::Dict>();
  if (classes == nullptr) return given == nullptr || given->IsNone() ? "" : std::string(kHole);
  for (const auto& [column, operator_class] : classes->items) {
    if (NamePart(column.get()) == key) return NamePart(operator_class.get());
  }
  return "";
}

// The key of an expression: the name of its label.
std::string LabelOf(const Value& value) {
  const Call* call = value.As<Call>();
  const bool is_label = call != nullptr && CalledName(*call) == "label" && !call->arguments.empty();
  return is_label ? NamePart(call->arguments[0].get()) : "";
}

// What a naming convention takes for the name of the column: of text("...") the text.
std::string KeyOf(const Value& value) {
  if (IsColumn(value)) return ColumnNameOf(value);
  const Call* text = AsSqlAlchemyCall(value, "text");
  return text == nullptr ? std::string(kHole) : NamePart(text->Argument(0, "text"));
}

IndexElement ReadElement(const Value& value, const Call& call, TableContext& table) {
  if (IsColumn(value)) {
    IndexElement element{.column = ColumnNameOf(value)};
    element.operator_class = OperatorClass(call, element.column);
    return element;
  }
  IndexElement element{.expression = ExpressionSql(value, table.script)};
  const std::string label = LabelOf(value);
  const std::string operator_class = label.empty() ? "" : OperatorClass(call, label);
  element.spelling = {absl::StrCat(element.expression, operator_class.empty() ? "" : " ", operator_class)};
  return element;
}

// What the expressions mean, in PostgreSQL's words; they stay as they are when it does not understand them.
void ParseExpressions(std::vector<IndexElement>& elements) {
  std::string sql = "CREATE INDEX ON t (";
  bool any = false;
  for (const IndexElement& element : elements) {
    any = any || !element.spelling.empty();
    absl::StrAppend(&sql, &element == elements.data() ? "" : ", ",
                    element.spelling.empty() ? Quoted(element.column) : element.spelling.text);
  }
  if (!any) return;
  MappedText text;
  text.Append(absl::StrCat(sql, ")"), Span{});
  const SqlReading reading = ReadSql(text, {.binds = false});
  if (reading.statements.size() != 1 || reading.statements[0].operations.size() != 1) return;
  const auto* index = std::get_if<CreateIndex>(&reading.statements[0].operations[0].action);
  if (index == nullptr || index->elements.size() != elements.size()) return;
  for (size_t i = 0; i < elements.size(); ++i) {
    const IndexElement& parsed = index->elements[i];
    if (elements[i].spelling.empty() || (parsed.column.empty() && parsed.expression.empty())) continue;
    const Spelling spelling = elements[i].spelling;
    elements[i] = parsed;
    elements[i].spelling = spelling;
  }
}

std::string StorageOptions(const Call& call) {
  std::string text;
  if (const Value* given = call.Argument(-1, "postgresql_with"); IsGiven(given)) {
    std::vector<std::string> parameters;
    const auto* dict = given->As<python::Dict>();
    for (size_t i = 0; dict != nullptr && i < dict->items.size(); ++i) {
      const Value& value = *dict->items[i].second;
      const auto* number = value.As<python::Number>();
      const bool* flag = value.As<bool>();
      parameters.push_back(absl::StrCat(NamePart(dict->items[i].first.get()), " = ",
                                        number != nullptr ? number->text
                                        : flag != nullptr ? (*flag ? "True" : "False")
                                                          : NamePart(&value)));
    }
    if (dict == nullptr || !dict->complete) parameters.emplace_back(kHole);
    if (!parameters.empty()) text = absl::StrCat("WITH (", absl::StrJoin(parameters, ", "), ")");
  }
  if (const Value* tablespace = call.Argument(-1, "postgresql_tablespace"); IsGiven(tablespace)) {
    absl::StrAppend(&text, text.empty() ? "" : " ", "TABLESPACE ", Quoted(NamePart(tablespace)));
  }
  return text;
}

}  // namespace

CreateIndex ReadIndexParts(const Value* name, std::span<const python::ValuePtr> columns, const Call& call,
                           TableContext& table) {
  const Arguments arguments(call);
  CreateIndex index{.table = table.table, .unique = arguments.Flag("unique", false)};
  std::vector<std::string> key;
  for (const python::ValuePtr& column : columns) {
    index.elements.push_back(ReadElement(*column, call, table));
    key.push_back(KeyOf(*column));
  }
  ParseExpressions(index.elements);
  index.name = ReadObjectName(name, {.key = "ix", .table = table.table, .columns = std::move(key)}, table);
  index.concurrently = arguments.Is("postgresql_concurrently");
  if (const Value* method = call.Argument(-1, "postgresql_using"); IsGiven(method)) {
    index.method = absl::AsciiStrToLower(NamePart(method));
  }
  index.include = ColumnNamesOf(call.Argument(-1, "postgresql_include"));
  if (const Value* include = call.Argument(-1, "postgresql_include"); include != nullptr && include->IsNone()) {
    index.include.clear();
  }
  index.options = StorageOptions(call);
  if (const Value* where = call.Argument(-1, "postgresql_where"); IsGiven(where)) {
    index.where = ConditionSql(*where, table.script);
  }
  index.nulls_not_distinct = arguments.Is("postgresql_nulls_not_distinct");
  CheckKeywords(call, kPlainKeywords, kPostgresKeywords, "sqlalchemy.sql.schema.Index", table);
  return index;
}

std::optional<CreateIndex> ReadIndex(const Value& value, TableContext& table) {
  const Call* call = AsSqlAlchemyCall(value, "Index");
  if (call == nullptr) return std::nullopt;
  std::span<const python::ValuePtr> columns(call->arguments);
  const Value* name = call->Argument(0, "name");
  if (call->FindKeyword("name") == nullptr && !columns.empty()) columns = columns.subspan(1);
  CreateIndex index = ReadIndexParts(name, columns, *call, table);
  if (!call->complete) index.elements.push_back({.column = std::string(kHole)});
  return index;
}

CreateIndex ColumnIndex(const std::string& column, const Known<bool>& unique, TableContext& table) {
  CreateIndex index{.table = table.table, .elements = {{.column = column}}, .unique = unique};
  index.name = ReadObjectName(nullptr, {.key = "ix", .table = table.table, .columns = {column}}, table);
  return index;
}

}  // namespace retort
