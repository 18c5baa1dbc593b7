#include "linter/sql/tree.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/quote.h"

namespace retort {
namespace {

std::string ModifierOf(const PgQuery__Node& node) {
  if (node.node_case == PG_QUERY__NODE__NODE_COLUMN_REF && node.column_ref->n_fields > 0) {
    return std::string(StringOf(*node.column_ref->fields[0]));
  }
  return ConstantOf(&node).value_or("");
}

// PostgreSQL's grammar knows the pseudo-types by six names.
absl::string_view SerialName(absl::string_view name) {
  if (name == "serial4") return "serial";
  if (name == "serial8") return "bigserial";
  return name == "serial2" ? "smallserial" : name;
}

}  // namespace

absl::string_view StringOf(const PgQuery__Node& node) {
  return node.node_case == PG_QUERY__NODE__NODE_STRING ? node.string->sval : "";
}

std::vector<std::string> StringsOf(Nodes nodes) {
  std::vector<std::string> strings;
  for (const PgQuery__Node* node : nodes) strings.emplace_back(StringOf(*node));
  return strings;
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
      return NameOf(ListOf(object));
    case PG_QUERY__NODE__NODE_TYPE_NAME:
      return NameOf(Nodes(object.type_name->names, object.type_name->n_names));
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
      return NameOf(Nodes(object.object_with_args->objname, object.object_with_args->n_objname));
    case PG_QUERY__NODE__NODE_STRING:
      return {"", object.string->sval};
    default:
      return {};
  }
}

Nodes ListOf(const PgQuery__Node& node) {
  return node.node_case == PG_QUERY__NODE__NODE_LIST ? Nodes(node.list->items, node.list->n_items) : Nodes();
}

Type TypeOf(const PgQuery__TypeName* type) {
  if (type == nullptr || type->pct_type) return {};
  Type result;
  result.name = NameOf(Nodes(type->names, type->n_names));
  result.dimensions = static_cast<int>(type->n_array_bounds);
  if (result.name.schema == "pg_catalog") result.name.schema.clear();
  if (result.name.schema.empty()) result.name.name = std::string(SerialName(result.name.name));
  // Without its quotes it would be another type, which is called bpchar inside.
  if (result.name == Name{"", "char"}) result.spelling = TypeText(type);
  for (const PgQuery__Node* modifier : Nodes(type->typmods, type->n_typmods)) {
    result.modifiers.push_back(ModifierOf(*modifier));
  }
  return result;
}

std::string TypeText(const PgQuery__TypeName* type) {
  if (type == nullptr) return "";
  std::vector<std::string> parts = StringsOf(Nodes(type->names, type->n_names));
  if (parts.size() > 1 && parts[0] == "pg_catalog") parts.erase(parts.begin());
  for (std::string& part : parts) part = part == "char" ? "\"char\"" : Quoted(part);
  std::string text = absl::StrCat(type->setof ? "SETOF " : "", absl::StrJoin(parts, "."));
  if (type->pct_type) text += "%TYPE";
  for (size_t i = 0; i < type->n_array_bounds; ++i) text += "[]";
  return text;
}

std::string ArgumentsOf(const PgQuery__ObjectWithArgs& function) {
  if (function.args_unspecified) return "*";
  std::vector<std::string> types;
  for (const PgQuery__Node* argument : Nodes(function.objargs, function.n_objargs)) {
    if (argument->node_case == PG_QUERY__NODE__NODE_TYPE_NAME) types.push_back(TypeText(argument->type_name));
  }
  return absl::StrJoin(types, ", ");
}

std::string ColumnName(const char* name) { return HasHole(name) ? "" : name; }

Known<std::string> KnownName(const char* name) {
  if (HasHole(name)) return kUnknown;
  return std::string(name);
}

std::optional<std::string> ConstantOf(const PgQuery__Node* node) {
  if (node == nullptr) return std::nullopt;
  switch (node->node_case) {
    case PG_QUERY__NODE__NODE_INTEGER:
      return absl::StrCat(node->integer->ival);
    case PG_QUERY__NODE__NODE_FLOAT:
      return node->float_->fval;
    case PG_QUERY__NODE__NODE_BOOLEAN:
      return node->boolean->boolval ? "true" : "false";
    case PG_QUERY__NODE__NODE_STRING:
      return node->string->sval;
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      return ConstantOf(node->type_cast->arg);
    case PG_QUERY__NODE__NODE_A_CONST:
      break;
    default:
      return std::nullopt;
  }
  const PgQuery__AConst& constant = *node->a_const;
  switch (constant.val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL:
      return absl::StrCat(constant.ival->ival);
    case PG_QUERY__A__CONST__VAL_FVAL:
      return constant.fval->fval;
    case PG_QUERY__A__CONST__VAL_SVAL:
      return constant.sval->sval;
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
      return constant.boolval->boolval ? "true" : "false";
    default:
      return std::nullopt;
  }
}

bool IsOn(const PgQuery__DefElem& option) {
  if (option.arg == nullptr) return true;
  const std::string value = absl::AsciiStrToLower(ConstantOf(option.arg).value_or(""));
  return value == "true" || value == "on" || value == "1";
}

const PgQuery__DefElem* FindOption(Nodes options, absl::string_view name) {
  for (const PgQuery__Node* option : options) {
    if (option->node_case == PG_QUERY__NODE__NODE_DEF_ELEM && option->def_elem->defname == name) {
      return option->def_elem;
    }
  }
  return nullptr;
}

}  // namespace retort
