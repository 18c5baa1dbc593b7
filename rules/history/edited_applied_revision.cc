#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "rules/rule.h"

namespace retort {
namespace {

constexpr FlagOption kDowngradeMayChange = {
    .name = "downgrade-may-change",
    .what = "accept a change of downgrade() alone: databases that ran the upgrade will run the new downgrade",
    .otherwise = false,
};

// As long as what it does is the same, it may be written otherwise.
void LookAtRewriting(const EditedRevision& edited, const History& history, Findings& findings) {
  findings
      .Add(edited.at, absl::StrCat("revision \"", edited.revision,
                                   "\" is applied already and is written otherwise; its operations are the same"))
      .As(Severity::kInfo)
      .Why("Databases that have it and new ones agree, as far as the operations say.")
      .Help(absl::StrCat("nothing has to be done; to be sure, leave the file as ", history.base, " has it"))
      .Subject(edited.revision)
      .InRevision(edited.revision);
}

void Look(const History& history, const Moment& now, Findings& findings) {
  for (const EditedRevision& edited : history.edited) {
    if (edited.could_not_succeed) continue;
    if (edited.changes.empty()) {
      LookAtRewriting(edited, history, findings);
      continue;
    }
    if (edited.only_downgrade && now.Value(kDowngradeMayChange)) continue;
    auto finding =
        findings.Add(edited.at, absl::StrCat("revision \"", edited.revision, "\" is applied already, and its meaning ",
                                             "changed: ", absl::StrJoin(edited.changes, ", ")));
    finding.Help(absl::StrCat("restore the file as ", history.base, " has it, and make the change in a new revision"))
        .Subject(edited.revision)
        .InRevision(edited.revision);
    for (const PlacedText& operation : edited.operations) finding.Relates(operation.at, operation.text);
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
    .instead =
        "Leave applied revisions alone, but for comments, formatting, annotations and imports; add a new revision. "
        "What "
        "could never succeed may be mended.",
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
    .options = {&kDowngradeMayChange},
    .checks = {On<Look>},
};

}  // namespace retort
