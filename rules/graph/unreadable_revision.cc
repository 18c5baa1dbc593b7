#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const Revision& revision, const Moment&, Findings& findings) {
  for (const Problem& problem : revision.problems) {
    findings.Add(problem.at, problem.message)
        .Help(problem.help)
        .Subject(absl::StrCat(revision.id, " ", problem.message))
        .InRevision(revision.id);
  }
}

}  // namespace

extern constinit const Rule kUnreadableRevision = {
    .id = "unreadable-revision",
    .category = Category::kGraph,
    .severity = Severity::kError,
    .summary = "Alembic cannot load or run a file of the versions folder.",
    .why =
        "Alembic imports every .py file of the versions folder, for every command. One that cannot be imported, or "
        "that has no revision or down_revision, breaks them all, even `alembic heads`.",
    .instead = "Mend the file, or move it out of the versions folder.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
)py",
    .good = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
