// SQL that is sent as it is written, rows, and the methods of types and tables.

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/alembic/expression.h"
#include "linter/alembic/lowering.h"
#include "linter/alembic/rows.h"
#include "linter/alembic/text_clause.h"
#include "linter/sql/binds.h"
#include "linter/sql/read.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Value;

// The values that .bindparams(a=1) and the like give to the parameters of a text.
std::vector<std::pair<std::string, std::string>> BoundValues(const Call& statement, const ScriptContext& context) {
  std::vector<std::pair<std::string, std::string>> values;
  const Call* link = &statement;
  for (const Call& first = FirstOfChain(statement); link != &first;) {
    for (const python::Keyword& keyword : link->keywords) {
      values.emplace_back(keyword.name, ExpressionSql(*keyword.value, context));
    }
    for (const python::ValuePtr& argument : link->arguments) {
      const Call* bind = argument->As<Call>();
      const Value* value = bind == nullptr ? nullptr : bind->Argument(1, "value");
      if (value != nullptr) values.emplace_back(NamePart(bind->Argument(0, "key")), ExpressionSql(*value, context));
    }
    link = link->callee->As<Attribute>()->object->As<Call>();
  }
  return values;
}

void SendText(const MappedText& sql, bool binds, Directive& directive,
              const std::vector<std::pair<std::string, std::string>>& values = {}) {
  SqlReading reading = ReadSql(binds ? BindValues(sql, values) : sql, {.binds = binds});
  for (Statement& statement : reading.statements) {
    // What has no value is NULL when it is printed.
    if (binds && !sql.has_holes()) statement.sql = absl::StrReplaceAll(statement.sql, {{kHole, "NULL"}});
    directive.Send(std::move(statement));
  }
}

// Python's % replaces in the text of sa.DDL: "%%" is "%", and what is named comes from `context`.
void SendDdl(const Call& call, const MappedText& sql, Directive& directive) {
  const auto* given =
      call.Argument(-1, "context") == nullptr ? nullptr : call.Argument(-1, "context")->As<python::Dict>();
  const std::optional<MappedText> formatted = FormatDdl(sql, given);
  if (!formatted.has_value()) {
    return directive.Send(Raise{.error = "ValueError", .message = "incomplete format"});
  }
  SendText(*formatted, false, directive);
}

// A SQLAlchemy construct that is sent: text(), DDL(), insert(), select(), CreateSequence() ...
void SendConstruct(const Call& statement, bool binds, Directive& directive) {
  const Call& first = FirstOfChain(statement);
  const std::string name = CalledName(first);
  if (std::optional<Statement> rows = ReadRows(statement, directive.context())) {
    return directive.Send(*std::move(rows), directive.at());
  }
  if (LowerSchemaElement(first, directive)) return;
  const Value* text = first.Argument(0, name == "DDL" ? "statement" : "text");
  const MappedText* sql = text == nullptr ? nullptr : text->As<MappedText>();
  if (name == "text" && sql != nullptr) {
    return SendText(*sql, binds, directive, BoundValues(statement, directive.context()));
  }
  if (name == "DDL" && sql != nullptr) return SendDdl(first, *sql, directive);
  directive.SendOpaque(absl::StrCat("execute(", name, ")"), "what it sends is not known", Reach::kAnything);
}

}  // namespace

void SendSql(const Value* statement, bool binds, bool driver_binds, Directive& directive) {
  if (statement != nullptr) {
    if (const MappedText* sql = statement->As<MappedText>()) {
      // A session makes a text() of a str, which knows no parameters of the driver.
      const bool through_driver = driver_binds && ReplaceBinds(*sql).text() == sql->text();
      return through_driver ? SendText(ReplaceDriverBinds(*sql), false, directive) : SendText(*sql, binds, directive);
    }
    if (const Call* call = statement->As<Call>()) return SendConstruct(*call, binds, directive);
  }
  directive.SendOpaque("execute", "its SQL text is not known", Reach::kAnything);
}

void LowerExecute(Directive& directive) {
  const Value* statement = directive.arguments().Get(0, "sqltext");
  if (const auto* sequence = statement == nullptr ? nullptr : statement->As<python::Sequence>()) {
    const bool is_list = sequence->kind == python::Sequence::Kind::kList;
    return directive.Send(
        Raise{.error = "AttributeError",
              .message = absl::StrCat("'", is_list ? "list" : "tuple", "' object has no attribute 'compile'")});
  }
  SendSql(statement, true, false, directive);
}

void LowerBulkInsert(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  if (const Value* table = arguments.Get(0, "table"); table != nullptr && table->As<MappedText>() != nullptr) {
    return directive.Send(Raise{.error = "AttributeError", .message = "'str' object has no attribute 'insert'"});
  }
  for (Statement& statement :
       ReadBulkInsert(arguments.Get(0, "table"), arguments.Get(1, "rows"), directive.context())) {
    directive.Send(std::move(statement), directive.at());
  }
}

}  // namespace retort
