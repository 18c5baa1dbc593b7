// SQLAlchemy's DDL elements, and the methods of tables, types, sequences and MetaData that send them.

#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/alembic/constraint.h"
#include "linter/alembic/lowering.h"
#include "linter/alembic/rows.h"
#include "linter/alembic/table.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Value;

Name SequenceName(const Call& sequence) {
  return {NamePart(sequence.Argument(8, "schema")), NamePart(sequence.Argument(0, "name"))};
}

void CreateOrDropSequence(const Call& sequence, bool creates, bool guarded, Directive& directive) {
  const Name name = SequenceName(sequence);
  if (!creates) {
    return directive.Send(DropObject{.kind = ObjectKind::kSequence, .name = name, .if_present = guarded});
  }
  SequenceOptions options = ReadSequenceOptions(sequence, 1, directive.context());
  // SQLAlchemy 1.4 always says where PostgreSQL starts anyway.
  const bool modern = directive.context().environment.versions.sqlalchemy.version >= Version{2, 0};
  if (!options.start.has_value() && !modern && options.complete) options.start = 1;
  directive.Send(CreateSequence{.sequence = name, .options = std::move(options), .if_absent = guarded});
}

// sa.Table("t", metadata, sa.Column(...), ...) as it is created by itself, without Alembic.
void CreateTableObject(const Call& call, bool guarded, Directive& directive) {
  TableContext table{directive.context(), {NamePart(call.Argument(-1, "schema")), NamePart(call.Argument(0, "name"))}};
  std::span<const python::ValuePtr> items(call.arguments);
  TableReading read = ReadTable(items.subspan(std::min<size_t>(items.size(), 2)), call, table);
  if (table.fault.has_value()) return directive.Send(*table.fault);
  if (guarded && !read.written.has_value()) read.written = read.create;
  read.written_guarded = guarded;
  read.create.if_absent = guarded;
  SendTable(std::move(read), directive);
}

// What looks first whether it is needed: when it is printed, there is nothing to look at.
void SendGuarded(Action action, const Action& printed, Directive& directive) {
  Statement statement{.at = directive.at(), .operations = {}, .sql = RenderWithHoles(printed)};
  statement.operations.push_back({.at = directive.at(), .action = std::move(action)});
  directive.Send(std::move(statement));
}

bool IsSequence(const Value& value) { return AsSqlAlchemyCall(value, "Sequence") != nullptr; }

// `value`'s own create or drop; false when it is nothing that Retort knows how to create.
bool CreateOrDrop(const Value& value, bool creates, const Known<bool>& guarded, Directive& directive) {
  const bool is_guarded = !guarded.Is(false);
  if (IsSequence(value)) {
    CreateOrDropSequence(*value.As<Call>(), creates, is_guarded, directive);
    return true;
  }
  if (const Call* table = AsSqlAlchemyCall(value, "Table")) {
    if (creates) {
      CreateTableObject(*table, is_guarded, directive);
    } else {
      const Name name = TableOf(value, directive.context());
      SendGuarded(DropTable{.table = name, .if_present = is_guarded}, DropTable{.table = name}, directive);
    }
    return true;
  }
  TableContext table{directive.context(), {"", std::string(kHole)}};
  if (std::optional<CreateIndex> index = ReadIndex(value, table)) {
    // Its table is that of its columns, which is not followed.
    creates ? directive.SendOpaque("Index.create", "its table is not known", Reach::kNothing)
            : directive.Send(DropIndex{.index = {"", index->name.known() ? index->name.value() : std::string(kHole)},
                                       .if_present = is_guarded});
    return true;
  }
  return false;
}

bool LowerSchemaName(absl::string_view name, const Call& element, Directive& directive) {
  const bool creates = name == "CreateSchema";
  if (!creates && name != "DropSchema") return false;
  const Arguments arguments(element);
  const std::string schema = NamePart(arguments.Get(0, "name"));
  if (creates) {
    directive.Send(CreateSchema{.schema = schema, .if_absent = arguments.Is("if_not_exists")});
  } else {
    directive.Send(DropObject{.kind = ObjectKind::kSchema,
                              .name = {"", schema},
                              .if_present = arguments.Is("if_exists"),
                              .cascade = arguments.Is("cascade")});
  }
  return true;
}

}  // namespace

bool LowerSchemaElement(const Call& element, Directive& directive) {
  if (SqlAlchemyPath(*element.callee).empty()) return false;
  const std::string name = CalledName(element);
  if (LowerSchemaName(name, element, directive)) return true;
  const Value* object = element.Argument(0, "element");
  if (object == nullptr) return false;
  const bool creates = name == "CreateSequence" || name == "CreateTable" || name == "CreateIndex";
  if (!creates && name != "DropSequence" && name != "DropTable" && name != "DropIndex") return false;
  const bool guarded = Arguments(element).Is(creates ? "if_not_exists" : "if_exists");
  return CreateOrDrop(*object, creates, guarded, directive);
}

bool LowerSchemaCall(const Call& call, Directive& directive) {
  const auto* attribute = call.callee->As<Attribute>();
  if (attribute == nullptr) return false;
  const bool creates = attribute->name == "create" || attribute->name == "create_all";
  if (!creates && attribute->name != "drop" && attribute->name != "drop_all") return false;
  const std::optional<EnumType> type = ReadEnum(*attribute->object, directive.context());
  if (!type.has_value()) {
    // Tables and sequences look first, unless they are told not to.
    const Known<bool> check_first = directive.arguments().Flag("checkfirst", true, 1);
    if (CreateOrDrop(*attribute->object, creates, check_first, directive)) return true;
    const bool is_all = attribute->name == "create_all" || attribute->name == "drop_all";
    if (!is_all) return false;
    directive.SendOpaque(absl::StrCat("MetaData.", attribute->name), "which tables it has is not followed",
                         Reach::kAnything);
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
    SendGuarded(DropType{.type = type->name, .if_present = !check_first.Is(false)}, DropType{.type = type->name},
                directive);
  }
  return true;
}

}  // namespace retort
