#include <algorithm>

#include "rules/refused.h"

namespace retort {
namespace {

bool HasEnum(const Column& column, const Name& type) {
  return column.type.name == type && !column.type.spelling.empty();
}

// A type that is no type of SQLAlchemy's and yet written in Python is an Enum.
bool IsWrittenAsEnum(const Action& action, const Name& type) {
  if (const auto* add = std::get_if<AddColumn>(&action)) return HasEnum(add->column, type);
  if (const auto* alter = std::get_if<AlterColumn>(&action)) {
    return alter->type.has_value() && alter->type->name == type && !alter->type->spelling.empty();
  }
  const auto* create = std::get_if<CreateTable>(&action);
  return create != nullptr && std::any_of(create->columns.begin(), create->columns.end(),
                                          [&](const Column& column) { return HasEnum(column, type); });
}

absl::string_view Reason(const Action& action) {
  if (std::holds_alternative<AddColumn>(action)) return "op.add_column() sends no CREATE TYPE";
  if (std::holds_alternative<AlterColumn>(action)) return "op.alter_column() sends no CREATE TYPE";
  return "with create_type=False nothing sends CREATE TYPE";
}

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownType || now.action == nullptr) return;
  if (!IsWrittenAsEnum(*now.action, refusal.subject)) return;
  const std::string type = Shown(refusal.subject);
  AddRefused(refusal, now, findings,
             absl::StrCat("the enum type ", InQuotes(type), " does not exist: ", Reason(*now.action)),
             "it was dropped here")
      .Help(absl::StrCat("create the type first: postgresql.ENUM(..., name=\"", type,
                         "\").create(op.get_bind(), checkfirst=True)"))
      .Subject(absl::StrCat("type ", type));
}

}  // namespace

extern constinit const Rule kEnumNeverCreated = {
    .id = "enum-never-created",
    .category = Category::kEnum,
    .severity = Severity::kError,
    .summary = "A column gets an enum type that nothing has created at that point.",
    .why =
        "Only `op.create_table()` creates the types of its Enum columns. `op.add_column()` and "
        "`op.alter_column()` name the type and leave its creation to the author, and so does "
        "`create_type=False`. Autogenerate writes exactly this, and PostgreSQL says that the type does not "
        "exist.",
    .instead =
        "Create the type before the column: `postgresql.ENUM(..., name=\"x\").create(op.get_bind(), "
        "checkfirst=True)`; and drop it in downgrade().",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.add_column("customer", sa.Column("level", sa.Enum("silver", "gold", name="level")))
)py",
    .good = R"py(
level = postgresql.ENUM("silver", "gold", name="level")
level.create(op.get_bind(), checkfirst=True)
op.add_column("customer", sa.Column("level", level))
)py",
    .checks = {On<Look>},
};

}  // namespace retort
