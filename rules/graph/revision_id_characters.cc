#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

constexpr Version kRefusesColons = {1, 17};  // Alembic, since 1.17.1

void Look(const Revision& revision, const Moment& now, Findings& findings) {
  const size_t illegal = revision.id.find_first_of("@-+");
  const size_t colon = revision.id.find(':');
  if (illegal != std::string::npos) {
    findings
        .Add(revision.id_at, absl::StrCat("the revision id has the character \"", revision.id.substr(illegal, 1), "\""))
        .Help("use letters, digits and _, in the down_revision of its children too")
        .Subject(revision.id);
  } else if (colon != std::string::npos) {
    const bool refused = now.environment.versions.alembic.version >= kRefusesColons;
    findings.Add(revision.id_at, "the revision id has the character \":\"")
        .As(refused ? Severity::kError : Severity::kWarning)
        .Why("Alembic 1.17.1 and later do not load it; before, no FROM:TO can name it.")
        .Help("use letters, digits and _, in the down_revision of its children too")
        .Subject(revision.id);
  }
}

}  // namespace

extern constinit const Rule kRevisionIdCharacters = {
    .id = "revision-id-characters",
    .category = Category::kGraph,
    .severity = Severity::kError,
    .summary = "A revision id has a character that Alembic does not allow.",
    .why =
        "`head-1`, `ae10+2` and `branch@head` are ways to name revisions. Alembic stops every command with "
        "\"Character(s) '-' not allowed in revision identifier\".",
    .instead = "Use letters, digits and underscores.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_tag.py
revision = "2024-01-15"
down_revision = "3f1c"

def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("tag")
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
revision = "2024_01_15"
down_revision = "3f1c"

def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("tag")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
