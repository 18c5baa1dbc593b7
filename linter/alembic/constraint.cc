#include "linter/alembic/constraint.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/alembic/expression.h"
#include "linter/alembic/names.h"
#include "linter/sql/quote.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

constexpr std::pair<absl::string_view, ConstraintKind> kConstraintClasses[] = {
    {"PrimaryKeyConstraint", ConstraintKind::kPrimaryKey}, {"UniqueConstraint", ConstraintKind::kUnique},
    {"CheckConstraint", ConstraintKind::kCheck},           {"ForeignKeyConstraint", ConstraintKind::kForeignKey},
    {"ExcludeConstraint", ConstraintKind::kExclude},
};

// "schema.table.column", or a column of a table object.
std::pair<Name, std::string> Target(const Value& value) {
  const std::string target = NamePart(&value);
  const size_t last = target.rfind('.');
  if (last == std::string::npos) return {{"", std::string(kHole)}, std::string(kHole)};
  const std::string table = target.substr(0, last);
  const size_t dot = table.rfind('.');
  const Name name = dot == std::string::npos ? Name{"", table} : Name{table.substr(0, dot), table.substr(dot + 1)};
  return {name, target.substr(last + 1)};
}

void ReadReferences(const Value* targets, Constraint& constraint) {
  const auto* sequence = targets == nullptr ? nullptr : targets->As<python::Sequence>();
  if (sequence == nullptr || sequence->items.empty()) {
    constraint.referenced = {"", std::string(kHole)};
    constraint.referenced_columns = {std::string(kHole)};
    return;
  }
  constraint.referenced = Target(*sequence->items[0]).first;
  for (const python::ValuePtr& item : sequence->items) constraint.referenced_columns.push_back(Target(*item).second);
  if (!sequence->complete) constraint.referenced_columns.emplace_back(kHole);
}

bool IsAction(absl::string_view phrase) {
  const std::string upper = absl::AsciiStrToUpper(phrase);
  for (const absl::string_view action : {"RESTRICT", "CASCADE", "SET NULL", "NO ACTION", "SET DEFAULT"}) {
    if (upper == action) return true;
  }
  return absl::StartsWith(upper, "SET ") && absl::EndsWith(upper, ")");
}

// The phrase in upper case, empty for what PostgreSQL does anyway; what is printed is added to `written`.
std::string ReadAction(const Call& call, absl::string_view keyword, absl::string_view words, TableContext& table,
                       std::string& written) {
  const Value* value = call.Argument(-1, keyword);
  if (!IsGiven(value)) return "";
  const std::string phrase = NamePart(value);
  if (!HasHole(phrase) && !IsAction(phrase)) {
    table.Fail("sqlalchemy.exc.CompileError", absl::StrCat("Unexpected SQL phrase: '", phrase, "'"));
  }
  absl::StrAppend(&written, " ", words, " ", phrase);
  const std::string upper = absl::AsciiStrToUpper(phrase);
  return upper == "NO ACTION" ? "" : upper;
}

}  // namespace

void ReadConstraintOptions(const Call& call, TableContext& table, Constraint& constraint) {
  std::string written;
  if (const Value* match = call.Argument(-1, "match"); IsGiven(match)) {
    const std::string phrase = NamePart(match);
    absl::StrAppend(&written, " MATCH ", phrase);
    constraint.match = absl::EqualsIgnoreCase(phrase, "SIMPLE") ? "" : absl::AsciiStrToUpper(phrase);
  }
  constraint.on_delete = ReadAction(call, "ondelete", "ON DELETE", table, written);
  constraint.on_update = ReadAction(call, "onupdate", "ON UPDATE", table, written);
  const Value* deferrable = call.Argument(-1, "deferrable");
  if (IsGiven(deferrable)) {
    const bool* flag = deferrable->As<bool>();
    constraint.deferrable = flag != nullptr && *flag;
    absl::StrAppend(&written, flag == nullptr ? absl::StrCat(" ", kHole) : *flag ? " DEFERRABLE" : " NOT DEFERRABLE");
  }
  if (const Value* initially = call.Argument(-1, "initially"); IsGiven(initially)) {
    const std::string phrase = NamePart(initially);
    const bool known = absl::EqualsIgnoreCase(phrase, "DEFERRED") || absl::EqualsIgnoreCase(phrase, "IMMEDIATE");
    if (!known && !HasHole(phrase)) {
      table.Fail("sqlalchemy.exc.CompileError", absl::StrCat("Unexpected SQL phrase: '", phrase, "'"));
    }
    constraint.initially_deferred = absl::EqualsIgnoreCase(phrase, "DEFERRED");
    if (constraint.initially_deferred) constraint.deferrable = true;
    absl::StrAppend(&written, " INITIALLY ", phrase);
  }
  if (Arguments(call).Is("postgresql_not_valid")) {
    constraint.validated = false;
    written += " NOT VALID";
  }
  constraint.nulls_not_distinct = Arguments(call).Is("postgresql_nulls_not_distinct");
  constraint.options = {written};
}

