#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kWrongObjectKind) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("this operation is not for what ", InQuotes(Shown(refusal.subject)), " is"),
             "it is made here")
      .Help("use the directive or command for its kind: DROP VIEW for a view, op.drop_constraint() for a constraint")
      .Subject(absl::StrCat("relation ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kWrongObjectKind = {
    .id = "wrong-object-kind",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An operation is used on an object of another kind: DROP TABLE on a view, CREATE INDEX on a view.",
    .why =
        "PostgreSQL looks the name up among all tables, views, indexes and sequences, and then refuses when it "
        "is of another kind than the command says. The transaction is rolled back and the deploy stops.",
    .instead = "Use the command for the object's kind.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
op.execute("CREATE VIEW customer_name AS SELECT name FROM customer")
)py",
    .bad = R"py(
op.drop_table("customer_name")
)py",
    .good = R"py(
op.execute("DROP VIEW customer_name")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
