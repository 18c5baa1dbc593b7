#include <algorithm>

#include "absl/strings/match.h"
#include "rules/rule.h"

namespace retort {
namespace {

enum class Work { kNone, kRows, kUnclear, kSchema };

// A statement that is not understood, but is known by its first words to be DDL: CREATE FUNCTION, op.create_view.
bool IsSchemaWork(const Opaque& opaque) {
  if (opaque.reach == Reach::kNothing) {
    return absl::StartsWith(opaque.what, "CREATE ") || absl::StartsWith(opaque.what, "DROP ") ||
           absl::StartsWith(opaque.what, "ALTER ");
  }
  return opaque.reach == Reach::kNamed;
}

Work WorkOf(const Action& action) {
  if (LeavesNoTrace(action)) return Work::kNone;
  if (std::holds_alternative<ChangeRows>(action)) return Work::kRows;
  const auto* opaque = std::get_if<Opaque>(&action);
  return opaque != nullptr && !IsSchemaWork(*opaque) ? Work::kUnclear : Work::kSchema;
}

// The most that upgrade() does to the database.
Work WorkOf(const Procedure& procedure) {
  Work most = Work::kNone;
  for (const Transaction& transaction : procedure.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) most = std::max(most, WorkOf(operation.action));
    }
  }
  return most;
}

void Look(const Revision& revision, const Moment&, Findings& findings) {
  const bool absent = revision.downgrade.body == Procedure::Body::kAbsent;
  if (!absent && revision.downgrade.body != Procedure::Body::kEmpty) return;
  const Work work = WorkOf(revision.upgrade);
  if (work == Work::kNone) return;
  FindingBuilder finding =
      findings
          .Add(absent ? revision.upgrade.at : revision.downgrade.at,
               absent ? "there is no downgrade() for what upgrade() does" : "downgrade() does nothing, upgrade() does")
          .Help("undo the operations of upgrade() in reverse order, or raise an error that says why that is impossible")
          .Subject("downgrade");
  if (absent) finding.Why("`alembic downgrade` past this revision ends with an AttributeError.");
  if (work == Work::kSchema) return;
  finding.As(Severity::kWarning)
      .Why(work == Work::kRows
               ? "upgrade() only changes rows: after a downgrade they stay as they are, meant or not."
               : "upgrade() calls code that could not be followed; nothing says whether it must be undone.");
}

}  // namespace

extern constinit const Rule kMissingDowngrade = {
    .id = "missing-downgrade",
    .category = Category::kDowngrade,
    .severity = Severity::kError,
    .scope = Scope::kNew,
    .summary = "A revision changes the database and its downgrade does nothing.",
    .why =
        "Alembic runs the empty downgrade, records the older version and reports success. The schema is then not what "
        "that version says: the next upgrade fails on objects that are still there, and a rollback in an incident "
        "brings back old code on a new schema.",
    .instead = "Write the inverse of upgrade(). When the change cannot be undone, raise an error that says so.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("fax", sa.Text))
)py",
    .bad = R"py(
def upgrade():
    op.add_column("customer", sa.Column("email", sa.Text))


def downgrade():
    pass
)py",
    .good = R"py(
def upgrade():
    op.add_column("customer", sa.Column("email", sa.Text))


def downgrade():
    op.drop_column("customer", "email")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
