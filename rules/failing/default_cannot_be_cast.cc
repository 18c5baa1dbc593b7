#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kDefaultCannotBeCast) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the default of ", InQuotes(refusal.part), " cannot be cast to the new type"),
             "the column is made here")
      .Help("drop the default first, change the type, then set the new default: three calls of op.alter_column()")
      .Subject(absl::StrCat("column ", refusal.part, " of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kDefaultCannotBeCast = {
    .id = "default-cannot-be-cast",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A column's type changes and its old default cannot follow.",
    .why =
        "ALTER COLUMN TYPE converts the default too, and without the USING expression: that is for rows only. "
        "One `op.alter_column()` with type_ and server_default sends the type first. PostgreSQL refuses, the "
        "transaction is rolled back and the deploy stops.",
    .instead = "Drop the default, change the type, set the new default.",
    .given = R"py(
op.create_table(
    "customer",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("active", sa.Text, server_default="yes"),
)
)py",
    .bad = R"py(
op.alter_column("customer", "active", type_=sa.Boolean, postgresql_using="active = 'yes'")
)py",
    .good = R"py(
op.alter_column("customer", "active", server_default=None)
op.alter_column("customer", "active", type_=sa.Boolean, postgresql_using="active = 'yes'")
op.alter_column("customer", "active", server_default=sa.true())
)py",
    .checks = {On<Look>},
};

}  // namespace retort
