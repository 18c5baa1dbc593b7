#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownPart) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the table ", InQuotes(Shown(refusal.subject)), " has no ", InQuotes(refusal.part),
                          " at this point"),
             "the table is made here")
      .Help("check the name; DROP TRIGGER IF EXISTS and DROP POLICY IF EXISTS tolerate a missing one")
      .Subject(absl::StrCat(refusal.part, " of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kUnknownTrigger = {
    .id = "unknown-trigger",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A trigger or policy is dropped that its table does not have at that point.",
    .why = "PostgreSQL refuses, the transaction is rolled back and the deploy stops.",
    .instead = "Drop what was created, under its name and on its table.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
op.execute("CREATE FUNCTION touch_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
op.execute("CREATE TRIGGER touch BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION touch_row()")
)py",
    .bad = R"py(
op.execute("DROP TRIGGER touched ON customer")
)py",
    .good = R"py(
op.execute("DROP TRIGGER touch ON customer")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
