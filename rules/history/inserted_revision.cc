#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const History& history, const Moment& now, Findings& findings) {
  for (const InsertedRevision& inserted : history.inserted) {
    const std::vector<size_t> heads = now.graph.Heads();
    const std::string head = heads.size() == 1 ? absl::StrCat("\"", now.graph[heads.front()].id, "\"") : "the head";
    findings
        .Add(inserted.at, absl::StrCat("revision \"", inserted.revision, "\" is new and was put before \"",
                                       inserted.before, "\", which is applied already"))
        .Help(absl::StrCat("put it at the end: down_revision of \"", inserted.revision, "\" is ", head,
                           ", and that of \"", inserted.before, "\" is as it was in ", history.base))
        .Relates(inserted.before_at, absl::StrCat("\"", inserted.before, "\" follows it from here"))
        .Subject(inserted.revision)
        .InRevision(inserted.revision)
        .AlsoAbout(inserted.before);
  }
}

}  // namespace

extern constinit const Rule kInsertedRevision = {
    .id = "inserted-revision",
    .category = Category::kHistory,
    .severity = Severity::kError,
    .summary = "A new revision was put before one that is applied already.",
    .why =
        "Alembic runs what follows the revision that a database stands at. Databases that are past the place never run "
        "the new revision, and nothing says so; only new databases do.",
    .instead = "Put new revisions at the end of the history.",
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
--- versions/2_invoice.py
revision = "c40d"
down_revision = "3f1c"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
--- versions/2_tag.py
revision = "77ab"
down_revision = "c40d"

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
)py",
    .checks = {On<Look>},
};

}  // namespace retort
