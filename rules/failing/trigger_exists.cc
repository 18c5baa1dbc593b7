#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kPartExists) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the table ", InQuotes(Shown(refusal.subject)), " has ", InQuotes(refusal.part), " already"),
             "it is created here")
      .Help(
          "drop the old one first, choose another name, or for a trigger write CREATE OR REPLACE TRIGGER (PostgreSQL "
          "14)")
      .Subject(absl::StrCat(refusal.part, " of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kTriggerExists = {
    .id = "trigger-exists",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A trigger or policy is created under a name that another one of its table has.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. The names of triggers and of "
        "policies are unique in their table.",
    .instead = "Drop the old one first, or choose another name.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
op.execute("CREATE FUNCTION touch_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
op.execute("CREATE TRIGGER touch BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION touch_row()")
)py",
    .bad = R"py(
op.execute("CREATE TRIGGER touch BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION touch_row()")
)py",
    .good = R"py(
op.execute("CREATE TRIGGER touch_new BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION touch_row()")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
