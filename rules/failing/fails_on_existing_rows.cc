#include "rules/refused.h"

namespace retort {
namespace {

// Whether upgrade() empties the table itself.
bool IsEmptied(const Procedure& upgrade, const Name& table) {
  for (const Transaction& transaction : upgrade.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        const auto* change = std::get_if<ChangeRows>(&operation.action);
        const bool all =
            change != nullptr && (change->kind == ChangeRows::Kind::kTruncate ||
                                  (change->kind == ChangeRows::Kind::kDelete && change->filtered.Is(false)));
        if (all && change->table.name == table.name) return true;
      }
    }
  }
  return false;
}

std::string HelpFor(const std::string& column) {
  return absl::StrCat("give ", InQuotes(column), " a server_default (a Python default= fills no row), or add it ",
                      "nullable, fill it, and set NOT NULL then");
}

void LookAtRefusal(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kNullsInColumn) return;
  AddRefused(
      refusal, now, findings,
      absl::StrCat("there are rows in ", InQuotes(Shown(refusal.subject)), " without a ", InQuotes(refusal.part)),
      "rows are inserted here")
      .Help(HelpFor(refusal.part))
      .Subject(absl::StrCat("column ", refusal.part, " of ", Shown(refusal.subject)));
}

// Whether rows of the table that was there before this run may lack a value of the column.
bool MayMeetRows(const AddColumn& add, const Moment& now) {
  const Catalog::Found found = now.before.FindRelation(add.table);
  const TableObject* table = found.As<TableObject>();
  if (table == nullptr || table->foreign || found.object->run == now.before.session().run) return false;
  if (table->empty.Is(false)) return false;  // the rows are known: PostgreSQL refuses
  if (table->FindColumn(add.column.name) != nullptr) return false;
  const auto* domain = now.before.FindType(add.column.type.name).As<DomainObject>();
  if (domain != nullptr && !domain->definition.server_default.Is("")) return false;
  return !IsEmptied(now.revision.upgrade, add.table);
}

void Look(const AddColumn& add, const Moment& now, Findings& findings) {
  if (now.model != RunModel::kStepByStep || now.certainty != Certainty::kCertain) return;
  if (!add.column.nullable.Is(false) || !add.column.FillsItself().Is(false)) return;
  if (!MayMeetRows(add, now)) return;
  findings
      .Add(now.at, absl::StrCat("a NOT NULL column without a server default fails as soon as ",
                                InQuotes(Shown(add.table)), " has a row"))
      .Why(absl::StrCat("PostgreSQL will say: column ", InQuotes(add.column.name), " of relation ",
                        InQuotes(add.table.name), " contains null values. Whether there are rows is not in the ",
                        "revisions: on an empty table it works."))
      .Help(HelpFor(add.column.name))
      .Subject(absl::StrCat("column ", add.column.name, " of ", Shown(add.table)));
}

}  // namespace

extern constinit const Rule kFailsOnExistingRows = {
    .id = "fails-on-existing-rows",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .scope = Scope::kNew,
    .summary = "A NOT NULL column without a server default is added to a table that may have rows.",
    .why =
        "The rows that are there have no value for the column, and PostgreSQL refuses. It works on the empty "
        "database of the author and of a test, and fails in production. A Python `default=` is used by the "
        "application only; existing rows get nothing from it.",
    .instead = "Give the column a server_default, or add it nullable, fill it, and then set NOT NULL.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.add_column("customer", sa.Column("visits", sa.Integer, nullable=False))
)py",
    .good = R"py(
op.add_column("customer", sa.Column("visits", sa.Integer, nullable=False, server_default="0"))
)py",
    .checks = {On<LookAtRefusal>, On<Look>},
};

}  // namespace retort
