#include "linter/sql/expression.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/children.h"
#include "linter/sql/parser.h"
#include "linter/sql/split.h"
#include "linter/sql/tree.h"

namespace retort {
namespace {

using Kind = SqlConstant::Kind;

std::optional<SqlConstant> ConstantIn(const PgQuery__AConst& constant) {
  if (constant.isnull) return SqlConstant{Kind::kNull};
  switch (constant.val_case) {
    case PG_QUERY__A__CONST__VAL_SVAL:
      return SqlConstant{Kind::kString, constant.sval->sval};
    case PG_QUERY__A__CONST__VAL_IVAL:
      return SqlConstant{Kind::kInteger, absl::StrCat(constant.ival->ival)};
    case PG_QUERY__A__CONST__VAL_FVAL:
      return SqlConstant{absl::StrContains(constant.fval->fval, '.') ? Kind::kDecimal : Kind::kInteger,
                         constant.fval->fval};
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
      return SqlConstant{Kind::kBoolean, constant.boolval->boolval ? "true" : "false"};
    default:
      return std::nullopt;
  }
}

// A constant under any number of casts; the outermost cast counts.
std::optional<SqlConstant> ConstantIn(const PgQuery__Node* node) {
  if (node == nullptr) return std::nullopt;
  if (node->node_case == PG_QUERY__NODE__NODE_A_CONST) return ConstantIn(*node->a_const);
  if (node->node_case != PG_QUERY__NODE__NODE_TYPE_CAST) return std::nullopt;
  std::optional<SqlConstant> constant = ConstantIn(node->type_cast->arg);
  if (constant.has_value()) constant->cast = TypeOf(node->type_cast->type_name);
  return constant;
}

// CURRENT_TIMESTAMP and the like have their own node.
Name ValueFunction(PgQuery__SQLValueFunctionOp op) {
  switch (op) {
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE:
      return {"", "current_date"};
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
      return {"", "now"};
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
      return {"", "localtimestamp"};
    default:
      return {"", "current_value"};
  }
}

class Reader {
 public:
  void Visit(const ProtobufCMessage& message) {
    const ProtobufCMessageDescriptor* const kind = message.descriptor;
    if (kind == &pg_query__column_ref__descriptor) return Note(reinterpret_cast<const PgQuery__ColumnRef&>(message));
    if (kind == &pg_query__range_var__descriptor) return Note(reinterpret_cast<const PgQuery__RangeVar&>(message));
    if (kind == &pg_query__func_call__descriptor) Note(reinterpret_cast<const PgQuery__FuncCall&>(message));
    if (kind == &pg_query__type_cast__descriptor) Note(reinterpret_cast<const PgQuery__TypeCast&>(message));
    if (kind == &pg_query__res_target__descriptor) {
      names.aliases.push_back(reinterpret_cast<const PgQuery__ResTarget&>(message).name);
    }
    const bool nests = kind == &pg_query__select_stmt__descriptor || kind == &pg_query__range_function__descriptor ||
                       kind == &pg_query__range_subselect__descriptor || kind == &pg_query__join_expr__descriptor;
    if (nests && std::exchange(inside_, true)) names.simple = false;
    ForEachChild(message, [this](const ProtobufCMessage& child) { Visit(child); });
  }

  SqlNames names = {};

 private:
  bool inside_ = false;  // of a SELECT

  void Note(const PgQuery__ColumnRef& reference) {
    const Nodes fields(reference.fields, reference.n_fields);
    if (fields.empty()) return;
    const bool star = fields.back()->node_case == PG_QUERY__NODE__NODE_A_STAR;
    ColumnMention mention{fields.size() > 1 ? std::string(StringOf(*fields[fields.size() - 2])) : "",
                          star ? "*" : std::string(StringOf(*fields.back()))};
    if (std::find(names.columns.begin(), names.columns.end(), mention) == names.columns.end()) {
      names.columns.push_back(std::move(mention));
    }
  }
  void Note(const PgQuery__RangeVar& relation) {
    const bool named = relation.alias != nullptr && *relation.alias->aliasname != '\0';
    names.relations.push_back({NameOf(&relation), named ? relation.alias->aliasname : relation.relname});
  }
  void Note(const PgQuery__FuncCall& call) {
    Name function = NameOf(Nodes(call.funcname, call.n_funcname));
    if (function.name == "nextval" && call.n_args == 1) {
      const std::optional<SqlConstant> sequence = ConstantIn(call.args[0]);
      if (sequence.has_value() && sequence->kind == Kind::kString) names.sequences.push_back(sequence->text);
    }
    names.functions.push_back(std::move(function));
  }
  void Note(const PgQuery__TypeCast& cast) {
    std::optional<SqlConstant> constant = ConstantIn(cast.arg);
    if (!constant.has_value() || constant->kind != Kind::kString) return;
    constant->cast = TypeOf(cast.type_name);
    names.constants.push_back(*std::move(constant));
  }
};

const PgQuery__SelectStmt* SelectIn(const PgQuery__ParseResult& tree) {
  const PgQuery__Node* statement = tree.n_stmts == 1 ? tree.stmts[0]->stmt : nullptr;
  const bool is_select = statement != nullptr && statement->node_case == PG_QUERY__NODE__NODE_SELECT_STMT;
  return is_select ? statement->select_stmt : nullptr;
}

// What the only target of SELECT is, when it is a simple thing.
void NoteWhole(const PgQuery__SelectStmt& select, SqlNames& names) {
  if (select.n_target_list != 1 || select.target_list[0]->node_case != PG_QUERY__NODE__NODE_RES_TARGET) return;
  const PgQuery__Node* value = select.target_list[0]->res_target->val;
  if (value == nullptr) return;
  names.constant = ConstantIn(value);
  if (value->node_case == PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION) {
    names.function = ValueFunction(value->sqlvalue_function->op);
  }
  if (value->node_case == PG_QUERY__NODE__NODE_FUNC_CALL) {
    names.function = NameOf(Nodes(value->func_call->funcname, value->func_call->n_funcname));
  }
}

std::optional<SqlNames> Read(const std::string& sql, bool expression) {
  if (HasHole(sql)) return std::nullopt;
  Splitter splitter(sql);
  const std::optional<Piece> piece = splitter.Next();
  if (!piece.has_value() || piece->too_large || splitter.Next().has_value()) return std::nullopt;
  const ParseResult result = ParseStatement(sql);
  const ParseTree* tree = std::get_if<ParseTree>(&result);
  const PgQuery__SelectStmt* select = tree == nullptr ? nullptr : SelectIn(**tree);
  if (select == nullptr) return std::nullopt;
  Reader reader;
  reader.Visit(select->base);
  if (expression) NoteWhole(*select, reader.names);
  return std::move(reader.names);
}

}  // namespace

std::optional<SqlNames> ReadExpression(absl::string_view text) { return Read(absl::StrCat("SELECT ", text), true); }
std::optional<SqlNames> ReadQuery(absl::string_view query) { return Read(std::string(query), false); }

}  // namespace retort
