#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const RevisionGraph& graph, const Moment& now, Findings& findings) {
  if (!graph.revisions().empty() || !now.history.deleted.empty()) return;
  findings.Add(now.at, absl::StrCat("the environment ", Printable(now.environment.name), " has no revisions"))
      .Help("`alembic revision` makes the first one; if there are some, see version_locations and script_location")
      .Subject("no revisions");
}

}  // namespace

extern constinit const Rule kEmptyHistory = {
    .id = "empty-history",
    .category = Category::kGraph,
    .severity = Severity::kInfo,
    .summary = "An environment has no revisions.",
    .why =
        "`alembic upgrade head` then does nothing and succeeds. It is so in a new project, and in one whose versions "
        "folder is ignored, moved or not copied into the image.",
    .instead = "Make the first revision, or say where they are.",
    .bad = R"py(
--- ../alembic.ini
[alembic]
script_location = %(here)s/alembic
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
