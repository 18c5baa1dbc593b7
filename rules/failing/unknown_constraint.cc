#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownConstraint) return;
  AddRefused(refusal, now, findings,
             refusal.part.empty()
                 ? absl::StrCat(InQuotes(Shown(refusal.subject)), " has no such constraint at this point")
                 : absl::StrCat(InQuotes(Shown(refusal.subject)), " has no constraint ", InQuotes(refusal.part),
                                " at this point"),
             "the table is made here")
      .Help(
          "use the name that the database knows: one that was not given is made by PostgreSQL (customer_email_key, "
          "order_customer_id_fkey) or by the naming convention of env.py")
      .Subject(absl::StrCat("constraint ", refusal.part, " of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kUnknownConstraint = {
    .id = "unknown-constraint",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A constraint is dropped, renamed or validated that its table does not have at that point.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. The usual cause is a "
        "constraint that was created without a name: PostgreSQL or a naming convention gave it one, which is "
        "not the one guessed here. An index that is unique is no constraint either.",
    .instead = "Name constraints where they are created, and use that name.",
    .given = R"py(
op.create_table(
    "customer",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("email", sa.Text, unique=True),
)
)py",
    .bad = R"py(
op.drop_constraint("uq_customer_email", "customer", type_="unique")
)py",
    .good = R"py(
op.drop_constraint("customer_email_key", "customer", type_="unique")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
