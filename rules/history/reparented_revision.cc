#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "rules/rule.h"

namespace retort {
namespace {

std::string Named(const std::vector<std::string>& ids) {
  if (ids.empty()) return "None";
  return absl::StrJoin(ids, ", ",
                       [](std::string* out, const std::string& id) { absl::StrAppend(out, "\"", id, "\""); });
}

// `upgrade head` could not run on the base: to put its heads in a line is what multiple-heads advises.
void LookAtMending(const ReparentedRevision& moved, const History& history, Findings& findings) {
  findings
      .Add(moved.at, absl::StrCat("revision \"", moved.revision, "\" follows ", Named(moved.now),
                                  " now, which mends a ", "fork of ", history.base))
      .As(Severity::kInfo)
      .Why(
          "Databases that ran `alembic upgrade heads` in between have both heads in alembic_version, and Alembic says "
          "\"overlaps with other requested revisions\".")
      .Help("delete the older of the two rows there; a merge revision needs no such care")
      .Subject(moved.revision)
      .InRevision(moved.revision);
}

void Look(const History& history, const Moment&, Findings& findings) {
  for (const ReparentedRevision& moved : history.reparented) {
    if (moved.mends_fork && moved.changes.empty()) {
      LookAtMending(moved, history, findings);
      continue;
    }
    const std::string more =
        moved.changes.empty() ? "" : absl::StrCat("; ", absl::StrJoin(moved.changes, ", "), " as well");
    findings
        .Add(moved.at, absl::StrCat("revision \"", moved.revision, "\" is applied already, and follows ",
                                    Named(moved.now), " now instead of ", Named(moved.before), more))
        .Help(absl::StrCat("set down_revision to ", Named(moved.before), " again, as in ", history.base,
                           "; move the new revisions instead"))
        .Subject(moved.revision)
        .InRevision(moved.revision);
  }
}

}  // namespace

extern constinit const Rule kReparentedRevision = {
    .id = "reparented-revision",
    .category = Category::kHistory,
    .severity = Severity::kError,
    .summary = "The down_revision of a revision that is applied already changed.",
    .why =
        "A database that stands at the revision never runs what is put before it now, and a downgrade from it goes "
        "another way than the upgrade came. Only new databases get the new order.",
    .instead = "Leave the links of applied revisions alone; change those of revisions that are new.",
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
--- versions/3_invoice.py @base
revision = "c40d"
down_revision = "77ab"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_tag.py
revision = "77ab"
down_revision = "c40d"

def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("tag")
--- versions/3_invoice.py
revision = "c40d"
down_revision = "3f1c"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
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
--- versions/3_invoice.py @base
revision = "c40d"
down_revision = "77ab"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
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
--- versions/3_invoice.py
revision = "c40d"
down_revision = "77ab"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
--- versions/4_product.py
revision = "e51a"
down_revision = "c40d"

def upgrade():
    op.create_table("product", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("product")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
