#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/sql/lexer.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

std::string ModifierOf(const PgQuery__Node& node) {
  if (node.node_case == PG_QUERY__NODE__NODE_COLUMN_REF && node.column_ref->n_fields > 0) {
    return std::string(StringOf(*node.column_ref->fields[0]));
  }
  if (node.node_case != PG_QUERY__NODE__NODE_A_CONST) return "";
  const PgQuery__AConst& constant = *node.a_const;
  switch (constant.val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL:
      return absl::StrCat(constant.ival->ival);
    case PG_QUERY__A__CONST__VAL_FVAL:
      return constant.fval->fval;
    case PG_QUERY__A__CONST__VAL_SVAL:
      return constant.sval->sval;
    default:
      return "";
  }
}

}  // namespace

absl::string_view StringOf(const PgQuery__Node& node) {
  return node.node_case == PG_QUERY__NODE__NODE_STRING ? node.string->sval : "";
}

Name NameOf(const PgQuery__RangeVar* relation) {
  return relation == nullptr ? Name{} : Name{relation->schemaname, relation->relname};
}

Name NameOf(Nodes parts) {
  Name name;
  if (!parts.empty()) name.name = std::string(StringOf(*parts.back()));
  if (parts.size() > 1) name.schema = std::string(StringOf(*parts[parts.size() - 2]));
  return name;
}

Name NameOf(const PgQuery__Node& object) {
  switch (object.node_case) {
    case PG_QUERY__NODE__NODE_LIST:
      return NameOf(Nodes(object.list->items, object.list->n_items));
    case PG_QUERY__NODE__NODE_TYPE_NAME:
      return NameOf(Nodes(object.type_name->names, object.type_name->n_names));
    case PG_QUERY__NODE__NODE_STRING:
      return {"", object.string->sval};
    default:
      return {};
  }
}

Type TypeOf(const PgQuery__TypeName* type) {
  if (type == nullptr || type->pct_type) return {};
  Type result;
  result.name = NameOf(Nodes(type->names, type->n_names));
  result.dimensions = static_cast<int>(type->n_array_bounds);
  if (result.name.schema == "pg_catalog") result.name.schema.clear();
  for (const PgQuery__Node* modifier : Nodes(type->typmods, type->n_typmods)) {
    result.modifiers.push_back(ModifierOf(*modifier));
  }
  return result;
}

std::string ColumnName(const char* name) { return HasHole(name) ? "" : name; }

Known<std::string> KnownName(const char* name) {
  if (HasHole(name)) return kUnknown;
  return std::string(name);
}

size_t Lowering::NameEnd(size_t begin) const {
  Lexer lexer(sql_.text(), begin, piece_.end);
  std::optional<SqlToken> token = lexer.Next();
  size_t end = token.has_value() ? token->end() : begin;
  while ((token = lexer.Next()).has_value() && token->Is('.') && (token = lexer.Next()).has_value()) end = token->end();
  return end;
}

Span Lowering::NameAt(int location) const { return sql_.At(Begin(location), NameEnd(Begin(location))); }

Span Lowering::ItemAt(int location) const {
  const std::vector<Span> items = Items(Begin(location));
  return items.empty() ? Statement() : items.front();
}

std::vector<Span> Lowering::CommandsAfter(int location) const {
  size_t begin = NameEnd(Begin(location));
  Lexer lexer(sql_.text(), begin, piece_.end);
  for (std::optional<SqlToken> token = lexer.Next(); token.has_value(); token = lexer.Next()) {
    if (token->text != "*" && !token->Is(')')) break;
    begin = token->end();
  }
  return Items(begin);
}

std::vector<Span> Lowering::Items(size_t begin) const {
  std::vector<Span> items;
  std::optional<size_t> item_begin;
  size_t item_end = begin;
  int depth = 0;
  Lexer lexer(sql_.text(), begin, piece_.end);
  const auto finish = [&] {
    if (item_begin.has_value()) items.push_back(sql_.At(*item_begin, item_end));
    item_begin.reset();
  };
  while (std::optional<SqlToken> token = lexer.Next()) {
    if (token->Is('(') || token->Is('[')) ++depth;
    if ((token->Is(')') || token->Is(']')) && --depth < 0) break;
    if (depth == 0 && token->Is(',')) {
      finish();
      continue;
    }
    if (!item_begin.has_value()) item_begin = token->begin;
    item_end = token->end();
  }
  finish();
  return items;
}

Span Lowering::CreatedName() const {
  Lexer lexer(sql_.text(), piece_.begin, piece_.end);
  lexer.Next();
  lexer.Next();
  const std::optional<SqlToken> name = lexer.Next();
  return name.has_value() ? sql_.At(name->begin, NameEnd(name->begin)) : Statement();
}

std::vector<Span> Lowering::DroppedNames() const {
  Lexer lexer(sql_.text(), piece_.begin, piece_.end);
  lexer.Next();
  lexer.Next();
  std::optional<SqlToken> first = lexer.Next();
  if (first.has_value() && first->Is("if")) {
    lexer.Next();
    first = lexer.Next();
  }
  std::vector<Span> names;
  for (bool expects_name = true; first.has_value(); first = lexer.Next()) {
    if (expects_name) names.push_back(sql_.At(first->begin, NameEnd(first->begin)));
    expects_name = first->Is(',');
  }
  return names;
}

bool Lowering::Mentions(absl::string_view word) const {
  Lexer lexer(sql_.text(), piece_.begin, piece_.end);
  while (std::optional<SqlToken> token = lexer.Next()) {
    if (token->IsName() && absl::StartsWithIgnoreCase(token->text, word)) return true;
  }
  return false;
}

}  // namespace retort
