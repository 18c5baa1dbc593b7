#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const DowngradeOutcome& outcome, const Moment& now, Findings& findings) {
  if (now.revision.downgrade.body != Procedure::Body::kCode) return;  // missing-downgrade speaks
  for (const SchemaDifference& difference : outcome.differences) {
    if (!difference.is_enum) continue;
    const absl::string_view name = absl::StripPrefix(difference.object, "type ");
    FindingBuilder finding = findings.Add(now.at, absl::StrCat("downgrade() leaves the enum type ", name, " behind"));
    finding
        .Why(absl::StrCat("No column takes its type along. The next upgrade will create it again, and PostgreSQL will "
                          "say: type ",
                          name, " already exists."))
        .Help(absl::StrCat("end downgrade() with op.execute('DROP TYPE ", name, "')"))
        .Subject(difference.object);
    if (difference.at != Span()) finding.Relates(difference.at, "the type is created here");
  }
}

}  // namespace

extern constinit const Rule kEnumLeftBehind = {
    .id = "enum-left-behind",
    .category = Category::kDowngrade,
    .severity = Severity::kError,
    .scope = Scope::kNew,
    .summary = "A downgrade leaves an enum type behind that its upgrade created.",
    .why =
        "op.create_table() creates the types of its Enum columns, but op.drop_table() does not drop them. The "
        "next upgrade creates the type again and fails, which is found out after the first downgrade.",
    .instead =
        "Drop the type at the end of downgrade(): `op.execute(\"DROP TYPE x\")`, or `.drop(op.get_bind())` of "
        "the type.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
def upgrade():
    op.create_table("purchase", sa.Column("state", sa.Enum("new", "paid", name="purchase_state")))


def downgrade():
    op.drop_table("purchase")
)py",
    .good = R"py(
def upgrade():
    op.create_table("purchase", sa.Column("state", sa.Enum("new", "paid", name="purchase_state")))


def downgrade():
    op.drop_table("purchase")
    op.execute("DROP TYPE purchase_state")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
