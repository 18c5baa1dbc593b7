// op.create_table and everything about tables and columns.

#include <utility>

#include "linter/alembic/lowering.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

bool IsForeignKey(const Value& value) { return AsSqlAlchemyCall(value, "ForeignKey") != nullptr; }

// The type of sa.Column("name", type, ...): the first argument after the name that is no constraint or default.
const Value* TypeOf(const Call& column) {
  if (const python::Keyword* keyword = column.FindKeyword("type_")) return keyword->value.get();
  for (size_t i = 0; i < column.arguments.size() && i < 2; ++i) {
    const Value& argument = *column.arguments[i];
    if (argument.Text() != nullptr || IsForeignKey(argument)) continue;
    const Call* call = argument.As<Call>();
    const std::string name = call == nullptr ? "" : CalledName(*call);
    if (i == 0 && (name == "f" || name == "quoted_name")) continue;
    if (name == "Identity" || name == "Computed" || name == "Sequence" || name == "CheckConstraint") continue;
    return &argument;
  }
  return nullptr;
}

bool HasServerDefault(const Call& column) {
  const python::Keyword* keyword = column.FindKeyword("server_default");
  if (keyword != nullptr && !keyword->value->IsNone()) return true;
  for (const python::ValuePtr& argument : column.arguments) {
    if (AsSqlAlchemyCall(*argument, "Identity") != nullptr || AsSqlAlchemyCall(*argument, "Computed") != nullptr) {
      return true;
    }
  }
  return false;
}

struct ReadColumnResult {
  Column column;
  std::optional<EnumType> enum_type;
  bool primary_key = false;
};

std::optional<ReadColumnResult> ReadColumn(const Value& value, const ScriptContext& context) {
  const Call* call = AsSqlAlchemyCall(value, "Column");
  if (call == nullptr) return std::nullopt;
  const Arguments arguments(*call);
  ReadColumnResult result;
  const Value* name = arguments.Get(0, "name");
  result.column.name = name == nullptr ? "" : NamePart(name);
  if (const Value* type = TypeOf(*call)) {
    result.column.type = ReadType(*type, context);
    result.enum_type = ReadEnum(*type, context);
  }
  result.primary_key = arguments.Is("primary_key");
  result.column.nullable = arguments.Flag("nullable", !result.primary_key);
  result.column.server_default = call->complete ? Known(std::string(HasServerDefault(*call) ? kHole : "")) : kUnknown;
  return result;
}

// The CREATE TYPE that SQLAlchemy sends before the table, once a name.
void SendEnum(const EnumType& type, const Name& table, Directive& directive) {
  if (!type.native || type.creates.Is(false)) return;
  CreateEnum create{.type = type.name,
                    .labels = type.labels,
                    .sender = CreateEnum::Sender::kTableEvent,
                    .generic = !type.is_postgresql_class,
                    .flag_ignored = type.flag_ignored,
                    .suppress = SuppressCreation(type, directive.context())};
  if (type.inherits_schema) create.type.schema = table.schema;
  if (create.type.name.empty()) create.type.name = std::string(kHole);
  Statement statement{.at = directive.at(), .operations = {}, .sql = ""};
  const Certainty certainty = type.creates.known() ? Certainty::kCertain : Certainty::kConditional;
  statement.operations.push_back({.at = type.at, .certainty = certainty, .action = std::move(create)});
  directive.Send(std::move(statement));
}

}  // namespace

void LowerCreateTable(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  CreateTable create{.table = arguments.Table(0, "table_name"), .if_absent = arguments.Is("if_not_exists")};
  const std::vector<python::ValuePtr>& items = arguments.call().arguments;
  std::vector<std::string> key;
  for (size_t i = 1; i < items.size(); ++i) {
    if (std::optional<ReadColumnResult> read = ReadColumn(*items[i], directive.context())) {
      if (read->enum_type.has_value()) SendEnum(*read->enum_type, create.table, directive);
      if (read->primary_key) key.push_back(read->column.name);
      create.columns.push_back(std::move(read->column));
    } else if (std::optional<Constraint> constraint = ReadConstraint(*items[i])) {
      create.constraints.push_back(*std::move(constraint));
    }
  }
  if (!key.empty()) create.constraints.push_back({.kind = ConstraintKind::kPrimaryKey, .columns = std::move(key)});
  const Name table = create.table;
  directive.Send(std::move(create));
  if (!arguments.call().complete) {
    directive.SendOpaque("op.create_table", "some of its columns are not known", Reach::kNamed, {table});
  }
}

void LowerDropTable(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  directive.Send(DropTable{.table = arguments.Table(0, "table_name"), .if_present = arguments.Is("if_exists")});
}

void LowerRenameTable(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  const Name table = arguments.Table(0, "old_table_name");
  directive.Send(RenameTable{.table = table, .to = {table.schema, NamePart(arguments.Get(1, "new_table_name"))}});
}

void LowerAddColumn(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  const Name table = arguments.Table(0, "table_name");
  const Value* value = arguments.Get(1, "column");
  std::optional<ReadColumnResult> read = value == nullptr ? std::nullopt : ReadColumn(*value, directive.context());
  if (!read.has_value()) {
    return directive.SendOpaque("op.add_column", "its column is not known", Reach::kNamed, {table});
  }
  directive.Send(
      AddColumn{.table = table, .column = std::move(read->column), .if_absent = arguments.Is("if_not_exists")});
}

void LowerDropColumn(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  directive.Send(DropColumn{.table = arguments.Table(0, "table_name"),
                            .column = NamePart(arguments.Get(1, "column_name")),
                            .if_present = arguments.Is("if_exists")});
}

void LowerAlterColumn(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  AlterColumn alter{.table = arguments.Table(0, "table_name"), .column = NamePart(arguments.Get(1, "column_name"))};
  if (const Value* type = arguments.Get(-1, "type_"); type != nullptr && !type->IsNone()) {
    alter.type = ReadType(*type, directive.context());
    if (arguments.Get(-1, "postgresql_using") != nullptr) alter.conversion = std::string(kHole);
  }
  if (const Value* nullable = arguments.Get(-1, "nullable"); nullable != nullptr && !nullable->IsNone()) {
    const bool* flag = nullable->As<bool>();
    alter.nullable = flag == nullptr ? Known<bool>(kUnknown) : Known<bool>(*flag);
  }
  // `server_default=False`, its default, means: as it is.
  if (const Value* value = arguments.Get(-1, "server_default"); value != nullptr && value->As<bool>() == nullptr) {
    alter.server_default = Known(std::string(value->IsNone() ? "" : kHole));
  }
  if (const Value* name = arguments.Get(-1, "new_column_name")) alter.rename_to = NamePart(name);
  directive.Send(std::move(alter));
}

}  // namespace retort
