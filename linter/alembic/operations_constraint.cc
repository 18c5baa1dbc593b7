// Constraints and indexes as directives.

#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/alembic/constraint.h"
#include "linter/alembic/expression.h"
#include "linter/alembic/lowering.h"
#include "linter/alembic/names.h"

namespace retort {
namespace {

using python::Value;

void Finish(TableContext& table, Action action, Directive& directive) {
  directive.Send(table.fault.has_value() ? Action(*table.fault) : std::move(action));
}

// The constraint but for its own parts, which are filled in already.
void SendConstraint(Constraint constraint, TableContext& table, Directive& directive) {
  const Arguments& arguments = directive.arguments();
  ReadConstraintOptions(arguments.call(), table, constraint);
  NameConstraint(arguments.Get(0, "constraint_name"), table, constraint);
  Finish(table, AddConstraint{.table = table.table, .constraint = std::move(constraint)}, directive);
}

void SendKey(ConstraintKind kind, Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(1, "table_name")};
  SendConstraint({.kind = kind, .columns = ColumnNamesOf(arguments.Get(2, "columns"))}, table, directive);
}

struct KindName {
  absl::string_view name;
  ConstraintKind kind;
};
constexpr KindName kKindNames[] = {{"foreignkey", ConstraintKind::kForeignKey},
                                   {"primary", ConstraintKind::kPrimaryKey},
                                   {"unique", ConstraintKind::kUnique},
                                   {"check", ConstraintKind::kCheck}};

// The key of the naming convention that drop_constraint's `type_` stands for; a type that does not exist is a fault.
absl::string_view DroppedKey(const Value* type, TableContext& table) {
  if (!IsGiven(type)) return "";
  const std::string* name = type->Text();
  if (name == nullptr) return "";
  for (const KindName& kind : kKindNames) {
    if (kind.name == *name) return ConventionKey(kind.kind);
  }
  table.Fail("TypeError", "'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None");
  return "";
}

}  // namespace

void LowerCreatePrimaryKey(Directive& directive) { SendKey(ConstraintKind::kPrimaryKey, directive); }
void LowerCreateUnique(Directive& directive) { SendKey(ConstraintKind::kUnique, directive); }

void LowerCreateCheck(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(1, "table_name")};
  const Value* condition = arguments.Get(2, "condition");
  std::string expression = condition == nullptr ? std::string(kHole) : ConditionSql(*condition, directive.context());
  SendConstraint({.kind = ConstraintKind::kCheck, .expression = std::move(expression)}, table, directive);
}

void LowerCreateExclude(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(1, "table_name")};
  Constraint constraint{.kind = ConstraintKind::kExclude};
  std::span<const python::ValuePtr> elements(arguments.call().arguments);
  const size_t first = static_cast<size_t>(arguments.Position(2));
  elements = elements.subspan(std::min(first, elements.size()));
  ReadExclusion(elements, arguments.call(), table, constraint);
  SendConstraint(std::move(constraint), table, directive);
}

void LowerCreateForeignKey(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(1, "source_table", "source_schema")};
  Constraint constraint{.kind = ConstraintKind::kForeignKey,
                        .columns = ColumnNamesOf(arguments.Get(3, "local_cols")),
                        .referenced = arguments.Table(2, "referent_table", "referent_schema"),
                        .referenced_columns = ColumnNamesOf(arguments.Get(4, "remote_cols"))};
  if (constraint.referenced_columns.empty()) constraint.referenced_columns = {std::string(kHole)};
  SendConstraint(std::move(constraint), table, directive);
}

void LowerDropConstraint(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(1, "table_name")};
  const Value* type = arguments.Get(2, "type_");
  const absl::string_view key = DroppedKey(type, table);
  DropConstraint drop{.table = table.table, .if_present = directive.Since({1, 16}) && arguments.Is("if_exists")};
  drop.constraint = ReadObjectName(arguments.Get(0, "constraint_name"), {.key = key, .table = table.table}, table);
  if (drop.constraint == Known<std::string>("")) {
    table.Fail("sqlalchemy.exc.CompileError", "Can't emit DROP CONSTRAINT for a constraint: it has no name");
  }
  Finish(table, std::move(drop), directive);
}

void LowerCreateIndex(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(1, "table_name")};
  const Value* columns = arguments.Get(2, "columns");
  const auto* sequence = columns == nullptr ? nullptr : columns->As<python::Sequence>();
  std::vector<python::ValuePtr> items;
  if (sequence != nullptr) items = sequence->items;
  CreateIndex index = ReadIndexParts(arguments.Get(0, "index_name"), items, arguments.call(), table);
  if (sequence == nullptr) {
    for (std::string& column : ColumnNamesOf(columns)) index.elements.push_back({.column = std::move(column)});
  } else if (!sequence->complete) {
    index.elements.push_back({.column = std::string(kHole)});
  }
  index.unique = arguments.Flag("unique", false, 4);
  index.if_absent = directive.Since({1, 12}) && arguments.Is("if_not_exists");
  Finish(table, std::move(index), directive);
}

void LowerDropIndex(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(1, "table_name")};
  if (!IsGiven(arguments.Get(1, "table_name")) && !arguments.in_batch()) table.table.name = "no_table";
  // Alembic makes an index of a column "x", which a name that it has to make up would mention.
  const Known<std::string> name =
      ReadObjectName(arguments.Get(0, "index_name"), {.key = "ix", .table = table.table, .columns = {"x"}}, table);
  const std::string partly = NamePart(arguments.Get(0, "index_name"));
  Finish(table,
         DropIndex{.index = {table.table.schema, name.known() ? name.value() : partly},
                   .concurrently = arguments.Is("postgresql_concurrently"),
                   .if_present = directive.Since({1, 12}) && arguments.Is("if_exists")},
         directive);
}

}  // namespace retort
