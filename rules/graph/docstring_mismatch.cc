#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "rules/rule.h"

namespace retort {
namespace {

std::vector<std::string> SortedIds(const std::vector<Reference>& references) {
  std::vector<std::string> ids;
  for (const Reference& reference : references) ids.push_back(reference.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

void Compare(const Claim& claim, const std::vector<std::string>& actual, absl::string_view label,
             absl::string_view identifier, Findings& findings) {
  if (!claim.made || claim.ids == actual) return;
  const auto named = [](const std::vector<std::string>& ids) {
    return ids.empty() ? "nothing" : absl::StrCat("\"", absl::StrJoin(ids, ", "), "\"");
  };
  const std::string value = absl::StrCat(claim.at.begin == claim.at.end ? " " : "", absl::StrJoin(actual, ", "));
  findings
      .Add(claim.at, absl::StrCat("the docstring says ", label, " ", named(claim.ids), ", and ", identifier, " is ",
                                  actual.empty() ? "None" : named(actual)))
      .Subject(std::string(label))
      .Mend(absl::StrCat("write what ", identifier, " says"), Safety::kSafe, {{claim.at, value}});
}

void Look(const Revision& revision, const Moment&, Findings& findings) {
  if (revision.id.empty() || !revision.problems.empty()) return;
  Compare(revision.claimed_id, {revision.id}, "Revision ID:", "revision", findings);
  Compare(revision.claimed_parents, SortedIds(revision.parents), "Revises:", "down_revision", findings);
}

}  // namespace

extern constinit const Rule kDocstringMismatch = {
    .id = "docstring-mismatch",
    .category = Category::kGraph,
    .severity = Severity::kInfo,
    .scope = Scope::kNew,
    .summary = "The docstring names another revision or another parent than the identifiers.",
    .why =
        "Alembic reads the identifiers and nobody reads them as often as the docstring. They part when down_revision "
        "is "
        "changed by hand, after a rebase.",
    .instead = "Keep both the same.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_tag.py
"""add tags

Revision ID: 77ab
Revises: 0815

"""
import sqlalchemy as sa
from alembic import op

revision = "77ab"
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
"""add tags

Revision ID: 77ab
Revises: 3f1c

"""
import sqlalchemy as sa
from alembic import op

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