void NameConstraint(const Value* name, TableContext& table, Constraint& constraint) {
  constraint.name = ReadObjectName(name,
                                   {.key = ConventionKey(constraint.kind),
                                    .table = table.table,
                                    .columns = constraint.columns,
                                    .referenced_table = constraint.referenced.name,
                                    .referenced_columns = constraint.referenced_columns},
                                   table);
}

std::optional<Constraint> ReadConstraint(const Value& value, TableContext& table) {
  for (const auto& [name, kind] : kConstraintClasses) {
    const Call* call = AsSqlAlchemyCall(value, name);
    if (call == nullptr) continue;
    Constraint constraint{.kind = kind};
    const Value* given = call->Argument(-1, "name");
    if (kind == ConstraintKind::kPrimaryKey || kind == ConstraintKind::kUnique) {
      for (const python::ValuePtr& column : call->arguments) constraint.columns.push_back(ColumnNameOf(*column));
      if (!call->complete) constraint.columns.emplace_back(kHole);
    } else if (kind == ConstraintKind::kCheck) {
      const Value* condition = call->Argument(0, "sqltext");
      constraint.expression = condition == nullptr ? std::string(kHole) : ConditionSql(*condition, table.script);
      given = call->Argument(1, "name");
    } else if (kind == ConstraintKind::kForeignKey) {
      constraint.columns = ColumnNamesOf(call->Argument(0, "columns"));
      ReadReferences(call->Argument(1, "refcolumns"), constraint);
      given = call->Argument(2, "name");
    } else {
      ReadExclusion(call->arguments, *call, table, constraint);
    }
    ReadConstraintOptions(*call, table, constraint);
    NameConstraint(given, table, constraint);
    return constraint;
  }
  return std::nullopt;
}

Constraint ReadColumnForeignKey(const Call& call, const std::string& column, TableContext& table) {
  Constraint constraint{.kind = ConstraintKind::kForeignKey, .columns = {column}};
  if (const Value* target = call.Argument(0, "column")) {
    std::tie(constraint.referenced, constraint.referenced_columns.emplace_back()) = Target(*target);
  } else {
    constraint.referenced = {"", std::string(kHole)};
    constraint.referenced_columns.emplace_back(kHole);
  }
  ReadConstraintOptions(call, table, constraint);
  NameConstraint(call.Argument(-1, "name"), table, constraint);
  return constraint;
}

void ReadExclusion(std::span<const python::ValuePtr> elements, const Call& call, TableContext& table,
                   Constraint& constraint) {
  const auto* classes = call.Argument(-1, "ops") == nullptr ? nullptr : call.Argument(-1, "ops")->As<python::Dict>();
  for (const python::ValuePtr& value : elements) {
    const auto* pair = value->As<python::Sequence>();
    if (pair == nullptr || pair->items.size() != 2) {
      constraint.elements.push_back({.column = std::string(kHole), .exclusion_operator = std::string(kHole)});
      continue;
    }
    IndexElement element{.exclusion_operator = NamePart(pair->items[1].get())};
    const std::string column = ColumnNameOf(*pair->items[0]);
    if (pair->items[0]->As<MappedText>() != nullptr || !HasHole(column)) {
      element.column = column;
    } else {
      element.expression = ExpressionSql(*pair->items[0], table.script);
      element.spelling = {element.expression};
    }
    for (size_t i = 0; classes != nullptr && i < classes->items.size(); ++i) {
      if (NamePart(classes->items[i].first.get()) == element.column) {
        element.operator_class = NamePart(classes->items[i].second.get());
      }
    }
    constraint.elements.push_back(std::move(element));
  }
  const Value* method = call.Argument(-1, "using");
  constraint.method = IsGiven(method) ? absl::AsciiStrToLower(NamePart(method)) : "gist";
  if (const Value* where = call.Argument(-1, "where"); IsGiven(where)) {
    constraint.where = ConditionSql(*where, table.script);
  }
}

void CheckKeywords(const Call& call, std::span<const absl::string_view> plain,
                   std::span<const absl::string_view> postgres, absl::string_view type, TableContext& table) {
  for (const python::Keyword& keyword : call.keywords) {
    absl::string_view name = keyword.name;
    if (std::find(plain.begin(), plain.end(), name) != plain.end()) continue;
    if (absl::ConsumePrefix(&name, "postgresql_")) {
      if (std::find(postgres.begin(), postgres.end(), name) != postgres.end()) continue;
      table.Fail("sqlalchemy.exc.ArgumentError",
                 absl::StrCat("Argument '", keyword.name, "' is not accepted by dialect 'postgresql' on behalf of ",
                              "<class '", type, "'>"));
    } else if (name.find('_', 1) == absl::string_view::npos) {
      table.Fail("TypeError",
                 absl::StrCat("Additional arguments should be named <dialectname>_<argument>, got '", name, "'"));
    }
  }
}

}  // namespace retort
