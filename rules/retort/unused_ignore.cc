#include <algorithm>

#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const IgnoreComment& comment, const Moment&, Findings& findings) {
  for (const IgnoreComment::Name& name : comment.names) {
    if (name.state != IgnoreComment::Name::State::kUnused) continue;
    findings.Add(name.at, absl::StrCat("there is no ", name.id, " here to ignore"))
        .Subject(name.id)
        .Mend(absl::StrCat("delete ", name.id), Safety::kSafe, name.removal);
  }
}

}  // namespace

extern constinit const Rule kUnusedIgnore = {
    .id = "unused-ignore",
    .category = Category::kRetort,
    .severity = Severity::kWarning,
    .summary = "A comment ignores a rule that finds nothing there.",
    .why =
        "What it once excused is gone, or it stands in the wrong place. It would hide the next finding of that rule, "
        "which nobody has looked at.",
    .instead = "Delete it. It stands at the end of the line, or alone on the line above the statement.",
    .bad = R"py(
--- versions/1_a.py
revision = "1f2e"
down_revision = None

def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():  # retort: ignore[missing-downgrade] the table stays
    op.drop_table("t")
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
