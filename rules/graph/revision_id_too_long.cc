#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

constexpr NumberOption kMaxLength = {
    .name = "max-length",
    .what = "how many characters alembic_version.version_num holds, where it was widened by hand",
    .otherwise = 32,  // Alembic creates it as VARCHAR(32)
    .least = 1,
};

void Look(const Revision& revision, const Moment& now, Findings& findings) {
  const auto holds = static_cast<size_t>(now.Value(kMaxLength));
  if (revision.id.size() <= holds || now.env_script.widens_version_num) return;
  findings
      .Add(revision.id_at, absl::StrCat("the revision id has ", revision.id.size(), " characters, and ",
                                        "alembic_version.version_num holds ", holds))
      .Help("choose a shorter id, or widen version_num before this revision runs")
      .Subject(revision.id);
}

}  // namespace

extern constinit const Rule kRevisionIdTooLong = {
    .id = "revision-id-too-long",
    .category = Category::kGraph,
    .severity = Severity::kError,
    .summary = "A revision id is longer than the version table can store.",
    .why =
        "Alembic stores the id in VARCHAR(32). The DDL of the revision runs, then the version row fails with \"value "
        "too long for type character varying(32)\", and everything is rolled back. --sql and SQLite do not notice.",
    .instead = "Use at most 32 characters.",
    .bad = R"py(
--- versions/1_a.py
revision = "2024_01_15_add_email_to_customer_table"
down_revision = None

def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("t")
)py",
    .good = R"py(
--- versions/1_a.py
revision = "2024_01_15_add_email"
down_revision = None

def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("t")
)py",
    .options = {&kMaxLength},
    .checks = {On<Look>},
};

}  // namespace retort
