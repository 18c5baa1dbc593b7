#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownFunction) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("there is no function ", InQuotes(Shown(refusal.subject)), " of that kind at this point"),
             "it was dropped here")
      .Help("check its name, its schema and the types of its arguments; create it before what uses it")
      .Subject(absl::StrCat("function ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kUnknownFunction = {
    .id = "unknown-function",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A function is dropped, or used by a trigger, that does not exist at that point.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. A function is known by its "
        "name and the types of its arguments: `DROP FUNCTION twice(text)` does not find `twice(integer)`.",
    .instead = "Name the function as it was created; create a trigger's function before the trigger.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.execute("CREATE TRIGGER touch BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION touch_row()")
)py",
    .good = R"py(
op.execute("CREATE FUNCTION touch_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
op.execute("CREATE TRIGGER touch BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION touch_row()")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
