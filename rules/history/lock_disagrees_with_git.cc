#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const History& history, const Moment&, Findings& findings) {
  for (const LockDisagreement& disagreement : history.lock_disagreements) {
    findings.Add(disagreement.at, absl::StrCat("retort.lock ", Printable(disagreement.what)))
        .As(disagreement.behind ? Severity::kInfo : Severity::kWarning)
        .Help(disagreement.behind ? "`retort lock` adds what is missing"
                                  : "find out which of them the databases have; then `retort lock` writes it down")
        .Subject(disagreement.behind ? "missing" : disagreement.what);
  }
}

}  // namespace

extern constinit const Rule kLockDisagreesWithGit = {
    .id = "lock-disagrees-with-git",
    .category = Category::kHistory,
    .severity = Severity::kWarning,
    .summary = "retort.lock says something else about applied revisions than the base branch.",
    .why =
        "Both say what is applied. A revision that only the lock lists is not judged as a new one, and one that the "
        "lock has with another meaning was edited after it was written down.",
    .instead = "Write the lock with `retort lock` when revisions are applied, and review what it changes.",
    .bad = R"py(
--- versions/1_customer.py @base
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/retort.lock @base
# retort.lock, format 1: applied revisions
--- versions/retort.lock
# retort.lock, format 1: applied revisions
77ab 0f343b0931126a20f133d67c2b018a3b 9e107d9d372bb6826bd81d3542a419d6
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
    .good = R"py(
--- versions/1_customer.py @base
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/retort.lock @base
# retort.lock, format 1: applied revisions
3f1c 8cac06565cab67c839908d5eed9c3ee5 215bf2ecf7e25f1c13bbe65148257238
--- versions/retort.lock
# retort.lock, format 1: applied revisions
3f1c 8cac06565cab67c839908d5eed9c3ee5 215bf2ecf7e25f1c13bbe65148257238
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
