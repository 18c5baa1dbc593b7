#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kObjectInUse) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("other objects need ",
                          refusal.part.empty() || refusal.sqlstate == "2BP01"
                              ? InQuotes(Shown(refusal.subject))
                              : absl::StrCat(InQuotes(refusal.part), " of ", InQuotes(Shown(refusal.subject)))),
             "this needs it")
      .Help(
          "drop or change what needs it first: the view, foreign key, default or column. CASCADE would take that along "
          "unseen")
      .Subject(absl::StrCat(Shown(refusal.subject), refusal.part.empty() ? "" : " ", refusal.part));
}

}  // namespace

extern constinit const Rule kObjectInUse = {
    .id = "object-in-use",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "Something is dropped or changed that a view, foreign key, column or function needs.",
    .why =
        "PostgreSQL drops nothing that others depend on unless CASCADE says so, and changes no type of a "
        "column that a view reads. PostgreSQL refuses, the transaction is rolled back and the deploy stops.",
    .instead = "Drop what depends on it first, and create that again afterwards where it is still wanted.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
op.execute("CREATE VIEW customer_name AS SELECT name FROM customer")
)py",
    .bad = R"py(
op.drop_column("customer", "name")
)py",
    .good = R"py(
op.execute("DROP VIEW customer_name")
op.drop_column("customer", "name")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
