#include "rules/rule.h"

namespace retort {
namespace {

void Look(const Revision& revision, const Moment&, Findings& findings) {
  if (revision.downgrade.body != Procedure::Body::kRaises) return;
  findings.Add(revision.downgrade.at, "downgrade() only raises an error: this revision cannot be undone")
      .Help("if that is meant, keep it and allow this rule here; make sure there is a backup to go back to")
      .Subject("downgrade");
}

}  // namespace

extern constinit const Rule kIrreversibleDowngrade = {
    .id = "irreversible-downgrade",
    .category = Category::kDowngrade,
    .severity = Severity::kWarning,
    .scope = Scope::kNew,
    .summary = "A revision declares that it cannot be undone.",
    .why =
        "An explicit error is honest, and better than an empty downgrade. Still, from this revision on a deploy can "
        "only go forward, which whoever approves it should know.",
    .instead = "Split the change, so that the part that loses something comes last and alone.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("fax", sa.Text))
)py",
    .bad = R"py(
def upgrade():
    op.drop_column("customer", "fax")


def downgrade():
    raise NotImplementedError("the fax numbers are gone")
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
