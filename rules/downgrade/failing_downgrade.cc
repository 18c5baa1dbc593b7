#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const DowngradeOutcome& outcome, const Moment&, Findings& findings) {
  if (outcome.failures.empty()) return;
  const DowngradeOutcome::Failure& first = outcome.failures.front();
  FindingBuilder finding = findings.Add(first.at, absl::StrCat("downgrade() cannot succeed: ", first.refusal.message));
  finding
      .Why(absl::StrCat("PostgreSQL will say: ", first.refusal.message,
                        ". The downgrade stops there, and the database stays at this revision."))
      .Help("undo the operations of upgrade() in reverse order, each by its own inverse")
      .Subject("downgrade");
  if (first.refusal.earlier == Span() || first.refusal.earlier == first.at) return;
  finding.Relates(first.refusal.earlier,
                  first.refusal.earlier_word.empty() ? "this is what it meets" : first.refusal.earlier_word);
}

}  // namespace

extern constinit const Rule kFailingDowngrade = {
    .id = "failing-downgrade",
    .category = Category::kDowngrade,
    .severity = Severity::kError,
    .scope = Scope::kNew,
    .summary = "A downgrade that runs right after its upgrade cannot succeed.",
    .why =
        "A downgrade is run when something is wrong already, and mostly for the first time. The usual causes: "
        "it drops what upgrade() did not create, drops things in the wrong order, or drops a constraint by a "
        "name that it does not have.",
    .instead =
        "Undo each operation of upgrade() in reverse order, under the names that the database knows; and run "
        "it once in a test.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
def upgrade():
    op.add_column("customer", sa.Column("email", sa.Text))


def downgrade():
    op.drop_column("customer", "mail")
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
