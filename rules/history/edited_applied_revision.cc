#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const History& history, const Moment&, Findings& findings) {
  for (const EditedRevision& edited : history.edited) {
    findings
        .Add(edited.at, absl::StrCat("revision \"", edited.revision, "\" is applied already, and its meaning changed: ",
                                     absl::StrJoin(edited.changes, ", ")))
        .Help(absl::StrCat("restore the file as it is in ", history.base, ", and make the change in a new revision"))
        .Subject(edited.revision)
        .InRevision(edited.revision);
  }
}

}  // namespace

extern constinit const Rule kEditedAppliedRevision = {
    .id = "edited-applied-revision",
    .category = Category::kHistory,
    .severity = Severity::kError,
    .summary = "A revision that is applied already means something else than in the base branch.",
    .why =
        "Alembic records that a revision ran, not what it did. Databases that have it never run the new text, and new "
        "databases never run the old one: from then on their schemas differ, and later revisions fail on one of them.",
    .instead = "Leave applied revisions alone, but for comments and formatting; add a new revision.",
    .bad = R"py(
--- versions/1_customer.py @base
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True))

def downgrade():
    op.drop_table("customer")
)py",
    .good = R"py(
--- versions/1_customer.py @base
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/1_customer.py
revision = '3f1c'
down_revision = None


def upgrade():
    """The first table."""
    # Integer: there will never be many customers.
    op.create_table(
        'customer',
        sa.Column('id', sa.Integer, primary_key=True),
    )


def downgrade():
    op.drop_table('customer')
)py",
    .checks = {On<Look>},
};

}  // namespace retort
