#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

using Group = std::vector<const DeletedRevision*>;

constexpr size_t kShownIds = 5;

std::string Named(const Group& group) {
  std::vector<std::string> ids;
  for (const DeletedRevision* deleted : group) ids.push_back(absl::StrCat("\"", deleted->revision, "\""));
  const size_t shown = std::min(ids.size(), kShownIds);
  const std::string list = absl::StrJoin(ids.begin(), ids.begin() + shown, ", ");
  if (group.size() == 1) return absl::StrCat("revision ", list);
  return absl::StrCat(Count(group.size(), "revision"), " (", list,
                      ids.size() > shown ? absl::StrCat(" and ", ids.size() - shown, " more)") : ")");
}

std::string Message(const Group& group, const History& history) {
  const std::string gone =
      absl::StrCat(Named(group), " of ", history.base, group.size() == 1 ? " is" : " are", " gone");
  const DeletedRevision& first = *group.front();
  if (history.replaced) return absl::StrCat("the whole history was replaced: ", gone);
  if (!first.renamed_to.empty()) return absl::StrCat(gone, ": its file says \"", first.renamed_to, "\" now");
  return group.size() == 1 && !first.path.empty() ? absl::StrCat(gone, " (it was ", Printable(first.path), ")") : gone;
}

std::string Advice(const Group& group, const History& history) {
  if (history.replaced) {
    return "keep the old revisions until every database has them, then `alembic stamp --purge` each with the new one; "
           "or give "
           "the squashed revision the id of the last old one";
  }
  if (!group.front()->renamed_to.empty())
    return "give the file its id back; a database's version table has the old one";
  return "bring the file back; to take its effect away, add a revision that undoes it";
}

void Look(const History& history, const Moment&, Findings& findings) {
  // Those without a place of their own share one finding, and so do all of a history that was replaced.
  std::map<Span, Group> groups;
  for (const DeletedRevision& deleted : history.deleted) {
    groups[history.replaced ? history.deleted.front().at : deleted.at].push_back(&deleted);
  }
  for (const auto& [at, group] : groups) {
    auto finding = findings.Add(at, Message(group, history));
    finding.Help(Advice(group, history)).Subject(group.front()->revision).InRevision(group.front()->revision);
    for (const DeletedRevision* deleted : group) {
      if (deleted != group.front()) finding.AlsoAbout(deleted->revision);
      for (const Span& child : deleted->children) {
        if (child != at) finding.Relates(child, absl::StrCat("\"", deleted->revision, "\" is named here"));
      }
    }
  }
}

}  // namespace

extern constinit const Rule kDeletedRevision = {
    .id = "deleted-revision",
    .category = Category::kHistory,
    .severity = Severity::kError,
    .summary = "A revision of the base branch is gone.",
    .why =
        "A database that stands at the revision has its id in alembic_version. Every command then fails on it with "
        "\"Can't locate revision identified by\", and the revisions that follow it cannot be loaded at all.",
    .instead = "Keep the file. To take back what it did, add a revision that undoes it.",
    .bad = R"py(
--- versions/1_customer.py @base
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_tag.py @base
revision = "77ab"
down_revision = "3f1c"

def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("tag")
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
)py",
    .good = R"py(
--- versions/1_customer.py @base
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_tag.py @base
revision = "77ab"
down_revision = "3f1c"

def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("tag")
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/renamed_tag.py
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
