#include <algorithm>

#include "rules/rule.h"

namespace retort {
namespace {

enum class Work { kNone, kRows, kSchema };

// What upgrade() does to the database, at most.
Work WorkOf(const Procedure& procedure) {
  Work most = Work::kNone;
  for (const Transaction& transaction : procedure.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        if (std::holds_alternative<Inspect>(operation.action)) continue;
        const bool rows = std::holds_alternative<ChangeRows>(operation.action);
        most = std::max(most, rows ? Work::kRows : Work::kSchema);
      }
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
  if (work == Work::kRows) {
    finding.As(Severity::kWarning)
        .Why(
            "upgrade() changes rows only; after a downgrade they stay changed, and nothing says whether that is "
            "meant.");
  }
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
