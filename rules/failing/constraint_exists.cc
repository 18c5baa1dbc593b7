#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kConstraintExists) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the table ", InQuotes(Shown(refusal.subject)), " has a constraint ", InQuotes(refusal.part),
                          " already"),
             "this made the constraint")
      .Help("leave this out, or choose another name; to change a constraint drop it first")
      .Subject(absl::StrCat("constraint ", refusal.part, " of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kConstraintExists = {
    .id = "constraint-exists",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A constraint is added under a name that another one of its table has.",
    .why =
        "The names of constraints are unique in their table. PostgreSQL refuses, the transaction is rolled "
        "back and the deploy stops. It happens when a constraint is changed without being dropped first, and "
        "when two branches add the same one.",
    .instead = "Drop the old constraint first, or leave out what an earlier revision has added.",
    .given = R"py(
op.create_table(
    "customer",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("age", sa.Integer),
    sa.CheckConstraint("age > 0", name="customer_age"),
)
)py",
    .bad = R"py(
op.create_check_constraint("customer_age", "customer", "age > 17")
)py",
    .good = R"py(
op.drop_constraint("customer_age", "customer")
op.create_check_constraint("customer_age", "customer", "age > 17")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
