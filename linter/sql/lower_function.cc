#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/sql/lowering.h"
#include "linter/sql/quote.h"

namespace retort {
namespace {

using Mode = PgQuery__FunctionParameterMode;

bool IsTableColumn(Mode mode) { return mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE; }
bool IsInput(Mode mode) { return mode != PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT && !IsTableColumn(mode); }

void ReadParameters(Nodes parameters, CreateFunction& function) {
  std::vector<std::string> inputs;
  std::vector<std::string> table;
  for (const PgQuery__Node* node : parameters) {
    if (node->node_case != PG_QUERY__NODE__NODE_FUNCTION_PARAMETER) continue;
    const PgQuery__FunctionParameter& parameter = *node->function_parameter;
    const std::string type = TypeText(parameter.arg_type);
    if (IsInput(parameter.mode)) inputs.push_back(type);
    if (IsTableColumn(parameter.mode)) table.push_back(absl::StrCat(Quoted(parameter.name), " ", type));
  }
  function.arguments = absl::StrJoin(inputs, ", ");
  if (!table.empty()) function.returns = absl::StrCat("TABLE (", absl::StrJoin(table, ", "), ")");
}

void ReadOption(const PgQuery__DefElem& option, CreateFunction& function) {
  const absl::string_view name = option.defname;
  if (name == "language") {
    function.language = absl::AsciiStrToLower(ConstantOf(option.arg).value_or(""));
  } else if (name == "volatility") {
    const std::string volatility = ConstantOf(option.arg).value_or("");
    if (volatility != "volatile") function.volatility = volatility;
  } else if (name == "security") {
    function.security_definer = IsOn(option);
  } else if (name == "as" && option.arg != nullptr) {
    function.body = absl::StrJoin(StringsOf(ListOf(*option.arg)), ", ");
  } else if (name == "set" && option.arg != nullptr &&
             option.arg->node_case == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT) {
    if (absl::string_view(option.arg->variable_set_stmt->name) == "search_path") function.sets_search_path = true;
  }
}

// RETURN expression, or BEGIN ATOMIC ... END: the last clause.
std::string BodyText(const Wording& words) {
  size_t begin = words.Find("return", 0);
  for (size_t at = 0; at < begin; ++at) {
    if (words.Is(at, "begin") && words.Is(at + 1, "atomic")) begin = at;
  }
  return words.Text(begin);
}

}  // namespace

void LowerCreateFunction(const PgQuery__CreateFunctionStmt& create, Lowering& lowering) {
  CreateFunction function{.function = NameOf(Nodes(create.funcname, create.n_funcname)),
                          .procedure = create.is_procedure != 0,
                          .or_replace = create.replace != 0,
                          .returns = TypeText(create.return_type)};
  ReadParameters(Nodes(create.parameters, create.n_parameters), function);
  for (const PgQuery__Node* node : Nodes(create.options, create.n_options)) {
    if (node->node_case == PG_QUERY__NODE__NODE_DEF_ELEM) ReadOption(*node->def_elem, function);
  }
  if (create.sql_body != nullptr) {
    function.body = BodyText(lowering.words());
    if (function.language.empty()) function.language = "sql";
  }
  function.text = {lowering.words().Text(0)};
  lowering.Add(std::move(function));
}

}  // namespace retort
