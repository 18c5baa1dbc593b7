#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kRelationExists) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the name ", InQuotes(Shown(refusal.subject)),
                          " is taken: tables, views, indexes and sequences share their names"),
             "this has the name")
      .Help("drop or rename what is there first, choose another name, or leave this out when it is the same thing")
      .Subject(absl::StrCat("relation ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kRelationExists = {
    .id = "relation-exists",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A table, view or sequence is created under a name that is taken.",
    .why =
        "Tables, views, indexes and sequences of a schema share their names. PostgreSQL refuses, the "
        "transaction is rolled back and the deploy stops. The usual causes: two revisions that were generated "
        "from the same models, a copied revision, and a downgrade that was never written.",
    .instead = "Leave out what an earlier revision has created, or give the new object a name of its own.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("email", sa.Text))
)py",
    .good = R"py(
op.add_column("customer", sa.Column("email", sa.Text))
)py",
    .checks = {On<Look>},
};

}  // namespace retort
