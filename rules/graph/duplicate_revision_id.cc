#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

void LookAtLabel(const RevisionGraph& graph, const RevisionGraph::Duplicate& duplicate, Findings& findings) {
  const Revision &first = graph[duplicate.first], &second = graph[duplicate.second];
  const bool is_id = second.id == duplicate.id;
  const Revision& owner = is_id ? first : second;  // of the label that must change
  Span at = owner.id_at;
  for (const Reference& label : owner.labels) {
    if (label.id == duplicate.id) at = label.at;
  }
  findings
      .Add(at, absl::StrCat("the branch label \"", duplicate.id, "\" is also ", is_id ? "the id" : "a label", " of ",
                            &first == &second ? "this revision" : "another revision"))
      .Why("Alembic stops every command with \"Branch name ... already used by revision ...\".")
      .Help("choose another label")
      .Subject(absl::StrCat("label ", duplicate.id))
      .InRevision(owner.id)
      .Relates((is_id ? second : first).id_at, "used here");
}

void Look(const RevisionGraph& graph, const Moment&, Findings& findings) {
  for (const RevisionGraph::Duplicate& duplicate : graph.Duplicates()) {
    if (duplicate.is_label) {
      LookAtLabel(graph, duplicate, findings);
      continue;
    }
    findings
        .Add(graph[duplicate.first].id_at,
             absl::StrCat("two files have the revision id \"", duplicate.id, "\", and this one never runs"))
        .Help("give one of them a new id, and correct the down_revision of its children")
        .Subject(duplicate.id)
        .InRevision(duplicate.id)
        .Relates(graph[duplicate.second].id_at, "Alembic loads this one last and keeps it");
  }
}

void LookAtMerge(const MergeResult& merge, const Moment&, Findings& findings) {
  for (const MergeResult::Collision& collision : merge.collisions) {
    const Revision& here = merge.graph[collision.here];
    findings
        .Add(here.id_at, absl::StrCat("merged with ", Printable(merge.branch), ", two files have the revision id \"",
                                      here.id, "\": this one and ", Printable(collision.path_there)))
        .Help("give this one a new id, and correct the down_revision of its children")
        .Subject(here.id)
        .InRevision(here.id);
  }
}

}  // namespace

extern constinit const Rule kDuplicateRevisionId = {
    .id = "duplicate-revision-id",
    .category = Category::kGraph,
    .severity = Severity::kError,
    .summary = "Two files have the same revision id, or an id is also a branch label.",
    .why =
        "Alembic warns, keeps the file that it loads last, and forgets the other: `alembic upgrade heads` skips it and "
        "exits 0. Where it is the newest revision, `upgrade head` stops with \"Multiple head revisions are present\".",
    .instead = "Give every revision an id of its own; let `alembic revision` make it.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_purchase.py
revision = "8a2e"
down_revision = "3f1c"

def upgrade():
    op.create_table("purchase", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("purchase")
--- versions/3_invoice.py
revision = "8a2e"
down_revision = "3f1c"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
)py",
    .good = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
--- versions/2_purchase.py
revision = "8a2e"
down_revision = "3f1c"

def upgrade():
    op.create_table("purchase", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("purchase")
--- versions/3_invoice.py
revision = "c40d"
down_revision = "8a2e"

def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("invoice")
)py",
    .checks = {On<Look>, On<LookAtMerge>},
};

}  // namespace retort
