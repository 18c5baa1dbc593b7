#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const IgnoreComment& comment, const Moment&, Findings& findings) {
  for (const IgnoreComment::Name& name : comment.names) {
    if (name.state != IgnoreComment::Name::State::kUnknown) continue;
    const bool lacks_rules = name.id == "ignore" || name.id == "ignore-file";
    auto finding = findings.Add(name.at, lacks_rules ? "nothing is ignored: the rules are missing"
                                                     : absl::StrCat("there is no rule \"", name.id, "\""));
    finding.Subject(name.id);
    if (lacks_rules) {
      finding.Help("name them: `# retort: ignore[rule] reason`");
      continue;
    }
    if (name.nearest.empty()) {
      finding.Help("`retort rules` lists all rules");
      finding.Mend(absl::StrCat("delete ", Printable(name.id)), Safety::kUnsafe, name.removal);
    } else {
      finding.Help(absl::StrCat("did you mean \"", name.nearest, "\"?"));
      finding.Mend(absl::StrCat("write ", name.nearest), Safety::kSafe, {{name.at, name.nearest}});
    }
  }
}

}  // namespace

extern constinit const Rule kUnknownIgnore = {
    .id = "unknown-ignore",
    .category = Category::kRetort,
    .severity = Severity::kWarning,
    .summary = "A comment ignores a rule that does not exist.",
    .why = "It ignores nothing: the name is misspelt, or it is that of another linter.",
    .instead = "Write the rule's own name; `retort rules` lists them.",
    .bad = R"py(
--- versions/1_a.py
revision = "1f2e"
down_revision = None

def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))  # retort: ignore[deleted-revison] a squash

def downgrade():
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
