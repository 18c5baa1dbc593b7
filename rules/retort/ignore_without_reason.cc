#include "rules/rule.h"

namespace retort {
namespace {

void Look(const IgnoreComment& comment, const Moment&, Findings& findings) {
  if (!comment.reason.empty() || comment.names.empty()) return;
  findings.Add(comment.at, "nothing says why this is ignored").Subject(comment.names.front().id);
}

}  // namespace

extern constinit const Rule kIgnoreWithoutReason = {
    .id = "ignore-without-reason",
    .category = Category::kRetort,
    .severity = Severity::kInfo,
    .summary = "A finding is ignored and nothing says why.",
    .why =
        "Whoever reads the revision later, in a review or in an incident, cannot tell a considered decision from a "
        "check that was switched off to get a green build.",
    .instead = "Write the reason after the bracket: `# retort: ignore[drop-table] nobody writes to it since March`.",
    .bad = R"py(
--- versions/1_a.py
revision = "1f2e"
down_revision = None

def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():  # retort: ignore[missing-downgrade]
    pass
)py",
    .good = R"py(
--- versions/1_a.py
revision = "1f2e"
down_revision = None

def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():  # retort: ignore[missing-downgrade] the table stays
    pass
)py",
    .checks = {On<Look>},
};

}  // namespace retort
