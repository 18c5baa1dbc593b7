#include <algorithm>

#include "rules/refused.h"

namespace retort {
namespace {

bool HasEnum(const Column& column, const Name& type) {
  return column.type.name == type && !column.type.spelling.empty();
}

// Then enum-never-created speaks.
bool IsWrittenAsEnum(const Action& action, const Name& type) {
  if (const auto* add = std::get_if<AddColumn>(&action)) return HasEnum(add->column, type);
  if (const auto* alter = std::get_if<AlterColumn>(&action)) {
    return alter->type.has_value() && alter->type->name == type && !alter->type->spelling.empty();
  }
  const auto* create = std::get_if<CreateTable>(&action);
  return create != nullptr && std::any_of(create->columns.begin(), create->columns.end(),
                                          [&](const Column& column) { return HasEnum(column, type); });
}

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownType) return;
  if (now.action != nullptr && IsWrittenAsEnum(*now.action, refusal.subject)) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("there is no type ", InQuotes(Shown(refusal.subject)), " at this point"),
             "it was dropped here")
      .Help("check the name and its schema; DROP TYPE IF EXISTS tolerates a missing type")
      .Subject(absl::StrCat("type ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kUnknownType = {
    .id = "unknown-type",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An operation names a type that does not exist at that point.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. The usual causes: a misspelt "
        "name, a type of another database (DATETIME, NVARCHAR), an extension that is not installed, and a type "
        "that an earlier operation dropped or renamed.",
    .instead = "Use a type of PostgreSQL, or create the type first.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.execute("ALTER TABLE customer ADD COLUMN born datetime")
)py",
    .good = R"py(
op.execute("ALTER TABLE customer ADD COLUMN born timestamp")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
