#include "rules/rule.h"

namespace retort {
namespace {

// Merges are empty; so are roots that stamp a database which was there before, and those that start a branch.
bool MayBeEmpty(const Revision& revision) {
  return revision.parents.size() != 1 || !revision.depends_on.empty() || !revision.labels.empty();
}

void Look(const Revision& revision, const Moment&, Findings& findings) {
  if (revision.upgrade.body != Procedure::Body::kEmpty || MayBeEmpty(revision)) return;
  findings.Add(revision.upgrade.at, "upgrade() does nothing")
      .Help(
          "remove the revision, or write what it is for: `alembic revision` without --autogenerate leaves that to you");
}

}  // namespace

extern constinit const Rule kEmptyRevision = {
    .id = "empty-revision",
    .category = Category::kGraph,
    .severity = Severity::kWarning,
    .scope = Scope::kNew,
    .summary = "A revision does nothing and joins nothing.",
    .why =
        "It is what `alembic revision` leaves behind, and --autogenerate when it sees no difference: mostly the models "
        "were not imported in env.py, or the change was made and then forgotten here.",
    .instead = "Write the change, or remove the file as long as nobody has it.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_tag.py
revision = "77ab"
down_revision = "3f1c"

def upgrade():
    pass

def downgrade():
    pass
)py",
    .good = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_tag.py
revision = "77ab"
down_revision = "3f1c"

def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("tag")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
