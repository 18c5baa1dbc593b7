// SQL that is sent as it is written, rows, and the methods of types and tables.

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/alembic/lowering.h"
#include "linter/sql/read.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Value;

constexpr std::pair<absl::string_view, ChangeRows::Kind> kRowChanges[] = {{"insert", ChangeRows::Kind::kInsert},
                                                                          {"update", ChangeRows::Kind::kUpdate},
                                                                          {"delete", ChangeRows::Kind::kDelete}};

// The table of sa.table("t", ...), sa.Table("t", metadata, ...).
Name TableOf(const Value& value) {
  const Call* call = value.As<Call>();
  const std::string name = call == nullptr ? "" : CalledName(*call);
  if (name != "table" && name != "Table") return {"", std::string(kHole)};
  return {NamePart(call->Argument(-1, "schema")), NamePart(call->Argument(0, "name"))};
}

// `statement` without what was chained to it: text("...").bindparams(...), table.update().where(...).values(...).
const Call* FirstOfChain(const Call& call) {
  const Call* first = &call;
  while (const auto* attribute = first->callee->As<Attribute>()) {
    const Call* inner = attribute->object->As<Call>();
    const bool is_table = inner != nullptr && absl::EqualsIgnoreCase(CalledName(*inner), "table");
    if (inner == nullptr || is_table) break;
    first = inner;
  }
  return first;
}

// An INSERT, UPDATE or DELETE made of SQLAlchemy expressions.
std::optional<ChangeRows> ReadRowChange(const Call& call) {
  const std::string name = CalledName(call);
  for (const auto& [method, kind] : kRowChanges) {
    if (name != method) continue;
    if (const auto* attribute = call.callee->As<Attribute>())
      return ChangeRows{.kind = kind, .table = TableOf(*attribute->object)};
    const Value* table = call.Argument(0, "table");
    return ChangeRows{.kind = kind, .table = table == nullptr ? Name{"", std::string(kHole)} : TableOf(*table)};
  }
  return std::nullopt;
}

void SendText(const MappedText& sql, bool binds, Directive& directive) {
  SqlReading reading = ReadSql(sql, {.binds = binds});
  for (Statement& statement : reading.statements) directive.Send(std::move(statement));
}

// A SQLAlchemy construct that is sent: text(), DDL(), insert(), select(), CreateSequence() ...
void SendConstruct(const Call& statement, bool binds, Directive& directive) {
  const Call& first = *FirstOfChain(statement);
  const std::string name = CalledName(first);
  if (const std::optional<ChangeRows> change = ReadRowChange(first)) return directive.Send(*change);
  if (name == "select" || name == "exists" || name == "union") return directive.Send(Inspect{.command = "SELECT"});
  const Value* text = first.Argument(0, name == "DDL" ? "statement" : "text");
  const MappedText* sql = text == nullptr ? nullptr : text->As<MappedText>();
  if ((name == "text" || name == "DDL") && sql != nullptr) return SendText(*sql, binds && name == "text", directive);
  const bool is_schema_element = name == "CreateSequence" || name == "DropSequence" || name == "CreateSchema";
  directive.SendOpaque(absl::StrCat("execute(", name, ")"), "what it sends is not known",
                       is_schema_element ? Reach::kNothing : Reach::kAnything);
}

bool IsTable(const Value& value) { return AsSqlAlchemyCall(value, "Table") != nullptr || PathOf(value) == "metadata"; }

}  // namespace

void SendSql(const Value* statement, bool binds, Directive& directive) {
  if (statement != nullptr) {
    if (const MappedText* sql = statement->As<MappedText>()) return SendText(*sql, binds, directive);
    if (const Call* call = statement->As<Call>()) return SendConstruct(*call, binds, directive);
  }
  directive.SendOpaque("execute", "its SQL text is not known", Reach::kAnything);
}

void LowerExecute(Directive& directive) { SendSql(directive.arguments().Get(0, "sqltext"), true, directive); }

void LowerBulkInsert(Directive& directive) {
  const Value* table = directive.arguments().Get(0, "table");
  directive.Send(
      ChangeRows{ChangeRows::Kind::kInsert, table == nullptr ? Name{"", std::string(kHole)} : TableOf(*table)});
}

bool LowerSchemaCall(const Call& call, Directive& directive) {
  const auto* attribute = call.callee->As<Attribute>();
  if (attribute == nullptr) return false;
  const bool creates = attribute->name == "create" || attribute->name == "create_all";
  if (!creates && attribute->name != "drop" && attribute->name != "drop_all") return false;
  const std::optional<EnumType> type = ReadEnum(*attribute->object, directive.context());
  if (!type.has_value()) {
    if (!IsTable(*attribute->object)) return false;
    directive.SendOpaque(absl::StrCat("Table.", attribute->name), "a Table object is not followed", Reach::kAnything);
    return true;
  }
  if (!type->native) return true;
  // Only postgresql.ENUM looks first unless it is told to; what is computed may or may not look.
  const Known<bool> check_first = directive.arguments().Flag("checkfirst", type->is_postgresql_class, 1);
  if (creates) {
    directive.Send(CreateEnum{.type = type->name,
                              .labels = type->labels,
                              .sender = CreateEnum::Sender::kCreateCall,
                              .if_absent = !check_first.Is(false)});
  } else {
    directive.Send(DropType{.type = type->name, .if_present = !check_first.Is(false)});
  }
  return true;
}

}  // namespace retort
