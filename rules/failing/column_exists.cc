#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kColumnExists) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the table ", InQuotes(Shown(refusal.subject)), " has a column ", InQuotes(refusal.part),
                          " already"),
             "this made or last changed the column")
      .Help("leave this out, or choose another name; ALTER TABLE ... ADD COLUMN IF NOT EXISTS tolerates it")
      .Subject(absl::StrCat("column ", refusal.part, " of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kColumnExists = {
    .id = "column-exists",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A column is added, or gets a name, that its table already has.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. It happens when two branches "
        "add the same column, or when a revision was generated from a database that lacked earlier revisions.",
    .instead = "Leave out what an earlier revision has added. To change a column use `op.alter_column`.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.add_column("customer", sa.Column("name", sa.String(80)))
)py",
    .good = R"py(
op.alter_column("customer", "name", type_=sa.String(80))
)py",
    .checks = {On<Look>},
};

}  // namespace retort
