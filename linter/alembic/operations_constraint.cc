// Constraints and indexes, as directives and as arguments of a table.

#include <utility>

#include "linter/alembic/lowering.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

constexpr std::pair<absl::string_view, ConstraintKind> kConstraintClasses[] = {
    {"PrimaryKeyConstraint", ConstraintKind::kPrimaryKey}, {"UniqueConstraint", ConstraintKind::kUnique},
    {"CheckConstraint", ConstraintKind::kCheck},           {"ForeignKeyConstraint", ConstraintKind::kForeignKey},
    {"ExcludeConstraint", ConstraintKind::kExclude},
};

// The table of "schema.table.column".
Name ReferencedTable(const Value* columns) {
  const std::vector<std::string> names = NamesOf(columns);
  const std::string target = names.empty() ? std::string(kHole) : names[0];
  const size_t last = target.rfind('.');
  if (last == std::string::npos) return {"", std::string(kHole)};
  const std::string table = target.substr(0, last);
  const size_t dot = table.rfind('.');
  return dot == std::string::npos ? Name{"", table} : Name{table.substr(0, dot), table.substr(dot + 1)};
}

void SendConstraint(ConstraintKind kind, int columns_position, absl::string_view columns, Directive& directive) {
  const Arguments& arguments = directive.arguments();
  Constraint constraint{.kind = kind, .name = arguments.Text(0, "constraint_name")};
  if (columns_position >= 0) constraint.columns = NamesOf(arguments.Get(columns_position, columns));
  constraint.validated = !arguments.Is("postgresql_not_valid");
  directive.Send(AddConstraint{.table = arguments.Table(1, "table_name"), .constraint = std::move(constraint)});
}

}  // namespace

std::optional<Constraint> ReadConstraint(const Value& value) {
  for (const auto& [name, kind] : kConstraintClasses) {
    const Call* call = AsSqlAlchemyCall(value, name);
    if (call == nullptr) continue;
    const Arguments arguments(*call);
    Constraint constraint{.kind = kind, .name = arguments.Text(-1, "name")};
    if (kind == ConstraintKind::kPrimaryKey || kind == ConstraintKind::kUnique) {
      for (const python::ValuePtr& column : call->arguments) constraint.columns.push_back(NamePart(column.get()));
    } else if (kind == ConstraintKind::kForeignKey) {
      constraint.columns = NamesOf(arguments.Get(0, "columns"));
      constraint.referenced = ReferencedTable(arguments.Get(1, "refcolumns"));
    }
    return constraint;
  }
  return std::nullopt;
}

void LowerCreateCheck(Directive& directive) { SendConstraint(ConstraintKind::kCheck, -1, "", directive); }
void LowerCreateExclude(Directive& directive) { SendConstraint(ConstraintKind::kExclude, -1, "", directive); }
void LowerCreatePrimaryKey(Directive& directive) {
  SendConstraint(ConstraintKind::kPrimaryKey, 2, "columns", directive);
}
void LowerCreateUnique(Directive& directive) { SendConstraint(ConstraintKind::kUnique, 2, "columns", directive); }

void LowerCreateForeignKey(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  Constraint constraint{.kind = ConstraintKind::kForeignKey,
                        .name = arguments.Text(0, "constraint_name"),
                        .columns = NamesOf(arguments.Get(3, "local_cols")),
                        .referenced = arguments.Table(2, "referent_table", "referent_schema"),
                        .validated = !arguments.Is("postgresql_not_valid")};
  directive.Send(
      AddConstraint{.table = arguments.Table(1, "source_table", "source_schema"), .constraint = std::move(constraint)});
}

void LowerDropConstraint(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  directive.Send(DropConstraint{.table = arguments.Table(1, "table_name"),
                                .constraint = arguments.Text(0, "constraint_name"),
                                .if_present = arguments.Is("if_exists")});
}

void LowerCreateIndex(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  CreateIndex index{.table = arguments.Table(1, "table_name"),
                    .name = arguments.Text(0, "index_name"),
                    .unique = arguments.Flag("unique", false),
                    .concurrently = arguments.Is("postgresql_concurrently"),
                    .if_absent = arguments.Is("if_not_exists")};
  for (std::string& column : NamesOf(arguments.Get(2, "columns"))) index.elements.push_back({.column = column});
  directive.Send(std::move(index));
}

void LowerDropIndex(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  directive.Send(DropIndex{.index = {NamePart(arguments.Get(-1, "schema")), NamePart(arguments.Get(0, "index_name"))},
                           .concurrently = arguments.Is("postgresql_concurrently"),
                           .if_present = arguments.Is("if_exists")});
}

}  // namespace retort
